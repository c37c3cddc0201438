"""Tables that nearly are a list: the column that it needs is not there, or not to be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visit_exchange.kinds.list_spec import Column, ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.recognition.headings import ListHeadings
from visit_exchange.returns.recognition.nearest_columns import nearest, offered
from visit_exchange.returns.tables.places.sheet_places import SheetPlaces
from visit_exchange.returns.tables.places.table_finding import Table
from visit_exchange.visits.uploads.problems import Problem


@dataclass(frozen=True)
class Lacking:
    """A table on its sheet, and the list that it would be."""

    sheet: Sheet
    table: Table
    known: ListHeadings


def lacking_problems(tables: Sequence[Lacking], places: SheetPlaces) -> Iterator[Problem]:
    """Yield one question for each list, however many sheets lack its column."""
    by_list: dict[str, list[Lacking]] = {}
    for each in tables:
        by_list.setdefault(each.known.spec.id, []).append(each)
    for alike in by_list.values():
        yield _single(alike[0], places) if len(alike) == 1 else _several(alike, places)


def _single(one: Lacking, places: SheetPlaces) -> Problem:
    spec, absent = one.known.spec, _absent(one)
    place = places.of(one.sheet.name, one.table.heading_row + 1)
    return _problem(
        one,
        f"The table at {place} looks like “{spec.title}” but lacks a column that we can tell to be "
        f"{_titles(absent)}. {_way_out(one, absent)}.",
    )


def _several(alike: Sequence[Lacking], places: SheetPlaces) -> Problem:
    first, absent = alike[0], _absent(alike[0])
    sheets = {each.sheet.name for each in alike}
    where = places.listed(sheets) if len(sheets) > 1 else places.of(first.sheet.name)
    return _problem(
        first,
        f"{len(alike)} tables{f' on {where}' if where else ''} look like "
        f"“{first.known.spec.title}” but lack a column that we can tell to be "
        f"{_titles(absent)}. Put all their rows in one table with a column for it. "
        f"{_way_out(first, absent)}.",
    )


def _absent(one: Lacking) -> list[Column]:
    spec = one.known.spec
    there = one.known.match(one.table.headings).fields
    return [c for c in map(spec.column, spec.recognition.needs) if c.id not in there]


def _titles(columns: Sequence[Column]) -> str:
    return " and ".join(column.title for column in columns)


def _way_out(one: Lacking, absent: Sequence[Column]) -> str:
    claimed = one.known.match(one.table.headings).claimed
    free = {i: text for i, text in one.table.headings.items() if i not in claimed}
    near = {column.title: nearest(free, column) for column in absent}
    if not any(near.values()):
        return "Add the column, or give it that heading"
    return ". ".join(
        f"{offered(columns)} may be it: then give it the heading “{title}”"
        if columns
        else f"Add the column {title}"
        for title, columns in near.items()
    )


def _problem(one: Lacking, message: str) -> Problem:
    spec: ListSpec = one.known.spec
    return Problem(
        rule="needed_column_missing",
        severity=Severity.MUST_FIX,
        message=message,
        list_id=spec.id,
        sheet=one.sheet.name,
    )
