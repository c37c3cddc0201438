"""Names of listed children, kept so that they can be recognised and not read.

A print is the HMAC of a whole name with the visit's key. With the prints of a visit a document can
be asked whether it names one of its children; without the key, or from the prints alone, no name
can be told. First names and surnames by themselves leave none: they are words, and other people's.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise

from visit_exchange.privacy.text.phrases import Place

MOST_WORDS = 4
_LENGTH = 16  # bytes of the print that are kept
_WORD = re.compile(r"[^\W\d_]{1,3}\.(?=\s)|[^\W\d_]+(?:['’‘`\-‐‑–][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s,]{1,4}")
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "master"])


def name_prints(key: bytes, names: Iterable[str]) -> frozenset[str]:
    """Return the prints of whole names, whichever way round they are written.

    A name of three words and more is also known by its first and last.
    """
    prints = set()
    for name in names:
        words = _words_of(name)
        if 2 <= len(words) <= MOST_WORDS and all(
            len(word) > 1 for word in words[:: len(words) - 1]
        ):
            prints |= {_print(key, words), _print(key, [words[0], words[-1]])}
    return frozenset(prints)


class KnownNames:
    """Finds in text the names that have left a print."""

    def __init__(self, key: bytes, prints: frozenset[str]) -> None:
        self._key = key
        self._prints = prints

    def knowing(self, names: Iterable[str]) -> "KnownNames":
        """Return the same with more names known."""
        return KnownNames(self._key, self._prints | name_prints(self._key, names))

    def find(self, text: str) -> Iterator[Place]:
        """Yield each place of a known name, in any letter case and either way round."""
        if not self._prints:
            return
        seen: dict[tuple[str, ...], bool] = {}
        for run in _runs(text):
            for start in range(len(run)):
                for length in range(2, min(MOST_WORDS, len(run) - start) + 1):
                    words = run[start : start + length]
                    if self._is_known(tuple(sorted(_folded(word[0]) for word in words)), seen):
                        yield Place(words[0].start(), words[-1].end())

    def _is_known(self, words: tuple[str, ...], seen: dict[tuple[str, ...], bool]) -> bool:
        if words not in seen:
            seen[words] = _print(self._key, words) in self._prints
        return seen[words]


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield words that stand together: a name does not go on behind a full stop or a colon."""
    run: list[re.Match[str]] = []
    for before, word in pairwise([None, *_WORD.finditer(text)]):
        if word is None:
            continue
        if before is not None and not _BETWEEN.fullmatch(text[before.end() : word.start()]):
            yield run
            run = []
        run.append(word)
    yield run


def _words_of(name: str) -> list[str]:
    words = [_folded(word) for word in _WORD.findall(name)]
    return [word for word in words if word and word not in _TITLES]


def _folded(word: str) -> str:
    """Return a word without letter case, accents, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(character for character in plain if character.isalpha())


def _print(key: bytes, words: Iterable[str]) -> str:
    told = b"name\0" + " ".join(sorted(words)).encode()
    return hmac.digest(key, told, sha256)[:_LENGTH].hex()
