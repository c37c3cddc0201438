"""The tables that a PDF's pages show, as rows of cells' texts: a PDF itself knows of none."""

from collections.abc import Iterable, Iterator, Sequence

from visit_exchange.privacy.documents.cannot import BROKEN, CannotBeCleaned
from visit_exchange.privacy.documents.pdf.pages import (
    Box,
    Line,
    UnreadablePdfError,
    letters_of,
    opened,
)
from visit_exchange.privacy.documents.tables import Table

_SAME_ROW = 0.5  # of a run's height: runs that overlap by this stand side by side
_ALIGNED = 4.0  # points
# Of a letter's height: how far apart the letters of one cell stand at most, where the page writes
# its spaces and where it leaves them out, and from where on a gap is a space.
_GAP, _GAP_WITHOUT_SPACES, _SPACE = 0.28, 0.8, 0.12
_LETTERS_OF_A_SPACE = 20
_FAR = 3.0  # times as high as a letter
_Row = list[Line]


def page_tables(content: bytes) -> list[Table]:
    """Return what stands in rows and columns on each page; CannotBeCleaned if damaged."""
    try:
        with opened(content) as pdf:
            return [t for nth in range(len(pdf)) for t in tables_among(letters_of(pdf[nth]))]
    except UnreadablePdfError:
        raise CannotBeCleaned(BROKEN) from None


def tables_among(letters: Iterable[Line]) -> Iterator[Table]:
    """Yield the tables that the letters of a page make: rows of two cells or more."""
    rows: list[_Row] = []
    for row in _rows(letters):
        if row and rows and _is_far(row[0], rows[-1]):
            yield from _table(rows)
            rows = []
        if len(row) > 1:
            rows.append(row)
        elif row and rows and _goes_on(row[0], rows):
            rows[-1].append(row[0])
        elif row:
            yield from _table(rows)
            rows = []
    yield from _table(rows)


def _rows(letters: Iterable[Line]) -> Iterator[_Row]:
    every = sorted(letters, key=lambda letter: -letter.box.top)
    spaces = sum(1 for letter in every if letter.text.isspace())
    widest = _GAP if spaces * _LETTERS_OF_A_SPACE >= len(every) else _GAP_WITHOUT_SPACES
    row: _Row = []
    for letter in every:
        if row and not _beside(row[0], letter):
            yield list(_cells(row, widest))
            row = []
        row.append(letter)
    yield list(_cells(row, widest))


def _beside(one: Line, other: Line) -> bool:
    overlap = min(one.box.top, other.box.top) - max(one.box.bottom, other.box.bottom)
    lower = min(one.box.top - one.box.bottom, other.box.top - other.box.bottom)
    return overlap > _SAME_ROW * lower


def _cells(row: _Row, widest: float) -> Iterator[Line]:
    """Yield the cells of a row of letters: what a gap parts that is wider than between words."""
    cell: _Row = []
    spaces = ""
    for letter in sorted(row, key=lambda letter: letter.box.left):
        if letter.text.isspace():
            spaces = " "
            continue
        if cell:
            high = letter.box.top - letter.box.bottom
            gap = (letter.box.left - cell[-1].box.right) / max(high, 1)
            if gap > (_GAP_WITHOUT_SPACES if spaces else widest):
                yield _together(cell)
                cell = []
            elif spaces or gap > _SPACE:
                cell.append(Line(" ", cell[-1].box))
        cell.append(letter)
        spaces = ""
    if cell:
        yield _together(cell)


def _together(cell: _Row) -> Line:
    lefts, bottoms, rights, tops = zip(
        *((b.left, b.bottom, b.right, b.top) for b in (letter.box for letter in cell)), strict=True
    )
    text = "".join(letter.text for letter in cell)
    return Line(text, Box(min(lefts), min(bottoms), max(rights), max(tops)))


def _is_far(cell: Line, above: _Row) -> bool:
    """Say whether a row stands so far below the last one that another table begins."""
    between = min(other.box.bottom for other in above) - cell.box.top
    return between > _FAR * (cell.box.top - cell.box.bottom)


def _goes_on(run: Line, rows: Sequence[_Row]) -> bool:
    """Say whether a run by itself is the next line of a cell: it begins where none but the first
    column does."""
    first = min(other.box.left for other in rows[-1])
    starts = [other.box.left for row in rows for other in row if other.box.left > first + _ALIGNED]
    return any(abs(run.box.left - start) <= _ALIGNED for start in starts)


def _table(rows: Sequence[_Row]) -> Iterator[Table]:
    if len(rows) < 2:
        return
    edges = _columns(run for row in rows for run in row)
    yield [[_cell(row, left, right) for left, right in edges] for row in rows]


def _columns(runs: Iterable[Line]) -> list[tuple[float, float]]:
    """Return from where to where each column reaches: runs above each other are of one."""
    edges: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: run.box.left):
        if edges and run.box.left < edges[-1][1]:
            edges[-1] = (edges[-1][0], max(edges[-1][1], run.box.right))
        else:
            edges.append((run.box.left, run.box.right))
    return edges


def _cell(row: _Row, left: float, right: float) -> str:
    within = [run for run in row if left <= run.box.left <= right]
    within.sort(key=lambda run: (-round(run.box.top), run.box.left))
    return " ".join(" ".join(run.text.split()) for run in within)
