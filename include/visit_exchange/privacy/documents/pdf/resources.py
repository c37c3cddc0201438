"""What the pages of a rebuilt PDF draw with, made anew as it is used, under new names."""

from collections.abc import Callable
from typing import Any

import pikepdf

from visit_exchange.privacy.documents.pdf.colours import DEVICE, colour_space, shading
from visit_exchange.privacy.documents.pdf.content import plain_content
from visit_exchange.privacy.documents.pdf.fonts import add_characters, font, glyph_names
from visit_exchange.privacy.documents.pdf.graphics_states import graphics_state
from visit_exchange.privacy.documents.pdf.layers import Layers
from visit_exchange.privacy.documents.pdf.pictures import inline_picture, picture
from visit_exchange.privacy.documents.pdf.values import (
    UnknownPartError,
    number,
    numbers,
    one_of,
    only,
    same_as,
    truth,
)

_DEEPEST = 12
_NO_GLYPH = pikepdf.Name("/.notdef")
_NEEDED = frozenset({"/Font", "/ColorSpace"})  # without these, what follows would look otherwise
_TILE_NUMBERS = "/PatternType /PaintType /TilingType /XStep /YStep"
_TILE = {**dict.fromkeys(_TILE_NUMBERS.split(), number), "/BBox": numbers, "/Matrix": numbers}
_FORM = {"/BBox": numbers, "/Matrix": numbers}
_DRAWN_FONT = {
    "/FontBBox": numbers,
    "/FontMatrix": numbers,
    "/Widths": numbers,
    "/FirstChar": number,
    "/LastChar": number,
}


class Maker:
    """Makes the things of one PDF anew in another, each once, however often it is used."""

    def __init__(self, pdf: pikepdf.Pdf, layers: Layers) -> None:
        self.pdf = pdf
        self.layers = layers
        self._made: dict[tuple[str, tuple[int, int]], Any] = {}
        self._making: list[tuple[int, int]] = []
        self._fonts = 0

    def made(self, category: str, source: Any, old: Any) -> Any:
        """Return a thing of a category of resources made anew; None for one that is not shown.

        ``old`` are the resources in which it stands. Raises UnknownPartError.
        """
        same = same_as(source) if isinstance(source, pikepdf.Object) else None
        if same is None:
            return self._make(category, source, old)
        if (category, same) not in self._made:
            if same in self._making or len(self._making) > _DEEPEST:
                raise UnknownPartError("a drawing holds itself")
            self._making.append(same)
            try:
                self._made[category, same] = self._make(category, source, old)
            finally:
                self._making.pop()
        return self._made[category, same]

    def _make(self, category: str, source: Any, old: Any) -> Any:
        making: dict[str, Callable[[Any, Any], Any]] = {
            "/Font": self._font,
            "/XObject": self._drawing,
            "/ExtGState": lambda s, o: graphics_state(self, s, o),
            "/ColorSpace": lambda s, o: colour_space(self.pdf, s, o.get("/ColorSpace")),
            "/Pattern": self._pattern,
            "/Shading": lambda s, o: shading(self.pdf, s, o.get("/ColorSpace")),
        }
        made = making[category](source, old)
        compound = isinstance(made, pikepdf.Dictionary | pikepdf.Array)
        return self.pdf.make_indirect(made) if compound else made

    def stream(self, source: Any, old: Any, made: Any) -> pikepdf.Stream:
        """Return a stream of instructions made anew, with the resources that they use."""
        names = Resources(self, source.get("/Resources", old))
        content = plain_content(source, names)
        made["/Resources"] = names.used
        return pikepdf.Stream(self.pdf, content, made)

    def _font(self, source: Any, old: Any) -> Any:
        self._fonts += 1
        if str(source.get("/Subtype")) != "/Type3":
            return font(self.pdf, source, self._fonts)
        return self._drawn_font(source, old)

    def _drawn_font(self, source: Any, old: Any) -> Any:
        """Return a font whose glyphs are drawings, under new names."""
        made = only(source, _DRAWN_FONT)
        made["/Type"], made["/Subtype"] = pikepdf.Name.Font, pikepdf.Name.Type3
        names = Resources(self, source.get("/Resources", old))
        glyphs, renamed = pikepdf.Dictionary(), {}
        for nth, (name, glyph) in enumerate(source["/CharProcs"].items()):
            renamed[name] = pikepdf.Name(f"/g{nth}")
            glyphs[renamed[name]] = pikepdf.Stream(self.pdf, plain_content(glyph, names))
        order = [
            renamed.get(str(each), _NO_GLYPH) if isinstance(each, pikepdf.Name) else each
            for each in glyph_names(source["/Encoding"])
        ]
        made["/Encoding"] = pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(order)
        )
        made["/CharProcs"], made["/Resources"] = glyphs, names.used
        add_characters(self.pdf, source, made, width=1)
        return made

    def _drawing(self, source: Any, old: Any) -> Any:
        kind = str(source.get("/Subtype"))
        if kind == "/PS" or self.layers.hide(source.get("/OC")):
            return None
        if kind == "/Image":
            return picture(self.pdf, source, old.get("/ColorSpace"))
        if kind == "/Form":
            return self._form(source, old)
        raise UnknownPartError("a drawing of an unknown kind")

    def _form(self, source: Any, old: Any) -> pikepdf.Stream:
        made = only(source, _FORM, needed=("/BBox",))
        made["/Type"], made["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
        if (group := source.get("/Group")) is not None:
            made["/Group"] = self.group(group, old)
        return self.stream(source, old, made)

    def group(self, source: Any, old: Any) -> Any:
        """Return how a page or form is laid over what is below it."""
        made = only(source, {"/S": one_of("/Transparency"), "/I": truth, "/K": truth}, ("/S",))
        if (space := source.get("/CS")) is not None:
            made["/CS"] = colour_space(self.pdf, space, old.get("/ColorSpace"))
        return made

    def _pattern(self, source: Any, old: Any) -> Any:
        if source.get("/PatternType") == 1:
            return self.stream(source, old, only(source, _TILE, needed=_TILE.keys() - {"/Matrix"}))
        made = only(source, {"/PatternType": number, "/Matrix": numbers}, ("/PatternType",))
        made["/Shading"] = shading(self.pdf, source["/Shading"], old.get("/ColorSpace"))
        if (state := source.get("/ExtGState")) is not None:
            made["/ExtGState"] = self.made("/ExtGState", state, old)
        return made


class Resources:
    """The resources of one page or stream: the old ones, and of them those that are ``used``."""

    def __init__(self, maker: Maker, old: Any) -> None:
        self.used = pikepdf.Dictionary()
        self._maker = maker
        self._old = pikepdf.Dictionary() if old is None else old
        self._names: dict[tuple[str, str], pikepdf.Name | None] = {}
        self._count = 0

    def renamed(self, category: str, name: str) -> pikepdf.Name | None:
        """Return the new name of a thing; None for what is not shown. Raises UnknownPartError."""
        if category == "/ColorSpace" and (name in DEVICE or name == "/Pattern"):
            return pikepdf.Name(name)
        if (category, name) not in self._names:
            self._names[category, name] = self._found(category, name)
        return self._names[category, name]

    def inline(self, image: Any) -> pikepdf.Name:
        """Return the name of a picture that stood among the instructions."""
        drawn = inline_picture(self._maker.pdf, image, self._old.get("/ColorSpace"))
        return self._kept("/XObject", drawn)

    def hides(self, mark: Any) -> bool:
        """Say whether what stands within a mark lies on a layer that is off."""
        if isinstance(mark, pikepdf.Name):
            mark = self._old.get("/Properties", pikepdf.Dictionary()).get(str(mark))
        return self._maker.layers.hide(mark)

    def _found(self, category: str, name: str) -> pikepdf.Name | None:
        source = self._old.get(category, pikepdf.Dictionary()).get(name)
        if source is None:
            if category in _NEEDED:
                raise UnknownPartError("a page draws with something that is missing")
            return None
        made = self._maker.made(category, source, self._old)
        return None if made is None else self._kept(category, made)

    def _kept(self, category: str, thing: Any) -> pikepdf.Name:
        if category not in self.used:
            self.used[category] = pikepdf.Dictionary()
        self._count += 1
        name = pikepdf.Name(f"/R{self._count}")
        self.used[category][name] = thing
        return name
