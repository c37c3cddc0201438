"""Charts of the pack: Excel's own, over the Counts sheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from visit_exchange.packs.numbers.conditions_met import Lists
from visit_exchange.packs.numbers.distributions import Counted
from visit_exchange.packs.numbers.glance import is_about_children
from visit_exchange.packs.suppressing import SHOW_ALL, shown_or_hidden, told_together
from visit_exchange.writing.sheet_writing import Heading, PackBook

COUNTS_SHEET = "Counts"
NOT_HELD = "Not held"
_WIDTH, _HEIGHT, _ROWS = 335, 190, 10  # pixels; rows of a sheet that a chart covers
_COLUMNS = 4  # columns of a sheet that a chart covers
_BLUE = "#1d70b8"
_MOST_IN_A_ROW = 2


def count_lines(
    counted: Iterable[Counted], lists: Lists, small_numbers: int
) -> list[tuple[str, str, Any]]:
    """Return the lines of the Counts sheet: what is counted, its value, the number or "c"."""
    lines = []
    for each in counted:
        smallest = small_numbers if is_about_children(each.spread, lists) else SHOW_ALL
        for label, number in _told(each, smallest):
            lines.append((each.spread.title, label, shown_or_hidden(number)))
    return lines


def _told(each: Counted, smallest: int) -> list[tuple[str, int | None]]:
    """Return the labels with what is told of each. Codes are ordered by that alone: the order of
    the numbers behind it would tell hidden ones apart (four of them can only be 4, 3, 2, 1)."""
    given = [number for _, number in each.counts]
    *numbers, not_held = told_together([*given, each.not_held], smallest)
    told = [(label, number) for (label, _), number in zip(each.counts, numbers, strict=True)]
    if not (each.spread.bands or each.spread.groups):
        told.sort(key=lambda line: (-(line[1] or 0), line[0]))
    return [*told, (NOT_HELD, not_held)]


def add_counts(
    book: PackBook, counted: Sequence[Counted], lists: Lists, smallest: int = SHOW_ALL
) -> None:
    """Add the sheet of the charts' numbers; those of children under ``smallest`` are hidden."""
    if counted:
        headings = (Heading("Counted", 34), Heading("Value", 40), Heading("Number", 10))
        book.table(COUNTS_SHEET, headings, count_lines(counted, lists, smallest))


def add_charts(
    book: PackBook, sheet: Any, counted: Sequence[Counted], row: int, column: int
) -> int:
    """Lay charts two in a row from a cell on; return the first row below them."""
    titles = [each.spread.title for each in counted for _ in (*each.counts, NOT_HELD)]
    drawn = [each for each in counted if each.spread.chart != "none" and each.known]
    for number, each in enumerate(drawn):
        first = titles.index(each.spread.title) + 1  # below the headings
        last = first + len(each.counts)  # the last is how many are not held
        down, across = divmod(number, _MOST_IN_A_ROW)
        chart = _chart(book, each, first, last)
        sheet.insert_chart(row + down * _ROWS, column + across * _COLUMNS, chart)
    return row + -(-len(drawn) // _MOST_IN_A_ROW) * _ROWS + 1


def _chart(book: PackBook, each: Counted, first: int, last: int) -> Any:
    chart = book.chart(each.spread.chart)
    chart.add_series(
        {
            "name": each.spread.title,
            "categories": [COUNTS_SHEET, first, 1, last, 1],
            "values": [COUNTS_SHEET, first, 2, last, 2],
            "fill": {"color": _BLUE},
            "gap": 40,
            "data_labels": {"value": True, "font": {"size": 8}},
        }
    )
    chart.set_title({"name": each.spread.title, "name_font": {"size": 10}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    is_lying = each.spread.chart == "bar"  # its names stand at the side
    names = {"num_font": {"size": 8}, "reverse": is_lying}
    values = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    chart.set_x_axis(values if is_lying else names)
    chart.set_y_axis(names if is_lying else values)
    chart.set_chartarea({"border": {"color": "#b1b4b6"}})
    return chart
