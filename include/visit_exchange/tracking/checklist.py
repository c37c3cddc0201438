"""The checklist about the selected children: a row for each child and kind of document, by code.

The guidance asks for assessments and plans "if applicable" and "where relevant": what an authority
does not hold, or what does not apply to a child, it says here, and nobody waits for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.choosing_rules import TrackingItem
from visit_exchange.privacy.pseudonyms import CHILD_CODE
from visit_exchange.tracking.items import tracking_item_id
from visit_exchange.writing.plain_workbook import PlainWorkbook
from visit_exchange.writing.row_height import row_height

# As the register calls an upload that is such a checklist.
SHEET = "Tracking checklist"
DOCUMENT, ABOUT = "Document", "What we are asking for"
NOT_HELD, DOES_NOT_APPLY = "Not held (put X)", "Does not apply (put X)"
ITEM_ID = "Item id"  # hidden
HEADINGS = (CHILD_CODE, DOCUMENT, ABOUT, NOT_HELD, DOES_NOT_APPLY, ITEM_ID)
WIDTHS = (14, 36, 60, 12, 14, 0)
HEADING_ROW = 2  # Excel's 3
ADVICE = (
    "Put X where you do not hold a document, or where it does not apply to this child. Leave the "
    "rest empty, and send the documents: several of one kind are welcome. Write no name here."
)


@dataclass(frozen=True)
class TrackingAnswers:
    """What a checklist says, by the register's item id (``plans:K7QM-2XWD``).

    ``strangers`` and ``unclear`` are Excel's rows of children who are not selected, and of marks
    that can be read as neither X nor nothing; ``other_sheets`` are the places (from 1) of further
    sheets with something on them.
    """

    not_held: frozenset[str] = frozenset()
    does_not_apply: frozenset[str] = frozenset()
    strangers: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()
    other_sheets: tuple[int, ...] = ()

    @property
    def by_item(self) -> dict[str, bool]:
        """Each item for which nobody waits, and whether it does not apply."""
        return dict.fromkeys(self.not_held, False) | dict.fromkeys(self.does_not_apply, True)

    @property
    def all(self) -> frozenset[str]:
        """Every item for which nobody waits."""
        return self.not_held | self.does_not_apply


def tracking_checklist(framework: Framework, codes: Sequence[str]) -> bytes:
    """Return the checklist (xlsx) of what is asked about each selected child."""
    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with PlainWorkbook(content, options) as book:
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, ADVICE)
        for column, (title, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width, None, {"hidden": title == ITEM_ID})
            sheet.write_string(HEADING_ROW, column, title, bold)
        _write_rows(book, sheet, framework, codes)
        sheet.freeze_panes(HEADING_ROW + 1, 0)
        sheet.fit_to_pages(1, 0)
        sheet.set_landscape()
    return content.getvalue()


def _write_rows(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    framework: Framework,
    codes: Sequence[str],
) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    blank = book.add_format({"valign": "top", "border": 1, "num_format": "@"})
    rows = ((code, item) for code in codes for item in framework.tracking.items)
    for row, (code, item) in enumerate(rows, start=HEADING_ROW + 1):
        texts = (code, item.title, item.about)
        sheet.set_row(row, row_height(zip(texts, WIDTHS, strict=False)))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, wrapped)
        sheet.write_blank(row, HEADINGS.index(NOT_HELD), None, blank)
        _write_applies(sheet, row, item, blank, wrapped)
        sheet.write_string(row, HEADINGS.index(ITEM_ID), tracking_item_id(item.id, code))


def _write_applies(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    item: TrackingItem,
    blank: xlsxwriter.format.Format,
    wrapped: xlsxwriter.format.Format,
) -> None:
    """Leave a cell to mark where the guidance asks "if applicable"; a dash where it asks of all."""
    column = HEADINGS.index(DOES_NOT_APPLY)
    if item.if_applicable:
        sheet.write_blank(row, column, None, blank)
    else:
        sheet.write_string(row, column, "–", wrapped)
