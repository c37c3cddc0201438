"""Words in other letters than Latin ones: many have no capitals, and no list here knows a name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from visit_exchange.privacy.text.phrases import Place

_OTHER_THAN_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
# Vowels of some scripts are marks to Unicode, and part no word.
_MARKS = frozenset({"Mn", "Mc", "Lm"})


def words_in_other_scripts(text: str) -> Iterator[Place]:
    """Yield where words of a folded text stand that are not written in Latin letters.

    One Greek letter makes none: it is a unit or a sign (μg, Δ).
    """
    if not _OTHER_THAN_ASCII.search(text):
        return
    start = 0
    for end in range(len(text) + 1):
        if end == len(text) or not _is_of_word(text[end]):
            if _is_other(text[start:end]):
                yield Place(start, end)
            start = end + 1


def _is_other(word: str) -> bool:
    scripts = [script for sign in word if (script := _script(sign)) not in ("", "LATIN")]
    return bool(scripts) and scripts != ["GREEK"]


def _is_of_word(sign: str) -> bool:
    return unicodedata.category(sign) in _LETTERS | _MARKS


@cache
def _script(sign: str) -> str:
    """Return the first word of a letter's name, which is its script; empty for no letter."""
    if sign.isascii() or unicodedata.category(sign) not in _LETTERS:
        return ""
    return unicodedata.name(sign, "UNKNOWN").partition(" ")[0]
