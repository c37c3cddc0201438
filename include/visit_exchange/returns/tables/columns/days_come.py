"""Columns of days, and whether any of their days has come by the notification date."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import as_text, is_blank
from visit_exchange.returns.recognition.headings import ListHeadings
from visit_exchange.returns.tables.columns.layout import Source
from visit_exchange.returns.values.dates import find_date, serial_date
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.writing.counted import count


def dateless_columns(source: Source, lists: Iterable[ListHeadings]) -> frozenset[int]:
    """Return the columns, of those that tell a list by their days, in which no day has come.

    A list without rows is taken as it calls itself.
    """
    if not source.table.rows:
        return frozenset()
    asked = {column for known in lists for column in _dated(source, known)}
    return frozenset(column for column in asked if not any(_come(source, column)))


def dateless_rows(source: Source, known: ListHeadings) -> tuple[int, ...]:
    """Return the Excel rows in which no telling column of such a list says anything.

    None where no row has a day: then the list is not one of days at all.
    """
    dated = _dated(source, known)
    if not dated or not any(any(_come(source, column)) for column in dated):
        return ()
    match = known.match(source.table.headings).columns
    tells = [match[field] for field in known.spec.recognition.tells if field in match]
    others = [source.cells(column) for column in tells if column not in dated]
    come = [_come(source, column) for column in dated]
    return tuple(
        row
        for at, row in enumerate(source.excel_rows)
        if not any(days[at] for days in come) and all(is_blank(cells[at]) for cells in others)
    )


def rows_of_two_lists(
    source: Source, spec: ListSpec, others: Sequence[ListSpec], rows: Sequence[int]
) -> Problem:
    """Return the question about a table that holds the rows of this list and of another."""
    title = " and ".join(spec.column(field).title for field in spec.recognition.dated)
    other = " or ".join(f"“{each.sheet}”" for each in others)
    return Problem(
        rule="rows_of_two_lists",
        severity=Severity.MUST_FIX,
        message=f"{count(len(rows), 'row')} of this table, the first of them row {rows[0]}, "
        f"have no {title} that has come, and the others have. Put the rows without it on a "
        f"sheet called {other}, and the others on a sheet called “{spec.sheet}”",
        list_id=spec.id,
        sheet=source.sheet.name,
    )


def _dated(source: Source, known: ListHeadings) -> list[int]:
    columns = known.match(source.table.headings).columns
    return [columns[field] for field in known.spec.recognition.dated if field in columns]


def _come(source: Source, column: int) -> list[bool]:
    days = [_day(cell, source.sheet.epoch) for cell in source.cells(column)]
    return [day is not None and day <= source.notified for day in days]


def _day(cell: object, epoch: int) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return serial_date(float(cell), epoch)
    return find_date(as_text(cell))
