"""The checklist that goes out with a request: its rows are the items, its blanks the answers."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter

from visit_exchange.kinds import Framework
from visit_exchange.visits.dates.timeline import Milestone, plan
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_day, say_when
from visit_exchange.writing.plain_workbook import PlainWorkbook
from visit_exchange.writing.row_height import row_height

SHEET = "Checklist"
ITEM_NUMBER = "Item number"
ITEM = "Item"
FILES = "File name(s)"
NOT_HELD = "Not held (put X)"
# The last column is hidden: it tells us the item even when its number or title was edited.
ITEM_ID = "Item id"
HEADINGS = (ITEM_NUMBER, ITEM, "What we are asking for", "Due", FILES, NOT_HELD, ITEM_ID)
WIDTHS = (8, 36, 60, 30, 40, 12, 0)
HEADING_ROW = 4  # Excel's 5
ADVICE = (
    "Write the name of each file beside the item that it answers. One file can answer several "
    "items. Put X if you do not hold the information: that is an answer, not an error."
)


def checklist_workbook(
    visit: Visit,
    framework: Framework,
    milestones: Sequence[Milestone | VisitMilestone] | None = None,
) -> bytes:
    """Return the checklist (xlsx) of every item, for the authority to fill in and upload.

    Without ``milestones`` the due dates are those of the visit's own timeline.
    """
    if milestones is None:
        planned = plan(framework, visit.notified, on_site_days=visit.on_site_days)
        milestones = planned.milestones
    due = {milestone.id: say_when(milestone.local) for milestone in milestones}
    content = BytesIO()
    with PlainWorkbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        _write_sheet(book, visit, framework, due)
    return content.getvalue()


def _write_sheet(
    book: xlsxwriter.Workbook, visit: Visit, framework: Framework, due: Mapping[str, str]
) -> None:
    sheet = book.add_worksheet(SHEET)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    blank = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    sheet.write_string(0, 0, f"{framework.title}: {visit.la_name}", book.add_format({"bold": True}))
    sheet.write_string(1, 0, f"Notified on {say_day(visit.notified)}")
    sheet.write_string(2, 0, ADVICE)
    for column, (title, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width, None, {"hidden": title == ITEM_ID})
        sheet.write_string(HEADING_ROW, column, title, heading)
    for row, item in enumerate(framework.items, start=HEADING_ROW + 1):
        texts = (item.number, item.title, item.about, due[item.due])
        sheet.set_row(row, row_height(zip(texts, WIDTHS, strict=False)))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, wrapped)
        sheet.write_blank(row, HEADINGS.index(FILES), None, blank)
        sheet.write_blank(row, HEADINGS.index(NOT_HELD), None, blank)
        sheet.write_string(row, HEADINGS.index(ITEM_ID), item.id)
    sheet.set_row(HEADING_ROW, row_height(zip(HEADINGS[:-1], WIDTHS, strict=False)))
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.fit_to_pages(1, 0)
    sheet.set_landscape()
