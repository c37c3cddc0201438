"""The lists of a pack as pages: a table with its filters, and one child's rows in all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.opened import ListSheet, OpenPack
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.reading.looking import Looked, View, choices, look
from visit_exchange.packs.reading.tables import Table
from visit_exchange.privacy.pseudonyms import CHILD_CODE, tidy_code

NO_SUCH_CHILD = "Enter the code of a child of this version, like K7QM-2XWD."


@dataclass(frozen=True)
class Filter:
    """A column that the table can be narrowed by: its number, what there is, what is chosen."""

    column: int
    title: str
    choices: tuple[str, ...]
    chosen: str = field(repr=False)


@dataclass(frozen=True)
class ShownRow:
    """A row as it is read; ``child`` is its child's number in the pack, None for another row."""

    number: int
    cells: tuple[str, ...] = field(repr=False)
    child: int | None = None


@dataclass(frozen=True)
class ListPage:
    """A page of a list."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    filters: tuple[Filter, ...]
    view: View
    looked: Looked
    all_rows: int


@dataclass(frozen=True)
class Part:
    """What one list says of a child, or of what stands behind a question."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def list_page(pack: OpenPack, item_id: str, view: View) -> ListPage:
    """Return a page of a list, narrowed and sorted as the view says."""
    sheet = pack.list(item_id)
    looked = look(sheet.table, view)
    return ListPage(
        title=numbered(sheet.item),
        headings=_headings(sheet.table),
        rows=tuple(shown_rows(sheet.table, looked.on_page, numbers_of(pack))),
        filters=tuple(filters(sheet.table, view)),
        view=view,
        looked=looked,
        all_rows=sheet.table.rows,
    )


def child_of(pack: OpenPack, number: int) -> str:
    """Return the code of the child of this number, from 1; UserError where there is none."""
    if not 1 <= number <= len(pack.children):
        raise UserError(NO_SUCH_CHILD)
    return pack.children[number - 1]


def number_of(pack: OpenPack, code: str) -> int:
    """Return the number of the child with a code, as somebody types it; UserError as above."""
    try:
        return pack.children.index(tidy_code(code)) + 1
    except ValueError:
        raise UserError(NO_SUCH_CHILD) from None


def journey_of(pack: OpenPack, code: str) -> tuple[Part, ...]:
    """Return what every list says of a child: its rows, without the columns that are empty."""
    return tuple(
        _narrow(each, rows) for each in pack.lists if (rows := each.table.rows_of_child(code))
    )


def rows_behind(pack: OpenPack, question: int) -> tuple[Part, ...]:
    """Return the rows behind a question, list by list."""
    behind = pack.workbook.behind(question) if pack.workbook else ()
    numbers = numbers_of(pack)
    return tuple(
        Part(
            numbered(each.item), _headings(each.table), tuple(shown_rows(each.table, rows, numbers))
        )
        for each in pack.lists
        if (rows := [one.row for one in behind if one.sheet == each.sheet])
    )


def filters(table: Table, view: View) -> Iterator[Filter]:
    """Yield the columns of few different values."""
    for number, column in enumerate(table.columns):
        if offered := choices(column):
            yield Filter(number, column.title, offered, view.only.get(number, ""))


def numbers_of(pack: OpenPack) -> dict[str, int]:
    """Return the number of each child of a pack by its code."""
    return {code: number for number, code in enumerate(pack.children, start=1)}


def shown_rows(table: Table, rows: Sequence[int], numbers: dict[str, int]) -> Iterator[ShownRow]:
    """Yield rows as they are read; those of a child lead to it by its number."""
    codes = table.column(CHILD_CODE)
    for row in rows:
        child = numbers.get(str(codes[row])) if codes else None
        yield ShownRow(row, table.shown_row(row), child)


def _headings(table: Table) -> tuple[str, ...]:
    return tuple(column.title for column in table.columns)


def _narrow(each: ListSheet, rows: Sequence[int]) -> Part:
    held = [
        column
        for column in each.table.columns
        if column.title != CHILD_CODE and any(column[row] is not None for row in rows)
    ]
    shown = (
        ShownRow(row, tuple(column.shown[column.places[row]] for column in held)) for row in rows
    )
    return Part(numbered(each.item), tuple(column.title for column in held), tuple(shown))
