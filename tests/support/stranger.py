"""Looks for a name in a file as a stranger would, with nothing but unzip and patience.

It shares no code with the product: every byte of every part, as it stands and in each writing that
programs use for text.
"""

import base64
import binascii
import codecs
import html
import re
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote_plus

_PNG = b"\x89PNG\r\n\x1a\n"
_ESCAPES = {"_x": r"_x([0-9a-fA-F]{4})_", "\\u": r"\\u([0-9a-fA-F]{4})", "=": r"=([0-9A-F]{2})"}
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{12,}={0,2}")


def places_of(content: bytes, wanted: str) -> list[str]:
    """Return where ``wanted`` can be read in a file: names of its parts, empty for none."""
    needle = _bare(wanted)
    return [
        part
        for part, stream in _streams(content)
        if needle in _bare(part) or _can_be_read(needle, stream)
    ]


@lru_cache(maxsize=2_000)
def _can_be_read(needle: str, stream: bytes) -> bool:
    """Most parts are the same in every document of a program: one search of each is enough."""
    return any(needle in _bare(text) for text in _texts(stream))


def _bare(text: str) -> str:
    """Letters and digits alone: no joint, no case and no tag hides a name."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    if not content.startswith(b"PK"):
        yield "file", content
        return
    with tempfile.TemporaryDirectory() as folder:
        packed, into = Path(folder) / "file.zip", Path(folder) / "parts"
        packed.write_bytes(content)
        subprocess.run(["unzip", "-o", "-q", "-d", into, packed], check=True, capture_output=True)
        for part in sorted(path for path in into.rglob("*") if path.is_file()):
            yield str(part.relative_to(into)), part.read_bytes()
            if part.read_bytes().startswith(b"PK"):
                yield from _streams(part.read_bytes())


def _texts(stream: bytes) -> Iterator[str]:
    for seen in (stream, *_unpacked(stream)):
        for text in _decoded(seen):
            yield from _read(text)
        for run in _BASE64.findall(seen):
            yield from _from_base64(run)
    if b"+" in stream:
        yield from _from_utf_7(stream)


def _read(text: str) -> Iterator[str]:
    plain = html.unescape(html.unescape(text)) if "&" in text else text
    yield plain
    if "<" in plain:
        yield re.sub(r"<[^>]*>", "", plain)
    if "%" in plain:
        yield unquote_plus(plain)
    for mark, escape in _ESCAPES.items():
        if mark in plain:
            yield re.sub(escape, lambda m: chr(int(m[1], 16)), plain)


def _decoded(stream: bytes) -> Iterator[str]:
    yield stream.decode("latin-1")
    if stream.isascii() and b"\0" not in stream:
        return
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037"):
        yield stream.decode(encoding, "ignore")
    yield stream[1:].decode("utf-16-le", "ignore")


def _from_utf_7(stream: bytes) -> Iterator[str]:
    for run in re.findall(rb"(?:[\x20-\x2a\x2c-\x7d]*\+[A-Za-z0-9+/]{3,}-?)+[\x20-\x7d]*", stream):
        try:
            yield codecs.decode(run, "utf-7", "ignore")
        except (UnicodeDecodeError, ValueError):
            continue


def _from_base64(run: bytes) -> Iterator[str]:
    try:
        plain = base64.b64decode(run.rstrip(b"=") + b"=" * (-len(run.rstrip(b"=")) % 4))
    except (binascii.Error, ValueError):
        return
    yield plain.decode("latin-1")
    yield plain.decode("utf-16-le", "ignore")


def _unpacked(stream: bytes) -> Iterator[bytes]:
    """Yield what is packed inside a picture: the texts of a PNG."""
    if not stream.startswith(_PNG):
        return
    at = len(_PNG)
    while at + 12 <= len(stream):
        length = int.from_bytes(stream[at : at + 4], "big")
        data = stream[at + 8 : at + 8 + length]
        for start in (data.find(b"\0") + 2, data.find(b"\0") + 5):
            try:
                yield zlib.decompress(data[start:])
            except zlib.error:
                continue
        at += 12 + length
