"""Columns that may be one that was not found: offered by their letter, never read as it."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from visit_exchange.kinds.column_spec import Column
from visit_exchange.kinds.heading_words import bare_heading, normalise
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.headings import identifying_kind

MISSPELT = 0.86  # as alike as "Attendence" and "Attendance"
SHORTEST = 5
MOST_OFFERED = 2


def misspelt(headings: Mapping[int, str], column: Column) -> tuple[int, ...]:
    """Return the columns whose heading is nearly one of ``column``'s, the nearest first."""
    return _best({i: _alike(text, column) for i, text in headings.items()}, MISSPELT)


def nearest(headings: Mapping[int, str], column: Column) -> tuple[int, ...]:
    """Return the columns that may be ``column``: misspelt, or of a like name, the nearest first."""
    return (
        misspelt(headings, column)
        or tuple(index for index, text in headings.items() if _is_near(text, column))[:MOST_OFFERED]
    )


def offered(columns: tuple[int, ...]) -> str:
    """Return the columns by their letters: ``Column C`` or ``Column C or E``."""
    return f"Column {' or '.join(map(column_letter, columns))}"


def _best(alike: Mapping[int, float], least: float) -> tuple[int, ...]:
    most = max(alike.values(), default=0.0)
    return tuple(i for i, ratio in alike.items() if ratio >= max(least, most))[:MOST_OFFERED]


def _alike(text: str, column: Column) -> float:
    word = bare_heading(text)
    if len(word) < SHORTEST or _identifies(word, column):
        return 0.0
    words = {normalise(heading) for heading in column.headings if len(heading) >= SHORTEST}
    return max((SequenceMatcher(None, word, other).ratio() for other in words), default=0.0)


def _is_near(text: str, column: Column) -> bool:
    word = bare_heading(text)
    if column.near is None or _identifies(word, column):
        return False
    return re.search(column.near, word) is not None


def _identifies(word: str, column: Column) -> bool:
    return identifying_kind(word) not in (None, column.identifies)
