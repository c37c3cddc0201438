"""Pictures without what cameras and programs write into them: place, time, owner, comments."""

import io
from collections.abc import Iterator
from pathlib import PurePosixPath

_KEPT_MARKERS = frozenset({0xE0, 0xEE})  # JFIF and Adobe say how the colours are to be read
_ICC = b"ICC_PROFILE\0"
_START_OF_SCAN = 0xDA
_PNG = b"\x89PNG\r\n\x1a\n"
_TOLD_IN_PNG = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"dSIG"})
_REWRITTEN = {".gif": "GIF", ".tif": "TIFF", ".tiff": "TIFF", ".webp": "WEBP"}


class DamagedPictureError(ValueError):
    """The picture is not built as its kind is, so nobody can say what is in it."""


def without_metadata(name: str, content: bytes) -> bytes:
    """Return a picture without metadata; its dots stay as they are.

    ``name`` tells by its ending how it is written. Raises DamagedPictureError.
    """
    if content.startswith(b"\xff\xd8"):
        return plain_jpeg(content)
    if content.startswith(_PNG):
        return _plain_png(content)
    ending = PurePosixPath(name).suffix.lower()
    return _rewritten(content, _REWRITTEN[ending]) if ending in _REWRITTEN else content


def plain_jpeg(content: bytes) -> bytes:
    """Return a JPEG without Exif, XMP, IPTC and comments."""
    kept = [b"\xff\xd8"]
    for marker, segment in _segments(content):
        is_told = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_told or marker in _KEPT_MARKERS or segment[4:].startswith(_ICC):
            kept.append(segment)
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with its bytes; the dots and all that follows come as one."""
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise DamagedPictureError("a JPEG marker is missing")
        marker = content[at + 1]
        if marker == 0xFF:  # a filler byte
            at += 1
            continue
        if marker == _START_OF_SCAN:
            end = content.rfind(b"\xff\xd9")  # what lies behind the end belongs to no picture
            yield marker, content[at : end + 2 if end > at else len(content)]
            return
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        yield marker, content[at : at + 2 + length]
        at += 2 + length
    raise DamagedPictureError("a JPEG has no dots")


def _plain_png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        chunk, at = content[at : at + 12 + length], at + 12 + length
        if chunk[4:8] not in _TOLD_IN_PNG:
            kept.append(chunk)
        if chunk[4:8] == b"IEND":
            return b"".join(kept)
    raise DamagedPictureError("a PNG has no end")


def _rewritten(content: bytes, kind: str) -> bytes:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            plain = picture.copy()  # the first frame; a copy knows no tags of its file
            plain.info.clear()
            out = io.BytesIO()
            plain.save(out, format=kind, lossless=True)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise DamagedPictureError("a picture cannot be opened") from error
