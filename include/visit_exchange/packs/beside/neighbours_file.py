"""Reads who is whose statistical neighbour: a row for each, the nearest first."""

from visit_exchange.errors import UserError
from visit_exchange.kinds.authorities import load_authorities
from visit_exchange.packs.beside.csv_rows import Mistakes, Row, read_rows
from visit_exchange.packs.beside.figures_file import AN_AUTHORITY

AUTHORITY, NEIGHBOUR = "la_code", "neighbour_la_code"
MOST = 20  # neighbours of one authority


def read_neighbours(content: bytes) -> dict[str, tuple[str, ...]]:
    """Return the neighbours of each authority in the order of the file.

    Raises UserError that names every mistake by row and column.
    """
    rows = read_rows(content, (AUTHORITY, NEIGHBOUR))
    mistakes = Mistakes()
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        before = found.get(row[AUTHORITY], ())
        _check(row, before, mistakes)
        found[row[AUTHORITY]] = (*before, row[NEIGHBOUR])
    mistakes.check()
    if not found:
        raise UserError("Nothing was loaded. Enter a row for each neighbour below the headings.")
    return found


def _check(row: Row, before: tuple[str, ...], mistakes: Mistakes) -> None:
    for column in (AUTHORITY, NEIGHBOUR):
        if row[column] not in load_authorities():
            mistakes.add(row, column, AN_AUTHORITY)
    if row[NEIGHBOUR] == row[AUTHORITY]:
        mistakes.add(row, NEIGHBOUR, "must be another authority: none is its own neighbour")
    if row[NEIGHBOUR] in before:
        mistakes.add(row, NEIGHBOUR, f"{row[AUTHORITY]} has this neighbour already. Remove the row")
    if len(before) == MOST:
        mistakes.add(row, NEIGHBOUR, f"{row[AUTHORITY]} must have at most {MOST} neighbours")
