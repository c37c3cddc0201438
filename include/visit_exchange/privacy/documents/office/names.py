"""Names that people give to styles and objects of a document are made anew: nobody reads them."""

from collections.abc import Callable

# The styles that every Word knows, by the names that its files give them.
_BUILT_IN = frozenset(
    """normal|title|subtitle|strong|emphasis|quote|intense quote|list paragraph|no spacing|caption
    |header|footer|hyperlink|table grid|table normal|normal table|no list|default paragraph font
    |footnote text|footnote reference|endnote text|endnote reference|page number|body text
    |toc heading|plain text|list|list bullet|list number|list bullet 2|list bullet 3|list number 2
    |list number 3
    |followedhyperlink|placeholder text|balloon text|table of figures|normal (web)"""
    .replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip
_OF_STYLES = (
    "style@styleId pStyle@val rStyle@val tblStyle@val basedOn@val next@val link@val "
    "numStyleLink@val styleLink@val"
)
_IDS = "a:stCxn@id a:endCxn@id wps:linkedTxbx@id"
_OBJECTS = (
    *(f"{prefix}:cNvPr" for prefix in ("p", "pic", "xdr", "wps", "wpg")),
    "wp:docPr",
)
_LARGE_IDS = 2**31  # where PowerPoint wants the ids of masters and layouts


class OfficeNames:
    """New names and numbers for one package: the same old one always has the same new one."""

    def __init__(self) -> None:
        self._given: dict[str, dict[str, str]] = {}

    def writers(self) -> dict[str, Callable[[str], str | None]]:
        """Return what writes each attribute (``prefix:element@name``) that is made anew."""
        written: dict[str, Callable[[str], str | None]] = {
            f"w:{each}": self._style for each in _OF_STYLES.split()
        }
        written["w:name@val"] = self._style_name
        written |= dict.fromkeys(_IDS.split(), self._id)
        for each in _OBJECTS:
            written |= {f"{each}@id": self._id, f"{each}@name": self._object}
        for each in ("theme", "clrScheme", "fontScheme", "fmtScheme"):
            written[f"a:{each}@name"] = lambda name: "Office"
        written |= dict.fromkeys(("p:sldMasterId@id", "p:sldLayoutId@id"), self._large_id)
        written["p:sldId@id"] = lambda old: self._new("slide", old, "{}", first=256)
        return written

    def _new(self, what: str, old: str, form: str, first: int = 1) -> str:
        given = self._given.setdefault(what, {})
        return given.setdefault(old, form.format(first + len(given)))

    def _style(self, old: str) -> str:
        return self._new("style", old, "S{}")

    def _style_name(self, old: str) -> str:
        plain = old.lower()
        is_numbered = plain[:-1] in ("heading ", "toc ", "index ") and plain[-1:].isdigit()
        return old if plain in _BUILT_IN or is_numbered else self._new("name", old, "Style {}")

    def _id(self, old: str) -> str:
        return self._new("object", old, "{}")

    def _object(self, old: str) -> str:
        return "Object"

    def _large_id(self, old: str) -> str:
        return self._new("large", old, "{}", first=_LARGE_IDS)
