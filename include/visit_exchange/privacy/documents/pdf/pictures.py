"""Pictures inside a rebuilt PDF: their dots, and nothing that a camera or program wrote."""

from typing import Any

import pikepdf

from visit_exchange.privacy.documents.jpeg import DamagedPictureError, jpeg_size, plain_jpeg
from visit_exchange.privacy.documents.pdf.colours import colour_space, colours_in
from visit_exchange.privacy.documents.pdf.values import (
    UnknownPartError,
    number,
    numbers,
    one_of,
    only,
    truth,
    whole,
)

MOST_DOTS = 120_000_000  # a page of A3 scanned at 600 dots an inch
# Filters that pikepdf undoes. Other pictures (fax, JPEG 2000, JBIG2) are drawn with their page.
_UNDONE = frozenset(
    {
        "/FlateDecode",
        "/LZWDecode",
        "/RunLengthDecode",
        "/ASCII85Decode",
        "/ASCIIHexDecode",
    }
)
_JPEG = frozenset({"/DCTDecode"})
_SHAPE = {
    "/ImageMask": truth,
    "/Interpolate": truth,
    "/Decode": numbers,
    "/Matte": numbers,
    "/BitsPerComponent": number,
    "/Intent": one_of(
        "/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"
    ),
}


def picture(pdf: pikepdf.Pdf, source: Any, named: Any, depth: int = 0) -> pikepdf.Stream:
    """Return a picture made anew in ``pdf``; ``named`` are the old resources' colour spaces."""
    width, height = whole(source, "/Width"), whole(source, "/Height")
    if width * height > MOST_DOTS or depth > 1:
        raise UnknownPartError("a picture is too large")
    made = only(source, _SHAPE)
    made["/Type"], made["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    made["/Width"], made["/Height"] = width, height
    if (space := source.get("/ColorSpace")) is not None and not made.get("/ImageMask"):
        made["/ColorSpace"] = colour_space(pdf, space, named)
    for key in ("/SMask", "/Mask"):
        if (mask := source.get(key)) is not None:
            masks = isinstance(mask, pikepdf.Stream)
            made[key] = picture(pdf, mask, None, depth + 1) if masks else numbers(mask)
    return _with_dots(pdf, source, made)


def inline_picture(pdf: pikepdf.Pdf, image: Any, named: Any) -> pikepdf.Stream:
    """Return a picture that stood among the drawing instructions as one of its own."""
    told = image.obj
    source = pikepdf.Stream(pdf, b"", pikepdf.Dictionary(told))
    filters, parameters = told.get("/Filter"), told.get("/DecodeParms")
    source.write(image.read_raw_bytes(), filter=filters, decode_parms=parameters)
    return picture(pdf, source, named)


def _with_dots(pdf: pikepdf.Pdf, source: Any, made: Any) -> pikepdf.Stream:
    filters = _filters(source)
    if filters and filters[-1] in _JPEG:
        drawn = pikepdf.Stream(pdf, b"", made)
        drawn.write(_jpeg(pdf, source, made, filters[:-1]), filter=pikepdf.Name.DCTDecode)
        return drawn
    if not _UNDONE.issuperset(filters):
        raise UnknownPartError("a picture of a kind that is not rewritten")
    return pikepdf.Stream(pdf, source.read_bytes()[: _bytes_of_dots(made)], made)


def _filters(source: Any) -> list[str]:
    filters = source.get("/Filter")
    if filters is None:
        return []
    return [str(filters)] if isinstance(filters, pikepdf.Name) else [str(f) for f in filters]


def _jpeg(pdf: pikepdf.Pdf, source: Any, made: Any, packed: list[str]) -> bytes:
    """Return the plain JPEG; ``packed`` are the filters that are undone before it is one."""
    if not _UNDONE.issuperset(packed):
        raise UnknownPartError("a JPEG is packed in an unknown way")
    outer = pikepdf.Stream(pdf, b"")
    outer.write(source.read_raw_bytes(), filter=pikepdf.Array(list(map(pikepdf.Name, packed))))
    try:
        plain = plain_jpeg(outer.read_bytes())
        width, height = jpeg_size(plain)
    except DamagedPictureError as error:
        raise UnknownPartError("a JPEG is damaged") from error
    if (width, height) != (made["/Width"], made["/Height"]):
        raise UnknownPartError("a JPEG is of another size than it is said to be")
    return plain


def _bytes_of_dots(made: Any) -> int:
    """Return how many bytes the dots take: what lies behind them belongs to no picture."""
    bits = 1
    if not made.get("/ImageMask"):
        if "/ColorSpace" not in made:
            raise UnknownPartError("a picture lacks its colours")
        bits = int(made.get("/BitsPerComponent", 8)) * colours_in(made["/ColorSpace"])
    return int(made["/Height"]) * ((int(made["/Width"]) * bits + 7) // 8)
