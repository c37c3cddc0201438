"""What stands in the boxes of a form: a letter or a digit in each cell, read as one word.

All boxes are read, however many a table has: a row of counts that looks like somebody's number by
chance is for a person to look at, while a number that is left out is a leak.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from visit_exchange.privacy.documents.side_by_side import side_by_side

FEWEST = 4  # boxes that make a word
_SIGNS = frozenset("/-.\N{EN DASH}")  # in a box of their own, between day, month and year
_LONGEST_LABEL = 60
_TELLS = re.compile(
    r"nhs n|birth|\bd\.? ?o\.? ?b\b|\bborn\b|\bupn\b|pupil n|\buln\b|learner n|insurance", re.I
)
_GROUP = re.compile(r"[A-Za-z]{0,2}\d{1,6}[A-Za-z]?|[/.-]")
_MOST_GROUPS = 5
_DIGITS = 10  # of a number whose boxes stand in any groups


class Boxes:
    """The boxes of one table, row by row."""

    def __init__(self) -> None:
        self._headings: dict[int, str] = {}
        self._words: dict[str, None] = {}
        self._runs: list[str] = []

    def add(self, row: Sequence[str]) -> None:
        """Read a row. What it says may be the heading of the boxes below it."""
        cells = [cell.strip() for cell in row]
        runs = list(_runs(cells, {}))
        self._runs += (run for _, run in runs if len(run) > _DIGITS)
        parted = _runs(cells, self._headings) if self._headings else ()
        words = [word for label, run in (*parted, *runs) for word in _read(label, run)]
        tells = any(len(c) > 1 and not c.isdecimal() and _TELLS.search(c) for c in cells)
        if tells or self._headings:
            words += _in_groups(cells, self._headings)
        self._words |= dict.fromkeys(words)
        if tells and not words:
            self._headings = {at: cell for at, cell in enumerate(cells) if len(cell) > 1}

    def words(self) -> Iterator[str]:
        """Yield what was read, each once, with what it is for where a row or heading says that."""
        yield from self._words
        yield from side_by_side(self._runs)


def boxed_words(tables: Iterable[Iterable[Sequence[str]]]) -> Iterator[str]:
    """Yield what each row of the tables has in boxes. An empty box parts two words."""
    for table in tables:
        boxes = Boxes()
        for row in table:
            boxes.add(row)
        yield from boxes.words()


def in_boxes(cells: Sequence[str]) -> Iterator[str]:
    """Yield what stands in the boxes of one row."""
    for label, run in _runs(cells, {}):
        yield from _read(label, run)


def _runs(cells: Sequence[str], headings: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield what stands in boxes between two headings or texts, and what it is for."""
    label = run = ""
    for at, cell in enumerate(cells):
        is_box = len(cell) <= 1 and (not cell or cell.isalnum() or cell in _SIGNS)
        if at in headings or not is_box:
            yield label, run
            label, run = f"{headings.get(at, '')} {'' if is_box else cell}", ""
        run += (cell or " ") if is_box else ""
    yield label, run


def _read(label: str, run: str) -> Iterator[str]:
    closed = "".join(filter(str.isalnum, run)) if len(run) >= FEWEST else ""
    if len(closed) < FEWEST:
        return
    is_number = len(closed) == _DIGITS and closed.isdecimal()
    word = closed if is_number else " ".join(run.split())
    yield f"{_told(label)}{word}"


def _told(label: str) -> str:
    return f"{label.strip()[-_LONGEST_LABEL:]}: " if _TELLS.search(label) else ""


def _in_groups(cells: Sequence[str], headings: Mapping[int, str]) -> Iterator[str]:
    """Yield what stands in a few cells behind, or below, what it is for: a day, a month, a year."""
    label, groups = "", list[str]()
    for at, cell in enumerate((*cells, "end")):
        is_group = _GROUP.fullmatch(cell) is not None
        if (cell and not is_group) or (is_group and at in headings):
            if 1 < len(groups) <= _MOST_GROUPS and _TELLS.search(label):
                yield f"{_told(label)}{' '.join(groups)}"
            label, groups = (headings[at] if is_group else cell), []
        groups += [cell] if is_group else []
