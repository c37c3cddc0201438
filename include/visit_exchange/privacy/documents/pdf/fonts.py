"""The fonts of a rebuilt PDF: how they draw and which characters they mean, under plain names."""

from typing import Any

import pikepdf

from visit_exchange.privacy.documents.pdf.character_map import plain_map
from visit_exchange.privacy.documents.pdf.font_program import plain_program
from visit_exchange.privacy.documents.pdf.values import (
    UnknownPartError,
    number,
    numbers,
    one_of,
    only,
)

PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SIMPLE = frozenset({"/Type1", "/TrueType", "/MMType1"})
_ENCODINGS = one_of(
    "/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding", "/StandardEncoding"
)
_TWO_BYTES = one_of("/Identity-H", "/Identity-V")
_METRES = (
    "/Flags /ItalicAngle /Ascent /Descent /CapHeight /XHeight /StemV /StemH /Leading /AvgWidth "
    "/MaxWidth /MissingWidth"
)
_DESCRIBED = {**dict.fromkeys(_METRES.split(), number), "/FontBBox": numbers}
_WIDTHS = {"/FirstChar": number, "/LastChar": number, "/Widths": numbers}
_CID_WIDTHS = {"/DW": number, "/W": numbers, "/DW2": numbers, "/W2": numbers}
_SERIF, _FIXED = 2, 1
_STYLES = {
    "Helvetica": ("Helvetica", "Helvetica-Oblique", "Helvetica-Bold", "Helvetica-BoldOblique"),
    "Times": ("Times-Roman", "Times-Italic", "Times-Bold", "Times-BoldItalic"),
    "Courier": ("Courier", "Courier-Oblique", "Courier-Bold", "Courier-BoldOblique"),
}


def font(pdf: pikepdf.Pdf, source: Any, nth: int) -> Any:
    """Return a font made anew in ``pdf``, the ``nth`` of it. Type 3 fonts are drawings, not these.

    Raises UnknownPartError for what is not understood.
    """
    kind = str(source.get("/Subtype"))
    if kind in _SIMPLE:
        return _simple(pdf, source, kind, nth)
    if kind == "/Type0":
        return _composite(pdf, source, nth)
    raise UnknownPartError("a font of an unknown kind")


def glyph_names(encoding: Any) -> pikepdf.Array:
    """Return the differences of an encoding: codes, and names of glyphs."""
    differences = encoding.get("/Differences", pikepdf.Array())
    if not all(isinstance(each, int | pikepdf.Name) for each in differences):
        raise UnknownPartError("an encoding holds something else than codes and names")
    return pikepdf.Array(
        [
            pikepdf.Name(str(each)) if isinstance(each, pikepdf.Name) else each
            for each in differences
        ]
    )


def add_characters(pdf: pikepdf.Pdf, source: Any, made: Any, width: int) -> None:
    """Write the font's map of codes to characters anew, where it has one."""
    told = source.get("/ToUnicode")
    if isinstance(told, pikepdf.Stream):
        made["/ToUnicode"] = pikepdf.Stream(pdf, plain_map(told.read_bytes(), width))
    elif told is not None:
        made["/ToUnicode"] = _TWO_BYTES(told)


def _simple(pdf: pikepdf.Pdf, source: Any, kind: str, nth: int) -> Any:
    made = only(source, _WIDTHS)
    made["/Type"], made["/Subtype"] = pikepdf.Name.Font, pikepdf.Name(kind)
    _describe(pdf, source, made, nth)
    if (encoding := source.get("/Encoding")) is not None:
        made["/Encoding"] = _encoding(encoding)
    add_characters(pdf, source, made, width=1)
    return made


def _encoding(encoding: Any) -> Any:
    if isinstance(encoding, pikepdf.Name):
        return _ENCODINGS(encoding)
    made = only(encoding, {"/BaseEncoding": _ENCODINGS})
    made["/Type"] = pikepdf.Name.Encoding
    made["/Differences"] = glyph_names(encoding)
    return made


def _composite(pdf: pikepdf.Pdf, source: Any, nth: int) -> Any:
    below = source["/DescendantFonts"][0]
    kind = one_of("/CIDFontType0", "/CIDFontType2")(below.get("/Subtype"))
    inner = only(below, _CID_WIDTHS)
    inner["/Type"], inner["/Subtype"] = pikepdf.Name.Font, kind
    # Codes are glyphs: the character collection of the maker says nothing more.
    inner["/CIDSystemInfo"] = pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
    )
    _describe(pdf, below, inner, nth)
    _add_glyph_map(pdf, below, inner)
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=inner["/BaseFont"],
        Encoding=_TWO_BYTES(source.get("/Encoding")),
        DescendantFonts=pikepdf.Array([pdf.make_indirect(inner)]),
    )
    add_characters(pdf, source, made, width=2)
    return made


def _add_glyph_map(pdf: pikepdf.Pdf, below: Any, inner: Any) -> None:
    glyphs = below.get("/CIDToGIDMap")
    if isinstance(glyphs, pikepdf.Stream):
        inner["/CIDToGIDMap"] = pikepdf.Stream(pdf, glyphs.read_bytes()[: 2 << 16])
    elif glyphs is not None:
        inner["/CIDToGIDMap"] = one_of("/Identity")(glyphs)


def _describe(pdf: pikepdf.Pdf, source: Any, made: Any, nth: int) -> None:
    described = source.get("/FontDescriptor")
    if described is None:
        made["/BaseFont"] = pikepdf.Name(f"/{_stand_in(str(source.get('/BaseFont')), 0)}")
        return
    description = only(described, _DESCRIBED)
    programs = [key for key in PROGRAMS if key in described]
    flags = int(description.get("/Flags", 0))
    stand_in = _stand_in(str(source.get("/BaseFont")), flags)
    name = pikepdf.Name(f"/Font{nth}" if programs else f"/{stand_in}")
    description["/Type"], description["/FontName"] = pikepdf.Name.FontDescriptor, name
    for key in programs:
        description[key] = _program(pdf, described[key])
    made["/BaseFont"] = name
    made["/FontDescriptor"] = pdf.make_indirect(description)


def _program(pdf: pikepdf.Pdf, source: Any) -> pikepdf.Stream:
    kinds = one_of("/Type1C", "/CIDFontType0C", "/OpenType")
    shape = {**dict.fromkeys(("/Length1", "/Length2", "/Length3"), number), "/Subtype": kinds}
    program = plain_program(source.read_bytes())
    made = only(source, shape)
    if "/Length2" not in made:
        made["/Length1"] = len(program)
    return pikepdf.Stream(pdf, program, made)


def _stand_in(name: str, flags: int) -> str:
    """Return which of the fonts that every reader has draws instead of one that is not inside.

    Readers choose one by its name too: so the name itself need not travel.
    """
    name = name.lower()
    if "symbol" in name:
        return "Symbol"
    if "dingbats" in name:
        return "ZapfDingbats"
    family = "Helvetica"
    if flags & _FIXED or "courier" in name or "consol" in name:
        family = "Courier"
    elif flags & _SERIF or any(
        n in name for n in ("times", "serif", "roman", "garamond", "cambria")
    ):
        family = "Times" if "sans" not in name else "Helvetica"
    style = ("italic" in name or "oblique" in name) + 2 * ("bold" in name)
    return _STYLES[family][style]
