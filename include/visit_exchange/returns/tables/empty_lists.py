"""Lists with headings and no rows: "there are none" must be said, not taken from silence."""

from collections.abc import Iterable, Sequence

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.tables.read_list import ReadList
from visit_exchange.visits.uploads.problems import Problem


def has_something(sheet: Sheet) -> bool:
    """Say whether any cell of a sheet shows anything."""
    return any(not all(map(is_blank, row)) for row in sheet.rows)


def is_empty(sheets: Iterable[Sheet]) -> bool:
    """Say whether no cell shows anything, or would: an error, a formula without a result."""
    return not any(s.error_cells or s.uncached_cells or has_something(s) for s in sheets)


def without_empty(
    lists: Sequence[ReadList],
) -> tuple[tuple[ReadList, ...], tuple[Problem, ...]]:
    """Return the lists that have rows, or say that there are none, and a question for the others.

    A sheet of the template that was left untouched must not take the place of a list that was
    sent before, nor be a second one beside a list that is filled in.
    """
    filled = tuple(one for one in lists if one.rows_read or one.totals)
    have = {one.spec.id for one in filled}
    empty = {one.spec.id: one for one in lists if one.spec.id not in have}
    severity = Severity.PLEASE_CHECK if filled else Severity.MUST_FIX
    return filled, tuple(_question(one, severity) for one in empty.values())


def _question(one: ReadList, severity: Severity) -> Problem:
    return Problem(
        rule="list_without_rows",
        severity=severity,
        message=f"“{one.spec.title}” has headings but no rows, so we have not used it. Enter its "
        "rows and upload the file again. If there is nothing to enter, write “None” in the first "
        "cell under the headings, or put X beside the list in the checklist",
        list_id=one.spec.id,
        sheet=one.sheet,
    )
