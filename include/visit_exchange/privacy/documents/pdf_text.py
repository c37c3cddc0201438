"""The text of a PDF, as far as its fonts say which characters they draw."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_BETWEEN_WORDS = -200  # thousandths of the type size: a gap in TJ that reads as a space
_LINE_MOVES = {"Td", "TD", "T*", "Tm", "ET", "'", '"'}


def pages_text(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the text of each page and of the forms drawn on it, then of its annotations."""
    for page in pdf.pages:
        yield page_text(page)
        for note in page.obj.get("/Annots", []):
            yield str(note.get("/Contents", "")) + "\n" + str(note.get("/V", ""))


def page_text(page: pikepdf.Page) -> str:
    """Return the text drawn on one page; U+FFFD for what its font does not tell."""
    return "".join(_drawn(page.obj, page.resources))


def _drawn(content: Any, resources: Any, depth: int = 0) -> Iterator[str]:
    fonts = {name: _Font(font) for name, font in (resources.get("/Font") or {}).items()}
    font = _Font(pikepdf.Dictionary())
    for instruction in pikepdf.parse_content_stream(content):
        operands, operator = instruction.operands, instruction.operator
        name = str(operator)
        if name == "Tf":
            font = fonts.get(str(operands[0]), font)
        if name in _LINE_MOVES:
            yield "\n"
        if name in ("Tj", "'", '"'):
            yield font.text(bytes(operands[-1]))
        elif name == "TJ":
            yield from (_shown(part, font) for part in operands[0])
        elif name == "Do" and depth < 5:
            yield from _form(resources, str(operands[0]), depth)


def _shown(part: Any, font: "_Font") -> str:
    if isinstance(part, pikepdf.String):
        return font.text(bytes(part))
    return " " if float(part) < _BETWEEN_WORDS else ""


def _form(resources: Any, name: str, depth: int) -> Iterator[str]:
    drawn = (resources.get("/XObject") or {}).get(name)
    if drawn is not None and drawn.get("/Subtype") == "/Form":
        yield from _drawn(drawn, drawn.get("/Resources") or resources, depth + 1)


class _Font:
    """How one font's bytes stand for characters: its ToUnicode map, else Windows Latin."""

    def __init__(self, font: Any) -> None:
        unicode_map = font.get("/ToUnicode")
        self._map = {} if unicode_map is None else _characters(unicode_map.read_bytes())
        self._width = 2 if font.get("/Subtype") == "/Type0" else 1

    def text(self, drawn: bytes) -> str:
        if not self._map and self._width == 1:
            return drawn.decode("cp1252", "replace")
        codes = (drawn[i : i + self._width] for i in range(0, len(drawn), self._width))
        return "".join(self._map.get(int.from_bytes(code, "big"), "\ufffd") for code in codes)


def _characters(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    text = cmap.decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, to in re.findall(r"<(\w+)>\s*<([\w\s]+)>", block):
            found[int(code, 16)] = _utf16(to)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        found |= _ranges(block)
    return found


def _ranges(block: str) -> dict[int, str]:
    found: dict[int, str] = {}
    pattern = r"<(\w+)>\s*<(\w+)>\s*(?:<([\w\s]+)>|\[(.*?)\])"
    for first, last, to, each in re.findall(pattern, block, re.S):
        codes = range(int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF) + 1)
        if to:
            start = _utf16(to)
            found |= {c: start[:-1] + chr(ord(start[-1]) + c - codes[0]) for c in codes}
        else:
            parts = re.findall(r"<([\w\s]+)>", each)
            found |= {c: _utf16(part) for c, part in zip(codes, parts, strict=False)}
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex("".join(digits.split())).decode("utf-16-be", "replace") or "\ufffd"
