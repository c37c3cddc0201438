"""One list in several tables of a file: which to use is a question, never a guess."""

import dataclasses
from collections.abc import Sequence

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.tables.places.sheet_places import SheetPlaces
from visit_exchange.returns.tables.read_list import ReadList, UnknownTable
from visit_exchange.visits.uploads.problems import Problem


def one_of_each(lists: Sequence[ReadList], places: SheetPlaces) -> tuple[ReadList, ...]:
    """Return each list once: its only table, or its only one on a visible sheet.

    When several are left, the first stands with a question that keeps it from being used.
    """
    found: dict[str, list[ReadList]] = {}
    for one in lists:
        found.setdefault(one.spec.id, []).append(one)
    return tuple(_chosen(tables, places) for tables in found.values())


def _chosen(tables: Sequence[ReadList], places: SheetPlaces) -> ReadList:
    visible = [table for table in tables if table.sheet_state == "visible"] or list(tables)
    if len(visible) == 1:
        return visible[0]
    first = visible[0]
    return dataclasses.replace(first, problems=(*first.problems, _question(visible, places)))


def _question(tables: Sequence[ReadList], places: SheetPlaces) -> Problem:
    return Problem(
        rule="list_twice",
        severity=Severity.MUST_FIX,
        message=_where(tables, places),
        list_id=tables[0].spec.id,
        sheet=tables[0].sheet,
    )


def _where(tables: Sequence[ReadList], places: SheetPlaces) -> str:
    """Return what there is and what to do; sheets' names stay out of it: they may be a child's."""
    sheets = {table.sheet for table in tables}
    if len(sheets) > 1:
        return (
            f"This list is on {len(sheets)} sheets of the workbook: {places.listed(sheets)}, "
            "counted from the left. Put all its rows in one table on one sheet, or delete the "
            "sheets that you do not mean to send."
        )
    rows = " and ".join(str(table.header_row) for table in tables)
    return (
        f"The sheet has this list {len(tables)} times, with headings in rows {rows}. Put all its "
        "rows in one table, or delete the tables that you do not mean to send."
    )


def unread_table(one: ReadList) -> UnknownTable:
    """Return a further table of a list as what was found and not used."""
    return UnknownTable(one.sheet, one.sheet_state, one.header_row, one.rows_read, (one.spec.id,))
