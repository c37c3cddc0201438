"""Whether two names mean the same setting: alike but for "Ltd" and "The", or nearly alike."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from visit_exchange.kinds.heading_words import normalise

NOT_TELLING = re.compile(r"\b(?:the|ltd|limited|cic|llp|plc|inc|company|co)\b")
NEARLY = 80.0  # of 100: a different town or a different first word stays below


class NamesAlike:
    """The names of a list, to look others up in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._written = {telling(name): name for name in names}

    def __contains__(self, name: object) -> bool:
        return telling(str(name)) in self._written

    def nearest(self, name: str) -> str | None:
        """Return the name that may be the same, as it is written there; None when none is near."""
        found = process.extractOne(
            telling(name), self._written.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY
        )
        return self._written[found[0]] if found else None


def telling(name: str) -> str:
    """Return what tells a name from others: no case, punctuation, legal form or article."""
    words = re.sub(r"[^\w\s]", "", normalise(name).replace("&", " and "))
    bare = NOT_TELLING.sub(" ", words)
    return " ".join(bare.split()) or words
