"""A JPEG cut down to what draws it: dots, tables, and how its colours are to be read."""

from collections.abc import Iterator
from typing import Literal

_START_OF_SCAN, _END = 0xDA, 0xD9
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_RESTARTS = frozenset(range(0xD0, 0xD8))
_JFIF = b"JFIF\0"
_ADOBE = b"Adobe"
_TURNED = 0x0112


class DamagedPictureError(ValueError):
    """The picture is not built as its kind is, so nobody can say what is in it."""


def plain_jpeg(content: bytes) -> bytes:
    """Return a JPEG without Exif, XMP, IPTC, profiles, thumbnails and comments.

    That a photograph is to be turned is kept. Raises DamagedPictureError.
    """
    kept = [b"\xff\xd8"]
    for marker, segment in _segments(content):
        if marker == 0xE0 and segment[4:].startswith(_JFIF):
            # How dense the dots lie; a thumbnail would follow.
            kept.append(b"\xff\xe0\x00\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0")
        elif marker == 0xEE and segment[4:].startswith(_ADOBE):
            kept.append(b"\xff\xee\x00\x0e" + segment[4:16].ljust(12, b"\0"))
        elif marker == 0xE1 and (turn := _turn(segment[4:])):
            kept.append(_turning(turn))
        elif marker in _TABLES | _FRAMES | {_START_OF_SCAN}:
            kept.append(segment)
    return b"".join([*kept, b"\xff\xd9"])


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Return width and height in dots. Raises DamagedPictureError."""
    for marker, segment in _segments(content):
        if marker in _FRAMES and len(segment) >= 9:
            return int.from_bytes(segment[7:9], "big"), int.from_bytes(segment[5:7], "big")
    raise DamagedPictureError("a JPEG has no size")


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with its bytes, a scan with its dots, up to the picture's end."""
    at, has_dots = 2, False
    while at + 2 <= len(content):
        if content[at] != 0xFF:
            raise DamagedPictureError("a JPEG marker is missing")
        marker = content[at + 1]
        if marker == 0xFF:  # a filler byte
            at += 1
            continue
        if marker == _END:
            break
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + length
        if marker == _START_OF_SCAN:
            end, has_dots = _end_of_dots(content, end), True
        if length < 2 or end > len(content):
            raise DamagedPictureError("a JPEG is cut short")
        yield marker, content[at:end]
        at = end
    if not has_dots:
        raise DamagedPictureError("a JPEG has no dots")


def _end_of_dots(content: bytes, at: int) -> int:
    """Return where the next marker stands; a picture that breaks off ends where its file does."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] != 0 and content[at + 1] not in _RESTARTS:
            return at
        at += 2
    return len(content)


def _turn(exif: bytes) -> int | None:
    """Return how Exif says that a photograph is to be turned, 2 to 8, or None."""
    if not exif.startswith(b"Exif\0\0"):
        return None
    told = exif[6:]
    order: Literal["big", "little"] = "big" if told.startswith(b"MM") else "little"

    def read(at: int, size: int) -> int:
        return int.from_bytes(told[at : at + size], order)

    first = read(4, 4)
    for nth in range(min(read(first, 2), 100)):
        entry = first + 2 + 12 * nth
        if read(entry, 2) == _TURNED:
            turn = read(entry + 8, 2)
            return turn if 2 <= turn <= 8 else None
    return None


def _turning(turn: int) -> bytes:
    """Return Exif that says how the photograph is to be turned, and nothing else."""
    told = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([turn]) + b"\0" * 6
    return b"\xff\xe1" + (len(told) + 2).to_bytes(2, "big") + told
