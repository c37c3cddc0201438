"""The ways in which a reference stands in running text, found as ``normalised_reference`` compares.

"AP0017" may be written "ap 0017" in a document, and "A 123" "A123".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from visit_exchange.privacy.pseudonyms import DASHES, is_seen

_BETWEEN = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def spellings(references: Iterable[str]) -> Iterator[str]:
    """Yield each reference as written, without its spaces, and spaced between letters and digits.

    Spaces among digits are no part of a reference that has none: "12 345" is another number.
    """
    for reference in references:
        shown = as_shown(reference)
        whole = "".join(shown.split())
        yield from {reference, shown, whole, _BETWEEN.sub(" ", whole)}


def as_shown(text: str) -> str:
    """Return text as a reader sees it, so that references are found: one form, nothing unseen."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text).translate(DASHES)
    return "".join(c for c in plain if c.isspace() or is_seen(c))
