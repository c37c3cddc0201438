"""Text files: read in the encoding that they are in, and passed on in the one that all can read."""

import codecs
import re

from visit_exchange.privacy.documents.cannot import CannotBeCleaned

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096
# Characters that steer a device or change the alphabet: with them a text reads as no text.
_STEERING = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_MOST_FOREIGN = 0.3
_CODED_LINES = re.compile(r"(?:^[A-Za-z0-9+/=]{40,100}\r?$\n){4}", re.MULTILINE)
_CODED_RUN = re.compile(r"(?<![A-Za-z0-9+/=])(?=[A-Za-z+/]{0,60}[0-9])[A-Za-z0-9+/=]{400}")
# What a cell begins with that may be run: a sign, but for a plain number, behind what is not seen.
_UNSEEN = (
    r'[ \t"\x85\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f'
    r"\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]{0,100}"
)
_NUMBER = r'[+-]\d{1,15}(?:[.,]\d{1,15})?%?"?[ ]{0,20}(?=[,;|\t\r\n]|\Z)'
_SIGN = r"[=+\-@＝＋－＠﹦﹢﹣﹫]"
_ALIVE = re.compile(rf"((?:^|[,;|\t\r]){_UNSEEN})(?!{_NUMBER})({_SIGN})", re.MULTILINE)
# A first line that tells a spreadsheet which sign parts the cells: any sign may then begin one.
_PARTED_BY = re.compile(rf"\A{_UNSEEN}sep{_UNSEEN}=", re.IGNORECASE)
CODED = (
    "The text file has another file inside it, in code. Upload that file on its own, and the text "
    "without it"
)
UNREADABLE = (
    "The text file is in an encoding that we cannot read. Save it as UTF-8 text, or as a PDF, and "
    "upload that"
)


def decoded_text(content: bytes) -> str | None:
    """Return the text of a file, or None when its bytes are no text.

    A mark at its beginning decides, then zero bytes (UTF-16 and UTF-32 without a mark), then
    UTF-8, then Windows-1252, which would make letters of anything.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if wide := _wide(content[:_SAMPLE]):
        return _strictly(content, wide)
    text = _strictly(content, "utf-8")
    return text if text is not None else _western(content)


def cleaned_table(content: bytes) -> bytes:
    """Return a CSV file in UTF-8 whose cells a spreadsheet reads as text or numbers, never runs.

    Which delimiter a program takes depends on its country, so a cell may begin behind each of them.
    An apostrophe before a formula makes it text, and a line that tells of a delimiter a plain line.
    """
    text = _PARTED_BY.sub(lambda told: f"'{told[0]}", cleaned_text(content).decode())
    return _ALIVE.sub(r"\1'\2", text).encode()


def cleaned_text(content: bytes) -> bytes:
    """Return a text file in UTF-8, exactly as it was read; CannotBeCleaned when it was not."""
    text = decoded_text(content)
    if text is None:
        raise CannotBeCleaned(UNREADABLE)
    if _is_coded(text):
        raise CannotBeCleaned(CODED)
    return text.encode()


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding).rstrip("\x1a")  # how old systems end a file
    except UnicodeDecodeError:
        return None
    text = text.replace("\f", "\n").replace("\v", "\n")
    return None if _STEERING.search(text) else text


def _western(content: bytes) -> str | None:
    text = _strictly(content, "cp1252")
    if text is None or sum(c > "\x7f" for c in text) > _MOST_FOREIGN * len(text):
        return None
    return text


def _wide(sample: bytes) -> str | None:
    quarter = max(1, len(sample) // 4)
    zeros = [sample[place::4].count(0) >= quarter * 0.9 for place in range(4)]
    if zeros[1:] == [True] * 3 and not zeros[0]:
        return "utf-32-le"
    if zeros[:3] == [True] * 3 and not zeros[3]:
        return "utf-32-be"
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half // 2 and even < half // 20 + 1:
        return "utf-16-le"
    if even > half // 2 and odd < half // 20 + 1:
        return "utf-16-be"
    return None


def _is_coded(text: str) -> bool:
    """Say whether a file in another writing (an attachment in base64) stands in the text."""
    return _CODED_LINES.search(text) is not None or _CODED_RUN.search(text) is not None
