"""The area at a glance on one page: the first sheet of the pack, and of the numbers to share."""

from collections.abc import Iterator
from typing import Any

from visit_exchange.packs.contents import PackContents
from visit_exchange.packs.numbers.glance import SMALLEST_BASE, Glance, Shown
from visit_exchange.packs.numbers.profile import profile_of, suppressed
from visit_exchange.packs.sheets.charts import add_charts
from visit_exchange.packs.suppressing import HIDDEN, SHOW_ALL, shown_or_hidden
from visit_exchange.packs.values import child_column
from visit_exchange.writing.dates_in_words import say_day
from visit_exchange.writing.row_height import row_height
from visit_exchange.writing.sheet_writing import PackBook

GLANCE_SHEET = "At a glance"
_WIDTHS = (66, 8, 10, 8, 10, 2, *(11,) * 8)  # characters; charts from the seventh column on
_TITLE = 76  # letters of a title that fit into the first column
_MOST_QUESTIONS = 5
_LAST = len(_WIDTHS) - 1


def add_glance(
    book: PackBook, contents: PackContents, seen: Glance, smallest: int = SHOW_ALL
) -> None:
    """Add the sheet: numbers on the left, charts on the right, what to ask first below.

    With ``smallest``, it is made to be shared: numbers about children under it are hidden, and
    others are rounded.
    """
    sheet = book.bare_sheet(GLANCE_SHEET, _WIDTHS)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.4)
    sheet.write_string(0, 0, f"{contents.visit.la_name}: the area at a glance", book.title)
    _across(book, sheet, 1, _of_what(contents, smallest))
    _across(book, sheet, 2, _how_to_read(smallest))
    row = first = 4
    for place, heading in enumerate(("", "Number", "Known for", "%", "Not held")):
        sheet.write(row, place, heading, book.head)  # the first is blank
    for line in _lines(seen):
        row += 1
        _write_line(book, sheet, row, line)
    row = max(row + 2, add_charts(book, sheet, seen.counted, first, 6))
    _add_questions(book, sheet, row, seen, is_shared=smallest > SHOW_ALL)


def _of_what(contents: PackContents, smallest: int) -> str:
    parts = []
    for each in contents.lists:
        numbers = suppressed(profile_of(each), smallest)
        who = f"{shown_or_hidden(numbers.rows)} rows"
        if child_column(each.spec, each.frame):
            who = f"{shown_or_hidden(numbers.children)} children"
        when = f"as at {say_day(each.as_at)}" if each.as_at else "no as-at date"
        parts.append(f"{each.spec.sheet}: {who}, {when}")
    return f"Pack {contents.version} of visit {contents.visit.id}. {'. '.join(parts)}."


def _how_to_read(smallest: int) -> str:
    hides = (
        f"“{HIDDEN}” hides a number of children from 1 to {smallest - 1}, or one that would give "
        f"such a number away; others of children are rounded to the nearest {smallest}; "
    )
    return (
        "Counted from what the authority sent; what it does not hold is not filled in. "
        f"{hides if smallest > SHOW_ALL else ''}{'p' if smallest > SHOW_ALL else 'P'}ercentages "
        f"are of those known, and withheld under {SMALLEST_BASE}. "
        "The Definitions sheet says how each is counted."
    )


def _lines(seen: Glance) -> Iterator[Shown | str]:
    theme = ""
    for each in seen.shown:
        if each.measured.indicator.theme != theme:
            theme = each.measured.indicator.theme
            yield theme
        yield each


def _write_line(book: PackBook, sheet: Any, row: int, line: Shown | str) -> None:
    if isinstance(line, str):
        sheet.write_string(row, 0, line, book.section)
        return
    title = line.measured.indicator.title
    sheet.set_row(row, row_height([(title, _TITLE)]))
    sheet.write_string(row, 0, title, book.text)
    nothing = "–" if not line.measured.known else HIDDEN
    number = line.number if line.measured.known else None
    _number(sheet, row, 1, number, book.right, nothing)
    for place, value in ((2, line.known), (4, line.not_held)):
        _number(sheet, row, place, value, book.right)
    _number(sheet, row, 3, line.percentage, book.percentage, "")


def _number(
    sheet: Any, row: int, place: int, value: float | None, style: Any, none: str = HIDDEN
) -> None:
    if value is None:
        sheet.write(row, place, none, style)  # which may be blank
    else:
        sheet.write_number(row, place, value, style)


def _add_questions(book: PackBook, sheet: Any, row: int, seen: Glance, *, is_shared: bool) -> None:
    more = len(seen.asked) - _MOST_QUESTIONS
    rest = f" ({more} more on the Questions sheet)" if more > 0 and not is_shared else ""
    sheet.write_string(row, 0, f"What to ask first{rest}", book.section)
    for each in seen.asked[:_MOST_QUESTIONS]:
        row += 1
        lead = "A lead, not a finding. " if each.is_lead else ""
        _across(book, sheet, row, f"{each.number}. {each.about}: {lead}{each.question}")
    if not seen.asked:
        sheet.write_string(row + 1, 0, "The numbers raise no question.", book.text)


def _across(book: PackBook, sheet: Any, row: int, text: str) -> None:
    """Write a line over the whole width of the page."""
    sheet.merge_range(row, 0, row, _LAST, text, book.text)
    sheet.set_row(row, row_height([(text, sum(_WIDTHS))]))
