"""Which of the names that lists and registers go by stands in a sheet's, title's or file's name."""

import re
from collections.abc import Sequence

from visit_exchange.kinds.heading_words import normalise


def longest_name(names: Sequence[str], text: str) -> int:
    """Return the length of the longest of ``names`` that stands in ``text``, 0 when none does."""
    # File names join words with anything.
    plain = re.sub(r"[\W_]+", " ", normalise(text))
    found = [name for name in names if re.search(rf"\b{re.escape(normalise(name))}\b", plain)]
    return max(map(len, found), default=0)
