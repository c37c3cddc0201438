"""Pictures inside documents: drawn anew, so that nothing but their dots goes on."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from visit_exchange.privacy.documents.cannot import (
    BAD_PICTURE,
    DRAWN,
    LARGE_PICTURE,
    CannotBeCleaned,
)

MOST_DOTS = 40_000_000  # a full page at 600 dots to the inch
_READ = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError)
ENDINGS = {"JPEG": "jpeg", "PNG": "png"}


def redrawn(content: bytes) -> tuple[str, bytes]:
    """Return the ending and the bytes of a picture with its dots alone; CannotBeCleaned.

    A photograph keeps the measures by which it was packed, so that it loses nothing that shows.
    Everything else, also the first frame of what moves, becomes a PNG.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_READ) as picture:
                return _drawn(picture)
    except UnidentifiedImageError as error:
        raise CannotBeCleaned(BAD_PICTURE if _is_known(content) else DRAWN) from error
    except Image.DecompressionBombError as error:
        raise CannotBeCleaned(LARGE_PICTURE) from error
    except _DAMAGE as error:
        raise CannotBeCleaned(BAD_PICTURE) from error


def _drawn(picture: Image.Image) -> tuple[str, bytes]:
    if picture.width * picture.height > MOST_DOTS:
        raise CannotBeCleaned(LARGE_PICTURE)
    picture.load()
    out = io.BytesIO()
    if picture.format == "JPEG":
        picture.info = {"adobe_transform": t} if (t := picture.info.get("adobe_transform")) else {}
        picture.save(out, "JPEG", quality="keep", exif=b"", icc_profile=None, comment=b"")
        return "jpeg", out.getvalue()
    _plain(picture).save(out, "PNG")
    return "png", out.getvalue()


def _plain(picture: Image.Image) -> Image.Image:
    """Return a new picture with the same dots: it knows nothing of the file they came from."""
    is_clear = "transparency" in picture.info or "A" in picture.getbands()
    shown = picture if picture.mode in ("1", "L", "RGB", "RGBA") and not is_clear else None
    shown = shown or picture.convert("RGBA" if is_clear else "RGB")
    made = Image.new(shown.mode, shown.size)
    made.paste(shown)
    return made


def _is_known(content: bytes) -> bool:
    return content.startswith(
        (b"\x89PNG", b"\xff\xd8", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
    )
