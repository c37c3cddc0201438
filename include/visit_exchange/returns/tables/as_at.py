"""The date that a list's data represents, from wherever the officer wrote it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from visit_exchange.kinds.heading_words import load_heading_words, normalise
from visit_exchange.returns.formats.cells import as_text, is_blank
from visit_exchange.returns.values.dates import find_date

AS_AT = "data_as_at"
ABOUT_ROWS = 60

Row = Sequence[object]


def as_at_of(rows: Iterable[Row]) -> date | None:
    """Return the date in the first cell that says "data as at", or right of or below it."""
    block = [list(row) for row in rows][:ABOUT_ROWS]
    for number, row in enumerate(block):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and says_as_at(cell):
                below = block[number + 1][column : column + 1] if number + 1 < len(block) else []
                if found := _first_date([cell, *row[column + 1 :], *below]):
                    return found
    return None


def says_as_at(text: str) -> bool:
    """Say whether a text speaks of the date that data represents."""
    group = load_heading_words().fields.get(AS_AT)
    if group is None or len(text) > 200:
        return False
    word = normalise(text)
    phrases = [normalise(heading) for heading in group.headings if " " in heading]
    worded = any(re.search(rf"\b{re.escape(phrase)}\b", word) for phrase in phrases)
    return worded or bool(group.regex and re.search(group.regex, word))


def only_date(cells: Iterable[object]) -> date | None:
    """Return the one date that a column repeats, None when there are several or none."""
    found = {d for cell in cells if not is_blank(cell) and (d := _date(cell))}
    return found.pop() if len(found) == 1 else None


def _first_date(cells: Iterable[object]) -> date | None:
    return next((d for cell in cells if (d := _date(cell))), None)


def _date(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return find_date(as_text(cell)) if isinstance(cell, str) else None
