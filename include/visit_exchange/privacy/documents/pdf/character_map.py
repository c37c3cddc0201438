"""Which characters a font's codes stand for: a PDF's ToUnicode map, read and written anew."""

import re
from collections.abc import Iterator, Mapping

_LONGEST = 8  # characters of one glyph: a ligature has two or three
_IN_A_BLOCK = 100  # as the format wants it
_HEAD = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <{first}> <{last}> endcodespacerange
"""
_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end"
_CHARACTER = re.compile(rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<([0-9A-Fa-f\s]{1,80})>")
_RANGE = re.compile(
    rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<\s*([0-9A-Fa-f]{1,8})\s*>\s*"
    rb"(?:<([0-9A-Fa-f\s]{1,80})>|\[([^\[\]]*)\])"
)
_TARGET = re.compile(rb"<([0-9A-Fa-f\s]{1,80})>")


def plain_map(source: bytes, width: int) -> bytes:
    """Return a ToUnicode map with the pairs of ``source`` alone; codes are ``width`` bytes."""
    highest = (1 << 8 * width) - 1
    pairs = {
        code: text
        for code, text in characters(source).items()
        if code <= highest and 0 < len(text) <= _LONGEST
    }
    return written_map(pairs, width)


def written_map(pairs: Mapping[int, str], width: int) -> bytes:
    """Return a ToUnicode map of code to text."""
    digits = 2 * width
    written = [_HEAD.format(first="0" * digits, last="F" * digits)]
    runs = list(_runs(pairs))
    for at in range(0, len(runs), _IN_A_BLOCK):
        block = runs[at : at + _IN_A_BLOCK]
        lines = (f"<{a:0{digits}X}> <{b:0{digits}X}> <{_hex(text)}>" for a, b, text in block)
        written += [f"{len(block)} beginbfrange", *lines, "endbfrange"]
    return "\n".join([*written, _TAIL]).encode("ascii")


def characters(source: bytes) -> dict[int, str]:
    """Return code to text, as the map's characters and ranges tell."""
    found: dict[int, str] = {}
    for block in _blocks(source, b"bfchar"):
        found |= {int(code, 16): _text(to) for code, to in _CHARACTER.findall(block)}
    for block in _blocks(source, b"bfrange"):
        for match in _RANGE.findall(block):
            found |= _range(*match)
    return found


def _blocks(source: bytes, kind: bytes) -> Iterator[bytes]:
    """Yield what stands between the beginnings and ends of blocks, in one pass however many."""
    for begun in source.split(b"begin" + kind)[1:]:
        block, end, _ = begun.partition(b"end" + kind)
        if end:
            yield block


def _range(first: bytes, last: bytes, to: bytes, each: bytes) -> dict[int, str]:
    start = int(first, 16)
    codes = range(start, min(int(last, 16), start + 0xFFFF) + 1)
    if not to:
        texts = map(_text, _TARGET.findall(each))
        return dict(zip(codes, texts, strict=False))
    text = _text(to)
    if not text:
        return {}
    highest = 0x10FFFF - ord(text[-1])
    return {code: text[:-1] + chr(ord(text[-1]) + code - start) for code in codes[: highest + 1]}


def _runs(pairs: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """Yield first and last code and first text of codes whose single characters count up."""
    first, before, text = -1, -1, ""
    for code in sorted(pairs):
        goes_on = (
            code == before + 1
            and code & 0xFF  # a range stays within one first byte
            and len(text) == len(pairs[code]) == 1
            and ord(pairs[code]) == ord(text) + code - first
            and (ord(text) < 0x10000) == (ord(pairs[code]) < 0x10000)
        )
        if not goes_on:
            if text:
                yield first, before, text
            first, text = code, pairs[code]
        before = code
    if text:
        yield first, before, text


def _text(digits: bytes) -> str:
    digits = b"".join(digits.split())
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")).decode(
        "utf-16-be", "ignore"
    )


def _hex(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()
