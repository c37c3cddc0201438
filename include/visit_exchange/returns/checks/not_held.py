"""Columns that a return does not have: a required one must be added, any other is not held."""

from typing import TYPE_CHECKING, Any

from visit_exchange.kinds.list_spec import Check, Column
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import as_text, is_blank, says_not_held
from visit_exchange.returns.formats.spreadsheet_columns import column_index, column_letter
from visit_exchange.returns.recognition.nearest_columns import misspelt, nearest, offered
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import ReadList

FILLED = "expect_column_values_to_not_be_null"
EMPTY = "expect_column_values_to_be_null"


def missing_columns(read: "ReadList") -> tuple[Problem, ...]:
    """Return one problem for each column that is absent or wholly empty.

    A column that a row condition asks for only of some rows (a journey time, when out of area) is
    not missed when there are no such rows.
    """
    if read.frame.empty:
        return (_no_rows(read),)
    missed = [c for c in read.spec.columns if (c.asked or c.required) and _missed(read, c)]
    return tuple(
        problem
        for column in missed
        for problem in (_problem(read, column), *_misspelt(read, column))
    )


def asked_only_when(checks: tuple[Check, ...], column_id: str) -> dict[str, Any] | None:
    """Return the comparison that chooses the rows in which a column is asked for at all.

    None when it is asked for in every row: only a column that some rows must fill and others must
    leave empty is asked for of the first alone.
    """
    of_column = [c for c in checks if c.arguments.get("column") == column_id]
    if not any(check.expect == EMPTY for check in of_column):
        return None
    filled = (c.arguments.get("row_condition") for c in of_column if c.expect == FILLED)
    return next((condition for condition in filled if condition), None)


def _missed(read: "ReadList", column: Column) -> bool:
    if column.id in read.frame and bool(read.frame[column.id].notna().any()):
        return False
    if has_unread_values(read, column):
        return False  # each of them is told: the column is not empty
    when = asked_only_when(read.spec.checks, column.id)
    if when is None or when["column"]["name"] not in read.frame:
        return True
    # With its heading there, an empty cell is asked about row by row.
    asked_for = bool((read.frame[when["column"]["name"]] == when["parameter"]).any())
    return asked_for and column.id not in read.frame


def _unread(read: "ReadList") -> dict[int, str]:
    return {column_index(column.letter): column.heading for column in read.ignored}


def _misspelt(read: "ReadList", column: Column) -> tuple[Problem, ...]:
    """Return the question whether a column with nearly its heading is it."""
    columns = (
        () if column.required or column.id in read.columns else misspelt(_unread(read), column)
    )
    if not columns:
        return ()
    message = (
        f"{offered(columns)} may be {column.title}, and we have not read it. If it is, give it the "
        f"heading “{column.title}” and upload the list again"
    )
    return (
        Problem(
            rule=f"{read.spec.id}-nearly",
            severity=Severity.PLEASE_CHECK,
            message=message,
            list_id=read.spec.id,
            sheet=read.sheet,
            column=column_letter(columns[0]),
        ),
    )


def has_unread_values(read: "ReadList", column: Column) -> bool:
    """Say whether a column has cells that could not be read, each of which is told.

    Those of a required column must keep the list from being used, as an empty column would.
    """
    told = [p for p in read.problems if p.field == column.id and p.row in read.frame.index]
    if column.required:
        return any(p.severity is Severity.MUST_FIX for p in told)
    return bool(told)


def _only_says_not_held(read: "ReadList", column: Column) -> bool:
    cells = [cell for cell in read.raw.get(column.id, ()) if not is_blank(cell)]
    return bool(cells) and all(says_not_held(as_text(cell)) for cell in cells)


def _problem(read: "ReadList", column: Column) -> Problem:
    place = read.columns.get(column.id)
    if column.required:
        rule, severity = "required", Severity.MUST_FIX
        what = f"Enter values in the column “{place.heading}”" if place else "Add this column"
        if not place and (columns := nearest(_unread(read), column)):
            what = f"{offered(columns)} may be it: then give it the heading “{column.title}”"
        if read.forbidden and not place:
            what += ", with values of your own in place of any that identify people"
        message = f"{column.title} is needed in every row. {what}"
    else:
        rule, severity = "not-held", Severity.NOT_HELD
        gone = "has no values" if place else "is not in this list"
        if _only_says_not_held(read, column):
            gone = "has only words such as “n/k”"
        message = f"{column.title} {gone}. If you hold it, add it and upload the list again"
    return Problem(
        rule=f"{read.spec.id}-{rule}",
        severity=severity,
        message=message,
        list_id=read.spec.id,
        sheet=read.sheet,
        column=place.letter if place else None,
        field=column.id,
    )


def _no_rows(read: "ReadList") -> Problem:
    return Problem(
        rule=f"{read.spec.id}-no-rows",
        severity=Severity.PLEASE_CHECK,
        message="This list has headings but no rows. Check that there is nothing to enter",
        list_id=read.spec.id,
        sheet=read.sheet,
    )
