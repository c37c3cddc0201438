"""What is known of an XML format: its elements, its attributes, and where words may stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

# ISO's strict variant of Office's formats has addresses of its own for the same elements.
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT_ENDS = {
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/math": "officeDocument/2006/math",
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "spreadsheetml/main": "spreadsheetml/2006/main",
    "presentationml/main": "presentationml/2006/main",
    "drawingml/main": "drawingml/2006/main",
    "drawingml/chart": "drawingml/2006/chart",
    "drawingml/picture": "drawingml/2006/picture",
    "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
    "drawingml/spreadsheetDrawing": "drawingml/2006/spreadsheetDrawing",
    "drawingml/chartDrawing": "drawingml/2006/chartDrawing",
}
XML = "http://www.w3.org/XML/1998/namespace"
RELATION = f"{_TRANSITIONAL}officeDocument/2006/relationships"
# How settings look: a measure, a colour, a word of the format. No sentence, no number of a person.
_CLOSED = re.compile(
    r"[-+]?\d{1,9}(?:\.\d{1,9})?(?:%|pt|cm|mm|in|px|pc|em|deg|f)?"
    r"|#?[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?"
    r"|[A-Za-z]{1,40}(?:[-:][A-Za-z]{1,30}){0,5}[0-9]{0,4}[A-Za-z]{0,20}"
)


def names(words: str) -> frozenset[str]:
    """Return the names in a text that parts them by white space."""
    return frozenset(words.split())


@dataclass(frozen=True)
class Vocabulary:
    """The elements of one namespace, by local name, and their attributes.

    ``kept`` travel; text stays only in those that are ``worded``. ``unwrapped`` leave what is in
    them in their place, ``dropped`` go with all that is in them, ``refused`` stop the document
    with a sentence. Any other element goes too; one with words in it stops the document.
    ``attributes`` travel when they look like a setting (``*`` for any name), those in ``free``
    (``name`` or ``element@name``) as they are; those in ``never`` stay behind. All are searched.
    Elements are written without the prefix where ``is_bare``.
    """

    uri: str
    prefix: str
    kept: frozenset[str]
    attributes: frozenset[str] = frozenset()
    worded: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    is_bare: bool = False
    unwrapped: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    refused: Mapping[str, str] = field(default_factory=dict)

    def lets(self, element: str, attribute: str, value: str) -> bool:
        """Say whether an attribute (without a namespace or with this one) travels."""
        if attribute in self.free or f"{element}@{attribute}" in self.free:
            return True
        if attribute in self.never or not self.attributes & {attribute, "*"}:
            return False
        return _CLOSED.fullmatch(value) is not None


@lru_cache(maxsize=4_096)
def parted(tag: str) -> tuple[str, str]:
    """Return the namespace, as it is in the transitional variant, and the local name."""
    uri, _, local = tag.rpartition("}")
    return transitional(uri[1:]), local


def transitional(uri: str) -> str:
    """Return the address that a namespace or a relationship has in the transitional variant."""
    if not uri.startswith(_STRICT):
        return uri
    end = uri.removeprefix(_STRICT)
    return _TRANSITIONAL + _STRICT_ENDS.get(end, end)
