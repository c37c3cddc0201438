"""Colours of a rebuilt PDF: spaces, functions, shadings, without names and profiles."""

import re
from typing import Any

import pikepdf

from visit_exchange.privacy.documents.pdf.values import (
    UnknownPartError,
    number,
    numbers,
    one_of,
    only,
    truth,
)

DEVICE = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_OF_COUNT = {count: name for name, count in DEVICE.items()}
_CALIBRATED = {"/CalGray": 1, "/CalRGB": 3, "/Lab": 3}
_INKS = frozenset({"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black"})
_WORDS = (
    "abs add and atan bitshift ceiling copy cos cvi cvr div dup eq exch exp false floor ge gt idiv "
    "if ifelse index le ln log lt mod mul ne neg not or pop roll round sin sqrt sub true truncate "
    "xor { }"
)
_CALCULATES = frozenset(_WORDS.split())
_COMMENT = re.compile(rb"%[^\r\n]*")
_MOST_COLOURS = 256
_DEEPEST = 8


def colour_space(pdf: pikepdf.Pdf, value: Any, named: Any, depth: int = 0) -> Any:
    """Return a colour space made anew in ``pdf``; ``named`` are those of the old resources.

    A colour profile becomes the plain space of as many colours: profiles carry texts.
    """
    if depth > _DEEPEST:
        raise UnknownPartError("a colour space goes round in circles")
    if isinstance(value, pikepdf.Name):
        return _by_name(pdf, str(value), named, depth)
    if not isinstance(value, pikepdf.Array) or not len(value):
        raise UnknownPartError("a colour space is something else")
    family = _SHORT.get(str(value[0]), str(value[0]))
    if family in DEVICE or (family == "/Pattern" and len(value) == 1):
        return pikepdf.Name(family)
    if family in _CALIBRATED:
        shape = dict.fromkeys(("/WhitePoint", "/BlackPoint", "/Matrix", "/Range"), numbers)
        gamma = number if family == "/CalGray" else numbers
        return pikepdf.Array([pikepdf.Name(family), only(value[1], {**shape, "/Gamma": gamma})])
    making = {
        "/ICCBased": _profiled,
        "/Indexed": _indexed,
        "/Separation": _inks,
        "/DeviceN": _inks,
        "/Pattern": _uncoloured,
    }
    if family not in making:
        raise UnknownPartError("a colour space of an unknown family")
    return making[family](pdf, value, named, depth + 1)


def colours_in(space: Any) -> int:
    """Return how many numbers make a colour of a space that ``colour_space`` made."""
    if isinstance(space, pikepdf.Name):
        return DEVICE[str(space)]
    family = str(space[0])
    if family == "/DeviceN":
        return len(space[1])
    return _CALIBRATED.get(family, 1)


def _by_name(pdf: pikepdf.Pdf, name: str, named: Any, depth: int) -> Any:
    name = _SHORT.get(name, name)
    if name in DEVICE or name == "/Pattern":
        return pikepdf.Name(name)
    found = named.get(name) if named is not None else None
    if found is None:
        raise UnknownPartError("a colour space is missing")
    return colour_space(pdf, found, None, depth + 1)


def _profiled(pdf: pikepdf.Pdf, value: Any, named: Any, depth: int) -> Any:
    profile = value[1]
    name = _OF_COUNT.get(profile.get("/N"))
    if name is None or profile.read_bytes()[16:20] == b"Lab ":
        raise UnknownPartError("a colour profile of an unknown kind")
    return pikepdf.Name(name)


def _indexed(pdf: pikepdf.Pdf, value: Any, named: Any, depth: int) -> Any:
    base = colour_space(pdf, value[1], named, depth)
    highest = number(value[2])
    if not 0 <= highest < _MOST_COLOURS:
        raise UnknownPartError("a palette is too long")
    table = value[3]
    colours = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    palette = colours[: (int(highest) + 1) * colours_in(base)]
    return pikepdf.Array([pikepdf.Name.Indexed, base, highest, pikepdf.String(palette)])


def _inks(pdf: pikepdf.Pdf, value: Any, named: Any, depth: int) -> Any:
    """Inks lose the names that people gave them; what they look like is kept."""
    alone = isinstance(value[1], pikepdf.Name)
    names = [value[1]] if alone else list(value[1])
    inks = [
        pikepdf.Name(str(ink) if str(ink) in _INKS else f"/Ink{nth}")
        for nth, ink in enumerate(names, start=1)
    ]
    looks = colour_space(pdf, value[2], named, depth)
    kept = inks[0] if alone else pikepdf.Array(inks)
    return pikepdf.Array([pikepdf.Name(str(value[0])), kept, looks, function(pdf, value[3])])


def _uncoloured(pdf: pikepdf.Pdf, value: Any, named: Any, depth: int) -> Any:
    return pikepdf.Array([pikepdf.Name.Pattern, colour_space(pdf, value[1], named, depth)])


def function(pdf: pikepdf.Pdf, source: Any, depth: int = 0) -> Any:
    """Return a function, or an array of them, made anew."""
    if depth > _DEEPEST:
        raise UnknownPartError("a function goes round in circles")
    if isinstance(source, pikepdf.Array):
        return pikepdf.Array([function(pdf, each, depth + 1) for each in source])
    if isinstance(source, pikepdf.Name):
        return one_of("/Identity")(source)
    kind = source.get("/FunctionType")
    shape = {"/FunctionType": number, "/Domain": numbers, "/Range": numbers}
    if kind == 2:
        return only(source, {**shape, "/C0": numbers, "/C1": numbers, "/N": number})
    if kind == 3:
        made = only(source, {**shape, "/Bounds": numbers, "/Encode": numbers})
        made["/Functions"] = function(pdf, source["/Functions"], depth + 1)
        return made
    if kind == 0:
        shape |= {"/Size": numbers, "/Encode": numbers, "/Decode": numbers}
        shape |= {"/BitsPerSample": number, "/Order": number}
        return pikepdf.Stream(pdf, source.read_bytes(), only(source, shape))
    if kind == 4:
        return pikepdf.Stream(pdf, _calculation(source.read_bytes()), only(source, shape))
    raise UnknownPartError("a function of an unknown kind")


def _calculation(code: bytes) -> bytes:
    """Return a calculation word by word, so that no comment comes along."""
    code = _COMMENT.sub(b" ", code)
    words = code.replace(b"{", b" { ").replace(b"}", b" } ").decode("latin-1").split()
    for word in words:
        if word not in _CALCULATES and not _is_written_number(word):
            raise UnknownPartError("a calculation with an unknown word")
    return " ".join(words).encode("ascii")


def _is_written_number(word: str) -> bool:
    return word.isascii() and word.lstrip("+-").replace(".", "", 1).isdigit()


def shading(pdf: pikepdf.Pdf, source: Any, named: Any) -> Any:
    """Return a gradient made anew; ``named`` are the colour spaces of the old resources."""
    shape = dict.fromkeys(
        ("/Background", "/BBox", "/Coords", "/Domain", "/Extend", "/Matrix", "/Decode"), _plain
    )
    shape |= dict.fromkeys(
        (
            "/ShadingType",
            "/BitsPerCoordinate",
            "/BitsPerComponent",
            "/BitsPerFlag",
            "/VerticesPerRow",
        ),
        number,
    )
    made = only(source, {**shape, "/AntiAlias": truth}, needed=("/ShadingType",))
    made["/ColorSpace"] = colour_space(pdf, source["/ColorSpace"], named)
    if (drawn := source.get("/Function")) is not None:
        made["/Function"] = function(pdf, drawn)
    if isinstance(source, pikepdf.Stream):
        return pikepdf.Stream(pdf, source.read_bytes(), made)
    return made


def _plain(value: Any) -> Any:
    """Return an array of numbers or of truth values."""
    if isinstance(value, pikepdf.Array) and all(isinstance(each, bool) for each in value):
        return pikepdf.Array(list(value))
    return numbers(value)
