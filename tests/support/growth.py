"""How the time of each search grows with its text, on text that is made to slow it down."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from visit_exchange.privacy.identifiers.text import find_in_text
from visit_exchange.privacy.people.listed_names import ListedNames
from visit_exchange.privacy.people.people_in_text import people_in
from visit_exchange.privacy.text.dates_in_text import dates_in
from visit_exchange.privacy.text.folding import fold, search_texts
from visit_exchange.privacy.text.references_in_text import References
from visit_exchange.privacy.text.upload_text import HOME

SIGNS = 200_000
UNITS = (
    "_",
    "a",
    "A",
    "1",
    "1 ",
    "a@",
    "0",
    "-",
    "A1",
    " 0",
    "1/1/",
    "Aa ",
    "%41",
    "é",
    "a'",
    "1 aa ",
)
_LISTED = ListedNames(["Casey Quill", "Aa Aa"])
_REFERENCES = References(["AP-0017", "11111", "A1A1A1"])
SEARCHES: dict[str, Callable[[str], object]] = {
    "fold": fold,
    "texts of a document": search_texts,
    "identifiers": find_in_text,
    "dates": lambda text: list(dates_in(text)),
    "homes": lambda text: list(HOME.finditer(text)),
    "references": lambda text: list(_REFERENCES.find(text)),
    "listed names": lambda text: list(_LISTED.find(text)),
    "people, by rules": lambda text: people_in([text], use_model=False),
}


@dataclass(frozen=True)
class Growth:
    """Seconds for SIGNS of ``unit``, and how many times as long as half of it that takes."""

    search: str
    unit: str
    seconds: float
    ratio: float


def growths(signs: int = SIGNS) -> Iterator[Growth]:
    """Yield the worst text of each search."""
    for name, search in SEARCHES.items():
        yield max((_growth(name, search, unit, signs) for unit in UNITS), key=lambda g: g.seconds)


def _growth(name: str, search: Callable[[str], object], unit: str, signs: int) -> Growth:
    half, whole = (_seconds(search, (unit * size)[:size]) for size in (signs // 2, signs))
    return Growth(name, unit, whole, whole / max(half, 0.001))


def _seconds(search: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    search(text)
    return time.process_time() - start
