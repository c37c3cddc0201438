"""Places in a PDF that no page shows, each with a word in it."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageCms
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from builders.lettering import own_font

WORDS = "Our strategy for alternative provision, as agreed with schools and partners."
Hide = Callable[[Pdf, str], None]


def plain_pdf() -> bytes:
    """Return a page with words in a font of its own, a photograph and a gradient."""
    page = canvas.Canvas(out := io.BytesIO())
    page.setFont(own_font(), 11)
    page.drawString(72, 700, WORDS)
    page.drawImage(ImageReader(_photograph()), 72, 400, 120, 90)
    page.linearGradient(72, 100, 200, 200, ("red", "blue"), extend=False)
    page.save()
    return out.getvalue()


def hidden(hide: Hide, told: str) -> bytes:
    """Return the plain PDF with ``told`` hidden in it."""
    with pikepdf.open(io.BytesIO(plain_pdf())) as pdf:
        hide(pdf, told)
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _photograph() -> io.BytesIO:
    Image.new("RGB", (120, 90), (9, 99, 199)).save(out := io.BytesIO(), "JPEG")
    out.seek(0)
    return out


def _named(told: str) -> Name:
    return Name("/" + told.replace(" ", "_"))


def _in_root(key: str, value: Callable[[str], object]) -> Hide:
    return lambda pdf, told: pdf.Root.__setitem__(key, value(told))


def _in_page(key: str, value: Callable[[str], object]) -> Hide:
    return lambda pdf, told: pdf.pages[0].obj.__setitem__(key, value(told))


def _in_info(key: str) -> Hide:
    return lambda pdf, told: pdf.docinfo.__setitem__(Name(key), String(told))


def _note(kind: str, **more: Callable[[str], object]) -> Hide:
    def hide(pdf: Pdf, told: str) -> None:
        keys: dict[str, Any] = {key: value(told) for key, value in more.items()}
        box = Array([72, 72, 90, 90])
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=box, **keys)
        pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(note)])

    return hide


def _field(**more: Callable[[str], object]) -> Hide:
    """A form field that is not shown: its values are in the file all the same."""

    def hide(pdf: Pdf, told: str) -> None:
        keys: dict[str, Any] = {key: value(told) for key, value in more.items()}
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, F=2, Rect=Array([0, 0, 9, 9]), **keys
        )
        field = pdf.make_indirect(field)
        pdf.pages[0].obj["/Annots"] = Array([field])
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))

    return hide


def _structure(**more: Callable[[str], object]) -> Hide:
    def hide(pdf: Pdf, told: str) -> None:
        keys: dict[str, Any] = {key: value(told) for key, value in more.items()}
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, **keys))
        root = Dictionary(Type=Name.StructTreeRoot, K=Array([element]))
        pdf.Root["/StructTreeRoot"] = pdf.make_indirect(root)

    return hide


def _content(drawn: Callable[[str], str]) -> Hide:
    return lambda pdf, told: pdf.pages[0].contents_add(drawn(told).encode("latin-1"))


def _property(pdf: Pdf, told: str) -> None:
    pdf.pages[0].resources["/Properties"] = Dictionary(P0=Dictionary(ActualText=String(told)))
    pdf.pages[0].contents_add(b"/Span /P0 BDC EMC")


def _outline(pdf: Pdf, told: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(told, 0))


def _label(pdf: Pdf, told: str) -> None:
    label = Dictionary(S=Name.D, P=String(told))
    pdf.Root["/PageLabels"] = Dictionary(Nums=Array([0, label]))


def _xmp(pdf: Pdf, told: str) -> None:
    with pdf.open_metadata() as xmp:
        xmp["dc:description"] = told


def _stream_with(told: str, pdf: Pdf) -> Stream:
    return Stream(pdf, f"<x>{told}</x>".encode())


def _layer_name(pdf: Pdf, told: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(told)))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary())


def _layer_off(pdf: Pdf, told: str) -> None:
    """Text on a layer that is switched off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page = pdf.pages[0]
    page.resources["/Properties"] = Dictionary(L0=layer)
    page.add_resource(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica),
                      Name.Font, Name.Fx)  # fmt: skip
    page.contents_add(f"/OC /L0 BDC BT /Fx 9 Tf 72 300 Td ({told}) Tj ET EMC".encode())


def _image(pdf: Pdf) -> Stream:
    [image] = pdf.pages[0].get_images().values()
    assert isinstance(image, Stream)
    return image


def _in_image(key: str, value: Callable[[str], object]) -> Hide:
    return lambda pdf, told: _image(pdf).__setitem__(key, value(told))


def _in_jpeg(**options: Callable[[str], object]) -> Hide:
    def hide(pdf: Pdf, told: str) -> None:
        more = {key: value(told) for key, value in options.items()}
        Image.new("RGB", (120, 90), (9, 99, 199)).save(out := io.BytesIO(), "JPEG", **more)
        _image(pdf).write(out.getvalue(), filter=Name.DCTDecode)

    return hide


def _between_scans(pdf: Pdf, told: str) -> None:
    """A comment between two scans of a photograph that shows by and by."""
    Image.radial_gradient("L").convert("RGB").resize((120, 90)).save(
        out := io.BytesIO(), "JPEG", progressive=True
    )
    content = out.getvalue()
    at = content.index(b"\xff\xc4", content.index(b"\xff\xda"))
    note = b"\xff\xfe" + (len(told) + 2).to_bytes(2, "big") + told.encode()
    _image(pdf).write(content[:at] + note + content[at:], filter=Name.DCTDecode)


def _behind_jpeg(pdf: Pdf, told: str) -> None:
    _image(pdf).write(_photograph().getvalue() + told.encode(), filter=Name.DCTDecode)


def _behind_dots(pdf: Pdf, told: str) -> None:
    image = _image(pdf)
    image.write(bytes(120 * 90 * 3) + told.encode())


def _exif(told: str) -> Image.Exif:
    exif = Image.Exif()
    exif[0x013B] = told
    return exif


def _profile(told: str) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile + told.encode()


def _colour_profile(pdf: Pdf, told: str) -> None:
    profile = Stream(pdf, _profile(told), Dictionary(N=3))
    _image(pdf)["/ColorSpace"] = Array([Name.ICCBased, pdf.make_indirect(profile)])


def _ink(pdf: Pdf, told: str) -> None:
    turn = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 0, 0]), N=1
    )
    space = Array([Name.Separation, _named(told), Name.DeviceRGB, turn])
    pdf.pages[0].resources["/ColorSpace"] = Dictionary(Cs9=space)
    pdf.pages[0].contents_add(b"q /Cs9 cs 0.5 scn 300 300 20 20 re f Q")


def _calculation(pdf: Pdf, told: str) -> None:
    code = f"{{ % {told}\n dup dup }}".encode()
    turn = Stream(pdf, code, Dictionary(FunctionType=4, Domain=Array([0, 1]),
                  Range=Array([0, 1, 0, 1, 0, 1])))  # fmt: skip
    space = Array([Name.Separation, Name.Spot, Name.DeviceRGB, pdf.make_indirect(turn)])
    pdf.pages[0].resources["/ColorSpace"] = Dictionary(Cs9=space)
    pdf.pages[0].contents_add(b"q /Cs9 cs 0.5 scn 300 300 20 20 re f Q")


def _fonts(pdf: Pdf) -> list[Dictionary]:
    fonts = pdf.pages[0].resources["/Font"].values()
    return [f for f in fonts if isinstance(f, Dictionary) and "/FontDescriptor" in f]


def _in_font(change: Callable[[Pdf, Dictionary, str], None]) -> Hide:
    def hide(pdf: Pdf, told: str) -> None:
        for font in _fonts(pdf):
            change(pdf, font, told)

    return hide


def _font_name(pdf: Pdf, font: Dictionary, told: str) -> None:
    font["/BaseFont"] = font["/FontDescriptor"]["/FontName"] = _named(told)


def _font_names_inside(pdf: Pdf, font: Dictionary, told: str) -> None:
    program = font["/FontDescriptor"]["/FontFile2"]
    content = program.read_bytes()
    at = content.index(b"name", 12)  # the entry of the table of names
    start = int.from_bytes(content[at + 8 : at + 12], "big")
    program.write(content[:start] + told.encode() + content[start + len(told) :])


def _unknown_table(pdf: Pdf, font: Dictionary, told: str) -> None:
    program = font["/FontDescriptor"]["/FontFile2"]
    program.write(program.read_bytes() + told.encode())


def _map_comment(pdf: Pdf, font: Dictionary, told: str) -> None:
    told_map = font["/ToUnicode"]
    told_map.write(told_map.read_bytes() + f"\n% {told}\n".encode())


def _map_name(pdf: Pdf, font: Dictionary, told: str) -> None:
    told_map = font["/ToUnicode"]
    name = b"/CMapName /" + told.replace(" ", "_").encode()
    told_map.write(name + b" def\n" + told_map.read_bytes())


def _resource_name(pdf: Pdf, told: str) -> None:
    pdf.pages[0].resources["/ExtGState"] = Dictionary({str(_named(told)): Dictionary(ca=0.5)})
    pdf.pages[0].contents_add(f"q {_named(told)} gs Q".encode())


def _unused_form(pdf: Pdf, told: str) -> None:
    form = Stream(pdf, f"BT ({told}) Tj ET".encode())
    form["/Type"], form["/Subtype"], form["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    pdf.pages[0].resources["/XObject"]["/Fm9"] = form


def _glyph_name(pdf: Pdf, told: str) -> None:
    glyph = Stream(pdf, b"500 0 d0 0 0 400 400 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary({str(_named(told)): glyph}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, _named(told)])),
        FirstChar=65,
        LastChar=65,
        Widths=Array([500]),
    )
    pdf.pages[0].add_resource(font, Name.Font, Name.Ft)
    pdf.pages[0].contents_add(b"BT /Ft 20 Tf 300 200 Td (A) Tj ET")


def _thumbnail(pdf: Pdf, told: str) -> None:
    Image.new("RGB", (12, 9)).save(out := io.BytesIO(), "JPEG", comment=told)
    small = Stream(pdf, b"", Dictionary(Width=12, Height=9, ColorSpace=Name.DeviceRGB))
    small["/BitsPerComponent"] = 8
    small.write(out.getvalue(), filter=Name.DCTDecode)
    pdf.pages[0].obj["/Thumb"] = small


def _signature(pdf: Pdf, told: str) -> None:
    signature = Dictionary(Type=Name.Sig, Name=String(told), Reason=String(told), Contents=told)
    pdf.Root["/Perms"] = Dictionary(DocMDP=pdf.make_indirect(signature))


def _trailer(pdf: Pdf, told: str) -> None:
    pdf.Root["/Unknown"] = pdf.make_indirect(Dictionary(Note=String(told)))


_TEXT: Callable[[str], object] = String
HIDDEN: dict[str, Hide] = {
    "title": _in_info("/Title"),
    "author": _in_info("/Author"),
    "subject": _in_info("/Subject"),
    "keywords": _in_info("/Keywords"),
    "producer": _in_info("/Producer"),
    "property of one's own": _in_info("/SourceModified"),
    "properties in XML": _xmp,
    "properties of a page": lambda p, t: p.pages[0].obj.__setitem__(
        "/Metadata", _stream_with(t, p)
    ),
    "properties of a picture": lambda p, t: _image(p).__setitem__("/Metadata", _stream_with(t, p)),
    "outline": _outline,
    "page label": _label,
    "named place": _in_root("/Dests", lambda t: Dictionary({str(_named(t)): Array([0])})),
    "place in the tree of names": _in_root(
        "/Names", lambda t: Dictionary(Dests=Dictionary(Names=Array([String(t), Array([0])])))
    ),
    "address that links start from": _in_root("/URI", lambda t: Dictionary(Base=String(t))),
    "what opening does": _in_root(
        "/OpenAction", lambda t: Dictionary(S=Name.URI, URI=String(f"https://a.example/{t}"))
    ),
    "article thread": _in_root("/Threads", lambda t: Array([Dictionary(I=Dictionary(Title=t))])),
    "private data of a program": _in_root(
        "/PieceInfo", lambda t: Dictionary(Maker=Dictionary(Private=String(t)))
    ),
    "colours for print": _in_root(
        "/OutputIntents", lambda t: Array([Dictionary(S=Name.GTS_PDFX, Info=String(t))])
    ),
    "language": _in_root("/Lang", _TEXT),
    "requirements": _in_root("/Requirements", lambda t: Array([Dictionary(S=_named(t))])),
    "signature": _signature,
    "unknown key of the catalogue": _trailer,
    "unknown key of a page": _in_page("/Note", _TEXT),
    "private data of a page": _in_page(
        "/PieceInfo", lambda t: Dictionary(Maker=Dictionary(Private=String(t)))
    ),
    "window on a page": _in_page("/VP", lambda t: Array([Dictionary(Name=String(t))])),
    "separation of a page": _in_page(
        "/SeparationInfo", lambda t: Dictionary(DeviceColorant=String(t))
    ),
    "thumbnail": _thumbnail,
    "note's text": _note("Text", Contents=_TEXT),
    "note's author": _note("Text", T=_TEXT),
    "note's subject": _note("Text", Subj=_TEXT),
    "note's rich text": _note("Text", RC=_TEXT),
    "note's name": _note("Text", NM=_TEXT),
    "highlight's text": _note("Highlight", Contents=_TEXT),
    "stamp's name": _note("Stamp", Name=_named),
    "link's address": _note(
        "Link",
        A=lambda t: Dictionary(
            S=Name.URI, URI=String("https://a.example/" + t.replace(" ", "%20"))
        ),
    ),
    "link to another file": _note(
        "Link", A=lambda t: Dictionary(S=Name.GoToR, F=String(f"{t}.pdf"), D=Array([0]))
    ),
    "link's place": _note("Link", Dest=_named),
    "link's description": _note("Link", Contents=_TEXT),
    "redaction's overlay": _note("Redact", OverlayText=_TEXT),
    "field's name": _field(T=_TEXT),
    "field's tooltip": _field(TU=_TEXT),
    "field's export name": _field(TM=_TEXT),
    "field's value": _field(V=_TEXT),
    "field's default": _field(DV=_TEXT),
    "field's rich value": _field(RV=_TEXT),
    "field's choices": _field(Opt=lambda t: Array([String(t), String("none")])),
    "field's caption": _field(MK=lambda t: Dictionary(CA=String(t))),
    "structure's alternative text": _structure(Alt=_TEXT),
    "structure's actual text": _structure(ActualText=_TEXT),
    "structure's expansion": _structure(E=_TEXT),
    "structure's title": _structure(T=_TEXT),
    "structure's identifier": _structure(ID=_TEXT),
    "structure's class": _structure(C=_named),
    "actual text in content": _content(lambda t: f"/Span <</ActualText ({t})>> BDC EMC"),
    "actual text in resources": _property,
    "mark's tag": _content(lambda t: f"{_named(t)} BMC EMC"),
    "comment in content": _content(lambda t: f"% {t}\n"),
    "layer's name": _layer_name,
    "layer that is off": _layer_off,
    "unknown key of a picture": _in_image("/Note", _TEXT),
    "picture's name": _in_image("/Name", _named),
    "picture's alternate": lambda p, t: _image(p).__setitem__(
        "/Alternates", Array([Dictionary(Image=_stream_with(t, p))])
    ),
    "photograph's comment": _in_jpeg(comment=lambda t: t),
    "photograph's camera data": _in_jpeg(exif=_exif),
    "photograph's colour profile": _in_jpeg(icc_profile=_profile),
    "comment between a photograph's scans": _between_scans,
    "behind a photograph's end": _behind_jpeg,
    "behind a picture's dots": _behind_dots,
    "colour profile": _colour_profile,
    "ink's name": _ink,
    "comment in a calculation": _calculation,
    "font's name": _in_font(_font_name),
    "font's family": _in_font(
        lambda p, f, t: f["/FontDescriptor"].__setitem__("/FontFamily", String(t))
    ),
    "font's list of glyphs": _in_font(
        lambda p, f, t: f["/FontDescriptor"].__setitem__("/CharSet", String(f"/{t}"))
    ),
    "font's name in the resources": _in_font(lambda p, f, t: f.__setitem__("/Name", _named(t))),
    "names inside a font": _in_font(_font_names_inside),
    "behind a font's tables": _in_font(_unknown_table),
    "comment in a font's map": _in_font(_map_comment),
    "name of a font's map": _in_font(_map_name),
    "drawn glyph's name": _glyph_name,
    "name of a resource": _resource_name,
    "form that is not drawn": _unused_form,
    "attached file": lambda p, t: p.attachments.__setitem__("list.txt", t.encode()),
    "attached file's name": lambda p, t: p.attachments.__setitem__(f"{t}.txt", b"x"),
}
