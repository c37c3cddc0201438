"""How high a row of a workbook must be for its wrapped texts.

Excel finds out by itself when it opens a file; other readers show one line of the text.
"""

from collections.abc import Iterable
from math import ceil

LINE = 15.0  # points, of the 11-point fonts that our workbooks are written in
MOST = 409.0  # Excel's own limit
ROOM = 1.15  # words do not fill a line to its end


def row_height(cells: Iterable[tuple[str, float]]) -> float | None:
    """Return the height in points for texts and the widths (characters) that they are wrapped to.

    None when every text fits on one line: then the row keeps its own height.
    """
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(lines * LINE, MOST) if lines > 1 else None


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(part) * ROOM / width)) for part in text.split("\n"))
