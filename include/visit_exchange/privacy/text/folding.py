"""One way of reading text before anything is looked for in it, whoever wrote it and with what.

Programs write a name, a number or a date in many signs that look alike: wide digits, ligatures,
accents by themselves, a dozen dashes, twenty spaces, signs that nobody sees. Everything that
searches text folds it here first, and gets back where in the text as written a thing stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

# Signs that show nothing: joiners, marks of direction, soft hyphens, tags, fillers, variations.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_DASHES = re.compile("[\u00ac\u02d7\u058a\u05be\u1806\u2010-\u2015\u2043\u2053\u207b\u208b\u2212"
                     "\u23af\u2500\u2e3a\u2e3b\u301c\u30fc\ufe58\ufe63\uff0d\uff5e]")  # fmt: skip
_APOSTROPHES = re.compile("[\u00b4`\u02b9\u02bb-\u02bf\u02c8\u055a\u05f3\u2018-\u201b\u2032\ua78c]")
_QUOTES = re.compile("[\u00ab\u00bb\u02ba\u201c-\u201f\u2033\u2036\u301d-\u301f]")
_SLASHES = re.compile("[\u2044\u2215\u29f8\uff0f]")
_HIDDEN_LETTERS = str.maketrans(
    # Letters of other alphabets that are read as Latin ones, and Latin ones without a plain form.
    "АВЕКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo",
)
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2}){1,64}")
_PLAIN_OR_NOT = re.compile("[\x00-\x7f]+(?![^\x00-\x7f])|[\x00-\x7f]?[^\x00-\x7f]+")
_GLUE = str.maketrans("_.+", "   ")
# Lines stay lines: what stands in two of them, or in two cells of a table, is not one number.
_ASCII_SPACE = str.maketrans({code: " " for code in (*range(0x20), 0x7F) if code != 0x0A})
_STROKED = str.maketrans("łŁøØđĐðÐħĦıſ", "lLoOdDdDhHis")


@dataclass(frozen=True)
class Folded:
    """Text as it is searched. ``text[i]`` stands for ``written[starts[i]:ends[i]]``."""

    text: str = field(repr=False)
    starts: tuple[int, ...] | None = field(default=None, repr=False)
    ends: tuple[int, ...] | None = field(default=None, repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` (never empty) stands in the text as written."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(written: str) -> Folded:
    """Return ``written`` in NFKC, without what nobody sees, each space, dash and quote alike.

    The ends of lines stay.
    """
    if written.isascii():
        return Folded(_folded_ascii(written))
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _stretches(written):
        if _is_plain(written, start, end):  # most of a text: sign for sign, and fast
            signs.append(_folded_ascii(written[start:end]))
            starts += range(start, end)
            ends += range(start + 1, end + 1)
            continue
        text = _folded_cluster(written[start:end])
        signs.append(text)
        starts += [start] * len(text)
        ends += [end] * len(text)
    return Folded("".join(signs), tuple(starts), tuple(ends))


def folded(written: str) -> str:
    """Return the text alone, where nobody asks for the place of anything."""
    return fold(written).text


def unescaped(written: str) -> Folded:
    """Return it folded, with addresses decoded (%20) and ``_``, ``.`` and ``+`` as spaces.

    What links, bookmarks and names of files say, a reader sees as words.
    """
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for match in _ESCAPED.finditer(written):
        pieces += _pieces(written, at, match.start())
        told = bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")
        pieces.append((folded(told), match.start(), match.end()))
        at = match.end()
    pieces += _pieces(written, at, len(written))
    loose = _built(iter(pieces))
    return Folded(loose.text.translate(_GLUE), loose.starts, loose.ends)


def without_spaces(written: str) -> Folded:
    """Return it folded and without any white space: what a program drew letter by letter."""
    whole = fold(written)
    kept = [at for at, sign in enumerate(whole.text) if not sign.isspace()]
    return Folded(
        "".join(whole.text[at] for at in kept),
        tuple(whole.place(at, at + 1)[0] for at in kept),
        tuple(whole.place(at, at + 1)[1] for at in kept),
    )


def search_texts(written: str) -> tuple[str, ...]:
    """Return every text in which ``written`` is to be searched for identifiers, each once.

    For documents, where the place does not matter: folded; decoded; without white space.
    """
    texts = (folded(written), unescaped(written).text, without_spaces(written).text)
    return tuple(dict.fromkeys(text for text in texts if text))


@lru_cache(maxsize=100_000)
def letters(word: str) -> str:
    """Return a word as names are compared: no case, accents, apostrophes, hyphens or digits."""
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = unicodedata.normalize("NFKD", folded(word)).translate(_STROKED).casefold()
    return "".join(sign for sign in plain if sign.isalpha())


def _folded_ascii(written: str) -> str:
    return written.translate(_ASCII_SPACE).replace("`", "'")


def _is_plain(written: str, start: int, end: int) -> bool:
    """A plain sign goes with what is not plain behind it, so the last tells of them all."""
    return written[start].isascii() and written[end - 1].isascii()


def _stretches(written: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of plain signs, and each other letter with the marks that belong to it.

    So NFKC can join these. A plain sign before another one may have a mark, and goes with it.
    """
    for match in _PLAIN_OR_NOT.finditer(written):
        start, end = match.span()
        if _is_plain(written, start, end):
            yield start, end
        else:
            yield from _clusters(written, start, end)


def _clusters(written: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(start + 1, end + 1):
        if at == end or at - start >= 8 or not unicodedata.combining(written[at]):
            yield start, at
            start = at


@lru_cache(maxsize=20_000)
def _folded_cluster(cluster: str) -> str:
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", _APOSTROPHES.sub("'", cluster)))
    plain = _QUOTES.sub('"', _DASHES.sub("-", _APOSTROPHES.sub("'", plain)))
    plain = _UNSEEN.sub("", _SLASHES.sub("/", plain)).translate(_HIDDEN_LETTERS)
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain)
    return "".join(" " if _is_space(sign) and sign != "\n" else sign for sign in plain)


def _is_space(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Zs", "Zl", "Zp", "Cc")


def _pieces(written: str, start: int, end: int) -> list[tuple[str, int, int]]:
    part = fold(written[start:end])
    return [
        (sign, start + part.place(at, at + 1)[0], start + part.place(at, at + 1)[1])
        for at, sign in enumerate(part.text)
    ]


def _built(pieces: Iterator[tuple[str, int, int]]) -> Folded:
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for text, start, end in pieces:
        signs.append(text)
        starts += [start] * len(text)
        ends += [end] * len(text)
    return Folded("".join(signs), tuple(starts), tuple(ends))
