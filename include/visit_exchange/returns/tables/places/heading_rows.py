"""Which rows of a sheet are headings: one row deep, two, or three."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from visit_exchange.returns.formats.cells import heading_text, is_blank
from visit_exchange.returns.recognition.headings import ListHeadings, is_heading
from visit_exchange.returns.tables.places.joined_headings import (
    FEWEST,
    Texts,
    all_words,
    may_be_two_rows,
    side_by_side,
    spread,
    three_rows,
)

LONGEST_HEADING = 160
FIRST_ROWS = 60
FEWEST_LATER = 3
ENOUGH = 5
MOST_BETWEEN = 2  # rows between the names of groups and the headings, the latter included
MOST_ABOVE = 2  # a further table stands under a blank row or a title

Row = Sequence[object]


@dataclass(frozen=True)
class HeadingRow:
    """Headings that start in ``row`` (from 0), ``depth`` rows deep, by column from 0."""

    row: int
    depth: int
    headings: Texts


class HeadingFinder:
    """Finds heading rows by the words of the lists; each distinct text is judged once."""

    def __init__(self, lists: Sequence[ListHeadings]) -> None:
        self._lists = lists
        self._worded: dict[str, bool] = {}
        self._fitting: dict[str, bool] = {}

    def find(self, rows: Sequence[Row]) -> tuple[HeadingRow, ...]:
        """Return the heading rows from the top; one that is printed again counts once."""
        found: list[HeadingRow] = []
        used: set[object] = set()
        for index, row in enumerate(rows):
            if found and index < found[-1].row + found[-1].depth:
                continue
            if not all(type(cell) is str for cell in row):
                continue
            # Straight under the rows of a list, only what shares headings with it can be another:
            # asking that first spares judging the words of every row.
            close = bool(found) and _filled(rows[index - 1]) > MOST_ABOVE
            if close and used.isdisjoint(row):
                continue
            heading = self._heading(rows, index, first=not found)
            if close and heading and len(heading.headings) < ENOUGH:
                continue
            if heading and not (found and found[-1].headings == heading.headings):
                found.append(heading)
                used.update(heading.headings.values())
        return tuple(found)

    def _heading(self, rows: Sequence[Row], index: int, *, first: bool) -> HeadingRow | None:
        by_pattern = index < FIRST_ROWS or index == 0 or all(map(is_blank, rows[index - 1]))
        top = self._texts(rows[index])
        bottom = self._texts(rows[index + 1]) if index + 1 < len(rows) else {}
        if any(known.is_said_of(top.values()) for known in self._lists):
            return HeadingRow(index, 1, top)
        single, double = self._hits(top, by_pattern), None
        if by_pattern and self._is_split(rows, index, top, bottom):
            return HeadingRow(index, 2, side_by_side(top, bottom))
        if may_be_two_rows(rows[index], top, bottom) and by_pattern:
            double = self._joined(top, bottom)
            below = self._hits(bottom, by_pattern)
            if self._hits(double, by_pattern) > max(single, below):
                return HeadingRow(index, 2, double)
        if first and by_pattern and (triple := self._three_deep(rows, index)):
            return HeadingRow(index, 3, triple)
        if first and by_pattern and self._is_group_row(rows, index, top, single):
            return None
        if self._enough(single, top, first=first, width=len(rows[index])):
            return HeadingRow(index, 1, top)
        return None

    def _is_group_row(self, rows: Sequence[Row], index: int, top: Texts, hits: int) -> bool:
        """Say whether a row names groups of the columns whose headings stand right below it."""
        for below in rows[index + 1 : index + 1 + MOST_BETWEEN]:
            texts = self._texts(below)
            wordy = len(texts) >= max(FEWEST_LATER, len(top)) and all_words(below)
            known = self._worded_hits(texts) if wordy else 0
            if known > max(hits, FEWEST) and known * 2 > len(texts):
                return True
        return False

    def _three_deep(self, rows: Sequence[Row], index: int) -> Texts | None:
        """Return headings whose words stand in three rows, where one or two tell far less."""
        three = [self._texts(row) for row in rows[index : index + 3]]
        if len(three) < 3 or not all(map(all_words, rows[index : index + 3])):
            return None
        joined = {c: self._first_known(texts) for c, texts in three_rows(*three).items()}
        known = self._worded_hits(joined)
        two = max(self._worded_hits(side_by_side(*pair)) for pair in pairwise(three))
        less = max(two, *map(self._worded_hits, three))
        alone = {text for texts in three for text in texts.values()}
        spans = self._worded_hits({c: text for c, text in joined.items() if text not in alone})
        tells = known > less and spans >= FEWEST and known * 5 >= len(joined) * 4
        return joined if tells else None

    def _first_known(self, texts: Sequence[str]) -> str:
        return next((text for text in texts if self._is_worded(text)), texts[0])

    def _is_split(self, rows: Sequence[Row], index: int, top: Texts, bottom: Texts) -> bool:
        """Say whether the headings go on in the row below: with it, nearly all are known."""
        if len(bottom) < FEWEST or not all_words(rows[index + 1]):
            return False
        both = side_by_side(top, bottom)
        joined = self._worded_hits({column: both[column] for column in bottom if column in top})
        return joined >= FEWEST and joined * 5 >= len(bottom) * 4

    def _worded_hits(self, texts: Texts) -> int:
        return sum(map(self._is_worded, texts.values()))

    def _texts(self, row: Row) -> Texts:
        return {c: self._text(cell) for c, cell in enumerate(row) if not is_blank(cell)}

    def _text(self, cell: object) -> str:
        """Return a heading; where guidance stands in its cell too, the line that is the heading."""
        text = heading_text(cell)
        if not isinstance(cell, str) or "\n" not in cell.strip() or self._is_worded(text):
            return text
        lines = [line for part in cell.splitlines() if (line := heading_text(part))]
        worded = next((line for line in lines if self._is_worded(line)), None)
        if worded or self._fits(text):
            return worded or text
        return next((line for line in lines if self._fits(line)), text)

    def _enough(self, hits: int, texts: Texts, *, first: bool, width: int) -> bool:
        if first:
            fewest = FEWEST if width > 1 else 1
            return hits >= fewest and (hits * 2 >= len(texts) or hits >= ENOUGH)
        # Values can read like headings ("CLA", "School", "In area"), but never all across a row
        # that also has a reference or a name.
        all_known = hits == len(texts) >= FEWEST_LATER
        return all_known or (hits >= ENOUGH and hits * 5 >= len(texts) * 4)

    def _hits(self, texts: Texts, by_pattern: bool) -> int:
        worded = sum(map(self._is_worded, texts.values()))
        if not by_pattern or worded == len(texts):
            return worded
        return sum(map(self._fits, texts.values()))

    def _is_worded(self, text: str) -> bool:
        known = self._worded.get(text)
        if known is None:
            known = self._worded[text] = is_heading(text, self._lists, by_pattern=False)
        return known

    def _fits(self, text: str) -> bool:
        known = self._fitting.get(text)
        if known is None:
            short = len(text) <= LONGEST_HEADING
            known = short and is_heading(text, self._lists, by_pattern=True)
            self._fitting[text] = known
        return known

    def _joined(self, top: Texts, bottom: Texts) -> Texts:
        groups = spread(top, bottom)
        return {
            column: self._best(groups.get(column, ""), bottom.get(column, ""))
            for column in sorted({*top, *bottom})
        }

    def _best(self, above: str, below: str) -> str:
        both = f"{above} {below}".strip()
        return next((text for text in (both, below, above) if text and self._fits(text)), both)


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row)
