"""How a rebuilt PDF draws what follows: lines, blending, transparency, masks; known keys alone."""

from typing import Any, Protocol

import pikepdf

from visit_exchange.privacy.documents.pdf.colours import function
from visit_exchange.privacy.documents.pdf.values import number, numbers, one_of, only, truth

_INTENTS = "/AbsoluteColorimetric /RelativeColorimetric /Saturation /Perceptual"
_BLENDS = (
    "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn "
    "/HardLight /SoftLight /Difference /Exclusion /Hue /Saturation /Color /Luminosity"
)
_STATE_NUMBERS = "/LW /LC /LJ /ML /OPM /FL /SM /CA /ca"
_STATE_TRUTHS = "/OP /op /SA /AIS /TK"
_STATE = {
    **dict.fromkeys(_STATE_NUMBERS.split(), number),
    **dict.fromkeys(_STATE_TRUTHS.split(), truth),
    "/RI": one_of(*_INTENTS.split()),
}


class Making(Protocol):
    """What makes the things of one PDF anew in another."""

    pdf: pikepdf.Pdf

    def made(self, category: str, source: Any, old: Any) -> Any:
        """Return a thing of a category of resources made anew."""


def graphics_state(maker: Making, source: Any, old: Any) -> Any:
    """Return a graphics state made anew; ``old`` are the resources in which it stands.

    Raises UnknownPartError.
    """
    made = only(source, _STATE)
    if (blend := source.get("/BM")) is not None:
        first = blend[0] if isinstance(blend, pikepdf.Array) else blend
        made["/BM"] = one_of(*_BLENDS.split())(first)
    if (dashes := source.get("/D")) is not None:
        made["/D"] = numbers(dashes)
    if (mask := source.get("/SMask")) is not None:
        made["/SMask"] = _mask(maker, mask, old)
    if (chosen := source.get("/Font")) is not None:
        made["/Font"] = pikepdf.Array([maker.made("/Font", chosen[0], old), number(chosen[1])])
    return made


def _mask(maker: Making, source: Any, old: Any) -> Any:
    if isinstance(source, pikepdf.Name):
        return one_of("/None")(source)
    made = only(source, {"/S": one_of("/Alpha", "/Luminosity"), "/BC": numbers}, ("/S",))
    made["/G"] = maker.made("/XObject", source["/G"], old)
    if (transfer := source.get("/TR")) is not None:
        made["/TR"] = function(maker.pdf, transfer)
    return made
