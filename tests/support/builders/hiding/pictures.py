"""Pictures that say whom they show, in each way that their kinds know."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

from builders.hiding.planting import CHILD


def photograph(kind: str, told: str = CHILD) -> bytes:
    """Return a picture whose file tells a name, in Exif, comments and texts as its kind has them."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = exif[0x010E] = exif[0x8298] = told  # artist, description, copyright
    exif[0x9C9B] = told.encode("utf-16-le")  # the title, as Windows writes it
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", told)
    texts.add_text("Comment", told * 9, zip=True)
    texts.add_itxt("Title", told)
    more: dict[str, dict[str, object]] = {
        "PNG": {"pnginfo": texts, "exif": exif},
        "JPEG": {"comment": told, "exif": exif},
        "GIF": {"comment": told},
        "TIFF": {"tiffinfo": {270: told, 315: told}},
        "WEBP": {"exif": exif, "xmp": told.encode()},
        "BMP": {},
    }
    Image.new("RGB", (40, 30), (9, 99, 199)).save(out, kind, **more[kind])
    return out.getvalue() + (told.encode() if kind == "BMP" else b"")


def with_segment(marker: int, told: bytes) -> bytes:
    """Return a photograph with a further segment of a program's own."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 99, 199)).save(out, "JPEG")
    segment = bytes((0xFF, marker)) + struct.pack(">H", len(told) + 2) + told
    return out.getvalue()[:2] + segment + out.getvalue()[2:]


def after_the_end(kind: str) -> bytes:
    """Return a picture behind whose end a name stands."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 99, 199)).save(out, kind)
    return out.getvalue() + CHILD.encode()


def with_chunk(name: bytes) -> bytes:
    """Return a PNG with a chunk of a program's own."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 99, 199)).save(out, "PNG")
    data = CHILD.encode()
    chunk = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    end = out.getvalue().rindex(b"\0\0\0\0IEND")
    return out.getvalue()[:end] + chunk + out.getvalue()[end:]


def with_profile(kind: str) -> bytes:
    """Return a picture whose colour profile is named after somebody."""
    out = io.BytesIO()
    profile = b"\0" * 36 + b"acsp" + b"\0" * 88 + CHILD.encode()
    Image.new("RGB", (40, 30), (9, 99, 199)).save(out, kind, icc_profile=profile)
    return out.getvalue()
