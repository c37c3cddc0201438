"""The authority's references beside the codes of this visit: a workbook for the authority alone."""

import io
from collections.abc import Mapping

from python_calamine import CalamineWorkbook

from visit_exchange.kinds import Framework
from visit_exchange.privacy.pseudonyms import CHILD_CODE, check_codes_differ
from visit_exchange.writing.cell_writing import wakes
from visit_exchange.writing.plain_workbook import PlainWorkbook

REFERENCE = "Your reference"
SHEET = "Child codes"


def crosswalk_workbook(
    crosswalk: Mapping[str, str], selected: frozenset[str] | None = None
) -> bytes:
    """Return the workbook (.xlsx) of reference and code; of the selected codes only, if given.

    It goes to the authority's replies and nowhere else: with it, every pack can be unmasked.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = PlainWorkbook(content, options)
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 1, 24)
    sheet.write_row(0, 0, [REFERENCE, CHILD_CODE], book.add_format({"bold": True}))
    quoted = book.add_format({"quote_prefix": True})
    for row, (reference, code) in enumerate(_wanted(crosswalk, selected), start=1):
        # Text stays text when its cell is edited or copied.
        sheet.write_string(row, 0, reference, quoted if wakes(reference) else None)
        sheet.write_string(row, 1, code)
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()


def read_crosswalk(content: bytes) -> dict[str, str]:
    """Return code by reference from a workbook that ``crosswalk_workbook`` wrote."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name(SHEET).to_python()
    return {str(reference): str(code) for reference, code in rows[1:]}


def _wanted(crosswalk: Mapping[str, str], selected: frozenset[str] | None) -> list[tuple[str, str]]:
    """In the order of references, in which the authority looks children up."""
    pairs = crosswalk.items()
    return sorted((r, code) for r, code in pairs if selected is None or code in selected)


def check_codes(framework: Framework, crosswalk: Mapping[str, str]) -> None:
    """Raise UserError when two children share a code.

    In identified lists a reference and a UPN are one child; they are given no code twice.
    """
    if framework.regime == "pseudonymised":
        check_codes_differ(crosswalk)
