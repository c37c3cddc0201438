"""Pictures without what cameras and programs write into them: place, time, owner, comments."""

import io
import zlib
from pathlib import PurePosixPath

from visit_exchange.privacy.documents.jpeg import DamagedPictureError, jpeg_size, plain_jpeg

__all__ = ["MOST_DOTS", "DamagedPictureError", "plain_jpeg", "without_metadata"]

MOST_DOTS = 120_000_000  # a page of A3 scanned at 600 dots an inch
_PNG = b"\x89PNG\r\n\x1a\n"
# What draws a PNG. Texts, profiles, palettes with names, films and unknown chunks are left out.
_DRAWS_PNG = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)
_COLOURS_OF_PNG = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# A PNG that shows by and by: the steps across and down of each pass, and where it starts.
_PASSES = (
    (8, 8, 0, 0),
    (8, 8, 4, 0),
    (4, 8, 0, 4),
    (4, 4, 2, 0),
    (2, 4, 0, 2),
    (2, 2, 1, 0),
    (1, 2, 0, 1),
)
_REWRITTEN = {".gif": "GIF", ".tif": "TIFF", ".tiff": "TIFF", ".webp": "WEBP", ".bmp": "BMP"}


def without_metadata(name: str, content: bytes) -> bytes:
    """Return a picture without metadata; its dots stay as they are.

    ``name`` tells by its ending how it is written; other kinds of pictures are returned as they
    are. Raises DamagedPictureError, also for one with more dots than any page has.
    """
    if content.startswith(b"\xff\xd8"):
        _check_size(*jpeg_size(content))
        return plain_jpeg(content)
    if content.startswith(_PNG):
        return _plain_png(content)
    ending = PurePosixPath(name).suffix.lower()
    return _rewritten(content, _REWRITTEN[ending]) if ending in _REWRITTEN else content


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_DOTS:
        raise DamagedPictureError("a picture has more dots than a page")


def _plain_png(content: bytes) -> bytes:
    kept: dict[bytes, bytes] = {}
    dots, at = b"", len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        chunk, at = content[at : at + 12 + length], at + 12 + length
        kind = chunk[4:8]
        if kind in _DRAWS_PNG:
            kept.setdefault(kind, chunk)
        elif kind == b"IDAT":
            dots += chunk[8:-4]
        elif kind == b"IEND" and b"IHDR" in kept:
            return b"".join([_PNG, *kept.values(), *_dots(kept[b"IHDR"][8:-4], dots), chunk[:12]])
    raise DamagedPictureError("a PNG has no end")


def _dots(head: bytes, packed: bytes) -> tuple[bytes, ...]:
    """Return the chunk of dots, packed again: what lies behind the dots belongs to no picture."""
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    _check_size(width, height)
    try:
        dots = zlib.decompressobj().decompress(packed, _bytes_of_dots(head, width, height))
    except (zlib.error, KeyError, IndexError) as error:
        raise DamagedPictureError("a PNG cannot be unpacked") from error
    again = b"IDAT" + zlib.compress(dots, 6)
    length = (len(again) - 4).to_bytes(4, "big")
    return (length + again + zlib.crc32(again).to_bytes(4, "big"),)


def _bytes_of_dots(head: bytes, width: int, height: int) -> int:
    bits = head[8] * _COLOURS_OF_PNG[head[9]]
    if not head[12]:
        return height * (1 + (width * bits + 7) // 8)
    sizes = (
        ((width - x + across - 1) // across, (height - y + down - 1) // down)
        for across, down, x, y in _PASSES
    )
    return sum(rows * (1 + (dots * bits + 7) // 8) for dots, rows in sizes if dots > 0)


def _rewritten(content: bytes, kind: str) -> bytes:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            _check_size(*picture.size)
            plain = picture.copy()  # the first frame; a copy knows no tags of its file
            clear = plain.info.get("transparency")
            plain.info.clear()
            options = {"transparency": clear} if isinstance(clear, int) and kind == "GIF" else {}
            out = io.BytesIO()
            plain.save(out, format=kind, lossless=True, **options)
            return out.getvalue()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise DamagedPictureError("a picture cannot be opened") from error
