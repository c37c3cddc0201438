"""A PDF made anew of what is understood of another: what its pages draw, and nothing else.

Outlines, links, notes, forms, layers, structure, names, properties, attached files and keys that
nobody knows are not copied, so none has to be thought of. Form fields and notes that are seen on
the page become part of it. A page that uses what is not understood becomes a picture of itself,
with the text that was read on it.
"""

import io
import re
from typing import Any

import pikepdf
from PIL import Image

from visit_exchange.privacy.documents.pdf.content import plain_content
from visit_exchange.privacy.documents.pdf.layers import Layers
from visit_exchange.privacy.documents.pdf.pages import drawn, lines_of, opened, size_of
from visit_exchange.privacy.documents.pdf.resources import Maker, Resources
from visit_exchange.privacy.documents.pdf.text_layer import TextLayer
from visit_exchange.privacy.documents.pdf.values import UnknownPartError, number, numbers

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2})?")
_BOXES = ("/MediaBox", "/CropBox")
_DEEPEST_TREE = 50
_JPEG_QUALITY = 75
# What a page that is not built as PDFs are can raise from pikepdf, besides its own errors.
_NOT_AS_BUILT = (
    UnknownPartError,
    pikepdf.PdfError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RecursionError,
)


def rebuilt(content: bytes) -> bytes:
    """Return the PDF made anew; the same PDF always gives the same bytes.

    Raises pikepdf.PdfError or UnreadablePdfError for a PDF that cannot be opened.
    """
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as made:
        layers = Layers(source)
        _settle_notes(source)
        maker, seen = Maker(made, layers), TextLayer(made)
        for nth, page in enumerate(source.pages):
            try:
                made.pages.append(pikepdf.Page(_page(maker, page.obj)))
            except _NOT_AS_BUILT:
                _add_picture(made, seen, content, nth)
        seen.close()
        if _LANGUAGE.fullmatch(language := str(source.Root.get("/Lang", ""))):
            made.Root["/Lang"] = pikepdf.String(language)
        return saved(made)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of a PDF: the same PDF, the same bytes, and no more than its parts."""
    pdf.remove_unreferenced_resources()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _settle_notes(source: pikepdf.Pdf) -> None:
    """Draw what notes and form fields show into their pages."""
    if source.Root.get("/AcroForm") is not None:
        source.generate_appearance_streams()
    source.flatten_annotations("screen")


def _page(maker: Maker, source: Any) -> pikepdf.Dictionary:
    old = _inherited(source, "/Resources")
    names = Resources(maker, old)
    made = pikepdf.Dictionary(Type=pikepdf.Name.Page)
    for key in _BOXES:
        if (box := _inherited(source, key)) is not None:
            made[key] = numbers(box)
    for key in ("/Rotate", "/UserUnit"):
        if (value := _inherited(source, key)) is not None:
            made[key] = number(value)
    if (group := source.get("/Group")) is not None:
        made["/Group"] = maker.group(group, old or pikepdf.Dictionary())
    content = plain_content(source, names) if "/Contents" in source else b""
    made["/Contents"] = pikepdf.Stream(maker.pdf, content)
    made["/Resources"] = names.used
    return maker.pdf.make_indirect(made)


def _inherited(page: Any, key: str) -> Any:
    """Return what a page says, or the nearest branch of the tree of pages that it hangs on."""
    for _ in range(_DEEPEST_TREE):
        if page is None or (value := page.get(key)) is not None:
            return None if page is None else value
        page = page.get("/Parent")
    raise UnknownPartError("the tree of pages goes round in circles")


def _add_picture(made: pikepdf.Pdf, seen: TextLayer, content: bytes, nth: int) -> None:
    with opened(content) as pdf:
        pdf.init_forms()
        page = pdf[nth]
        (width, height), lines, looks = size_of(page), lines_of(page), drawn(page)
    added = made.add_blank_page(page_size=(width, height))
    name = added.add_resource(_picture(made, looks), pikepdf.Name.XObject, pikepdf.Name("/Page"))
    painted = b"q %f 0 0 %f 0 0 cm %s Do Q" % (width, height, str(name).encode())
    added.obj.Contents = pikepdf.Stream(made, painted)
    seen.add(added, lines)


def _picture(pdf: pikepdf.Pdf, looks: Image.Image) -> pikepdf.Stream:
    out = io.BytesIO()
    looks.save(out, "JPEG", quality=_JPEG_QUALITY)
    drawn_as = pikepdf.Stream(pdf, b"")
    drawn_as.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
    told = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": looks.width}
    told |= {"/Height": looks.height, "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8}
    for key, value in told.items():
        drawn_as[key] = value
    return drawn_as
