"""Every string that stands anywhere in a PDF, whether or not a page shows it."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from visit_exchange.privacy.documents.pdf.font_program import deciphered

_WORDS = re.compile(rb"[\x20-\x7e]{4,}|(?:[\x20-\x7e]\x00){4,}|(?:\x00[\x20-\x7e]){4,}")
_PARTED = re.compile(rb"\)[ \t\r\n]{0,4}-?[0-9.]{0,12}[ \t\r\n]{0,4}\(")
_BRACKETS = re.compile(r"(?<!\\)[()]")
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f]{8,4000})>")
_OPERATORS = (
    "BT|ET|q|Q|cm|w|J|j|M|i|gs|g|G|rg|RG|k|K|sc|SC|scn|SCN|m|l|c|v|y|h|re|n|W|S|s|f|F|B|b|d0|d1"
    "|Tc|Tw|Tz|TL|Tr|Ts|Td|TD|Tm|T"
)
# Instructions that draw no text, with their numbers: "q 0.64 0.1 1 rg".
_INSTRUCTIONS = re.compile(
    rf"(?:\s*+(?:-?+(?:\d++(?:\.\d*+)?+|\.\d++)\s++)*+(?:{_OPERATORS})\*?+(?!\S))++\s*+"
)
_FRACTION = re.compile(r"(?<![\d.])(\d{0,4})\.\d++(?!\.)")
# Instructions stand one below the other: read as one line, their numbers look like pupils'.
# Places on a page: the numbers of one line are no one's, however they follow each other.
_OUTLINE = re.compile(
    r"(?:\s*+(?:-?+(?:\d++(?:\.\d*+)?+|\.\d++)\s++)*+(?:m|l|c|v|y|h|re)(?!\S))++\s*+"
)
_APART = "§" * 6  # no number goes on over it
_DEEPEST = 50
_LONG = 8
_PACKING = ("/ObjStm", "/XRef")


def strings_of(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the strings and names of every object, and the words in every stream."""
    for thing in pdf.objects:
        yield from _told(thing, 0)
    yield from _told(pdf.trailer, 0)


def _told(thing: Any, depth: int) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Name):
        yield str(thing)[1:]
    elif isinstance(thing, pikepdf.Array) and depth < _DEEPEST:
        for part in thing:
            yield from _direct(part, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and depth < _DEEPEST:
        for key, part in thing.items():
            yield key[1:]
            yield from _direct(part, depth)
        # What is packed in an object stream comes round by itself.
        if isinstance(thing, pikepdf.Stream) and str(thing.get("/Type")) not in _PACKING:
            yield from _in_stream(thing)


def _direct(part: Any, depth: int) -> Iterator[str]:
    # What is indirect comes round by itself, and following it would never end.
    if isinstance(part, pikepdf.Object) and not part.is_indirect:
        yield from _told(part, depth + 1)


def _in_stream(stream: pikepdf.Stream) -> Iterator[str]:
    if str(stream.get("/Subtype")) == "/Image":
        # Dots that are packed look like short words all the time.
        yield from filter(_is_long, _words(stream.read_raw_bytes()))
        return
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        content = stream.read_raw_bytes()
    # Codes of letters in hexadecimal look like pupil numbers; they are searched as what they say.
    yield from _words(_PARTED.sub(b"", _HEXADECIMAL.sub(b"<>", content)))
    for digits in _HEXADECIMAL.findall(content):
        yield from _words(bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")))
    if "/Length1" in stream and b"eexec" in content:
        yield from _words(deciphered(content))


def _is_long(word: str) -> bool:
    return len(word) >= _LONG


def _words(content: bytes) -> Iterator[str]:
    for run in _WORDS.findall(content):
        # What is shown stands between brackets; the instructions around it tell nothing.
        pieces = _BRACKETS.split(run.replace(b"\0", b"").decode("ascii"))
        yield from map(_without_fractions, pieces)


def _without_fractions(piece: str) -> str:
    """Ten digits of a colour or a place, read without their point, look like an NHS number."""
    if not _INSTRUCTIONS.fullmatch(piece):
        return piece
    plain = _FRACTION.sub(r"\1", piece)
    if _OUTLINE.fullmatch(piece):
        plain = f" {_APART} ".join(plain.split())
    return f"{_APART} {plain}"
