"""How the time of each pattern grows with its text, on text that is made to slow it.

``make bench`` runs it; alone: ``python tests/benchmarks/patterns.py`` with include and tests on the
path. A ratio of 2 is linear, of 4 quadratic.
"""

import re
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table

from compiled_patterns import Kept, compiled_patterns

SIGNS = 2_000  # to begin with: what is slow is seen there, and what is fast gets more
MOST_SIGNS = 500_000
WORTH_A_RATIO = 0.004  # seconds: less is noise
LINEAR = 2.6
_NO_END = "§"  # what no pattern ends with: all that was read before it was for nothing
PLAIN = ("a", "A", "1", " ", "\n", "_", "-", ".", ",", "/", "\\", "@", "(", "[", "<", '"', "'", "=")
PAIRS = ("a ", "A ", "1 ", "a@", "a.", "1.", "1/", "a'", "Aa ", "A1", "-1", "; ", ": ", "é", "&a")


T = TypeVar("T", str, bytes)


@dataclass(frozen=True)
class Growth:
    """Seconds of a pattern for ``signs`` of ``unit``, and how many times as long as for half."""

    pattern: str
    unit: str
    signs: int
    seconds: float
    ratio: float


def main() -> None:
    """Print a table of every pattern, the fastest growing first."""
    every = compiled_patterns()
    table = Table(title=f"Growth of each of {len(every)} patterns on the worst of many texts")
    for heading in ("Pattern", "Text", "Signs", "Seconds", "Time for twice the text", "Linear"):
        table.add_column(heading)
    with ProcessPoolExecutor() as pool:
        told = pool.map(worst, every, chunksize=4)
        grown = list(track(told, "Patterns", total=len(every), console=Console(stderr=True)))
    for one in sorted(grown, key=lambda g: (g.ratio, g.seconds), reverse=True):
        linear = "yes" if one.ratio <= LINEAR else "NO"
        figures = (f"{one.signs:,}", f"{one.seconds:.3f}", f"{one.ratio:.1f}", linear)
        table.add_row(one.pattern, repr(one.unit), *figures)
    Console(width=150).print(table)


def worst(kept: Kept) -> Growth:
    """Return the growth of a pattern on the text that it takes longest for."""
    units = dict.fromkeys((*PLAIN, *PAIRS, *_of(kept.pattern)))
    slow = sorted(((_seconds(kept, unit, SIGNS), unit) for unit in units), reverse=True)[:3]
    return max((_growth(kept, unit) for _, unit in slow), key=lambda g: g.ratio)


def _of(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[str]:
    """Yield words and signs that the pattern itself names, alone and with what may part them."""
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    words = re.findall(r"(?<!\\)[A-Za-z]{2,12}|[^\w\s\\]", source)
    for word, joint in product(_few(words), ("", " ", "1", "-")):
        yield word + joint


def _few(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))[:24]


def _growth(kept: Kept, unit: str) -> Growth:
    signs = SIGNS
    while (half := _seconds(kept, unit, signs)) < WORTH_A_RATIO and signs < MOST_SIGNS:
        signs *= 2
    whole = min(_seconds(kept, unit, 2 * signs) for _ in range(2))
    ratio = whole / half if half >= WORTH_A_RATIO else 1.0
    return Growth(kept.name, unit, 2 * signs, whole, ratio)


def _seconds(kept: Kept, unit: str, signs: int) -> float:
    """Return the seconds for all that a pattern is used for: from the start, and from anywhere."""
    text = (unit * signs)[: signs - 1] + _NO_END
    if isinstance(kept.pattern.pattern, bytes):
        return _taken(kept, kept.pattern, text.encode("latin-1"))
    return _taken(kept, kept.pattern, text)


def _taken(kept: Kept, pattern: re.Pattern[T], text: T) -> float:
    start = time.process_time()
    pattern.fullmatch(text)
    if kept.searches:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - start


if __name__ == "__main__":
    main()
