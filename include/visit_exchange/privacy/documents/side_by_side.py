"""Numbers of persons in boxes that nothing parts: an NHS number and, right behind it, a birthday.

Any ten digits of a long row of counts may pass a check by chance. What stands in the same boxes of
most rows of a long table does not. In a table of a few rows each number is told: a person looks at
it, while one that is left out is a leak.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from visit_exchange.privacy.identifiers.value_types import Identifier, NhsNumber, Upn

FEW_ROWS = 6
_TEN_DIGITS = re.compile(r"\d{10}")
_KINDS: tuple[tuple[re.Pattern[str], type[Identifier]], ...] = (
    (re.compile(r"(?=([4679]\d{9}))"), NhsNumber),
    (re.compile(r"(?=([A-HJ-NP-RT-Za-hj-np-rt-z]\d{11}[\dA-Za-z]))"), Upn),
)


def side_by_side(runs: Iterable[str]) -> Iterator[str]:
    """Yield the numbers that go on in the boxes beside them, each letter and digit being a box.

    ``runs`` are the rows of boxes of one table or page.
    """
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    rows = [run for run in runs if _TEN_DIGITS.search(run)]
    for run in rows:
        for looks, kind in _KINDS:
            for match in looks.finditer(run):
                if kind.fits(match[1]) and _goes_on(run, match):
                    found[kind.kind, match.start()].append(match[1])
    least = len(rows) / 2 if len(rows) > FEW_ROWS else 1
    yield from (each for hits in found.values() if len(hits) >= least for each in hits)


def _goes_on(run: str, match: re.Match[str]) -> bool:
    """Say whether the number is part of a longer row: one by itself is found without us."""
    return run[: match.start()][-1:].isdecimal() or run[match.end(1) :][:1].isalnum()
