"""What the template itself writes on its sheets, so that it is not taken for what was sent."""

from collections.abc import Sequence
from functools import cache

from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.privacy.identifiers.text import find_in_text
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.request.template_words import ABOUT_SHEET, CONTACT_QUESTION, OWN_SHEETS
from visit_exchange.returns.formats.cells import as_text

# How to reach whoever answers for the return is asked for there.
CONTACT = frozenset({Kind.EMAIL, Kind.PHONE})

Rows = Sequence[Sequence[object]]


def without_own_words(sheet: str, rows: Rows) -> Rows:
    """Return a sheet's rows with empty cells where the template wrote, or asked for a contact."""
    if sheet not in OWN_SHEETS:
        return rows
    return [[_sent(sheet, row, column) for column in range(len(row))] for row in rows]


def _sent(sheet: str, row: Sequence[object], column: int) -> object:
    text = as_text(row[column])
    is_contact = (
        sheet == ABOUT_SHEET and column > 0 and as_text(row[column - 1]) == CONTACT_QUESTION
    )
    if is_contact and {span.kind for span in find_in_text(text)} <= CONTACT:
        return ""
    return "" if text in _labels() else row[column]


@cache
def _labels() -> frozenset[str]:
    names = [path.stem for path in (EXPECTATIONS / "codes").glob("*.yaml")]
    return frozenset(code.in_template for name in names for code in load_codes(name).codes)
