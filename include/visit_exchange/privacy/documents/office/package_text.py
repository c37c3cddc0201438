"""All that is written in a package, wherever it stands: text, and the value of every attribute."""

import re
from collections.abc import Callable
from typing import Any

from visit_exchange.privacy.documents.cannot import BROKEN, CannotBeCleaned
from visit_exchange.privacy.documents.office.filtering import parse
from visit_exchange.privacy.documents.office.package import read_package
from visit_exchange.privacy.documents.office.vocabulary import parted

_XML = (".xml", ".rels", ".vml", ".svg", ".rdf")
_PLAIN = ("mimetype",)
_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_WORDS = re.compile(rb"[\x20-\x7e]{5,}|(?:[\x20-\x7e]\x00){5,}")
# Word and LibreOffice split one word over several of these; every other element ends a word.
_SPLITS_NO_WORD = frozenset(
    [
        "r",
        "t",
        "rPr",
        "hyperlink",
        "smartTag",
        "ins",
        "del",
        "delText",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "rPh",
        "phoneticPr",
        "lastRenderedPageBreak",
        "softHyphen",
        "noBreakHyphen",
        "fldSimple",
        "sdt",
        "sdtContent",
        "commentRangeStart",
        "commentRangeEnd",
        "span",
        "a",
        "s",
        "bookmark",
        "soft-page-break",
    ]
)
_SPACES = frozenset({"tab", "s"})


def package_strings(content: bytes) -> dict[str, str]:
    """Return what is written in each part of a package, by the part's name.

    Every text is there, and every attribute's value once. Of pictures there is the name alone, of
    other parts the runs of letters. CannotBeCleaned for what cannot be opened.
    """
    return {
        name: "\n".join((_read(name, part), name)) for name, part in read_package(content).items()
    }


def _read(name: str, part: bytes) -> str:
    ending = name.lower()
    if ending.endswith(_PICTURES):
        return ""
    if ending.endswith(_XML):
        return xml_strings(part)
    if name in _PLAIN:
        return part.decode("latin-1")
    return "\n".join(run.replace(b"\0", b"").decode("ascii") for run in _WORDS.findall(part))


def xml_strings(xml: bytes) -> str:
    """Return the text of an XML part, its words whole, then each different attribute's value."""
    said: list[str] = []
    told: dict[str, None] = {}
    try:
        _walk(parse(xml), said.append, told, within_run=False)
    except RecursionError as error:
        raise CannotBeCleaned(BROKEN) from error
    text = re.sub(r"\n{2,}", "\n", "".join(said))
    return "\n".join((text, *told))


def _walk(
    element: Any, say: Callable[[str], None], told: dict[str, None], *, within_run: bool
) -> None:
    # How a run looks (bold, a colour) stands inside it and parts no word either.
    name = parted(element.tag)[1]
    looks = within_run or name == "rPr"
    edge = "" if looks or name in _SPLITS_NO_WORD else "\n"
    say(" " if name in _SPACES and not looks else edge)
    say(element.text or "")
    for child in element:
        _walk(child, say, told, within_run=looks)
        say(child.tail or "")
    say(edge)
    told.update(dict.fromkeys(element.attrib.values()))
