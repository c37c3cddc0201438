"""What says that a document lies elsewhere: addresses however written, and links behind words."""

import io
import re
from collections.abc import Iterator, Mapping

import pikepdf

from visit_exchange.privacy.documents.office.package import read_package
from visit_exchange.privacy.documents.office.relationships import read_relationships

_DOCUMENTS = r"\.(?:docx?|docm|pdf|xls[xmb]?|pptx?|od[tsp]|rtf|csv|zip)\b"
ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+-]{1,15}:(?:/{1,3}|ofe\|)\S+|\bwww\.\S+"
    # Shares and drives of a network.
    r"|\\\\[\w.-]+\\\S+|(?<![\w/])[a-z]:[\\/]\S+"
    # "drive.google.com/file/…", as people copy it without its scheme.
    r"|(?<![\w@.-])(?:[a-z0-9][\w-]{0,62}\.){1,5}[a-z]{2,24}/\S*"
    # "intranet/send/strategy.docx"
    rf"|(?<![\w/])(?:[\w.&'-]{{1,100}}/){{1,20}}[\w.&' -]{{1,100}}{_DOCUMENTS}",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\bclick\b|\b(?:this|the|following|attached|below|share ?point|download) links?\b"
    r"|\blinks?(?: is| are)? ?(?:below|above|here|:)"
    r"|\b(?:location|url|file ?path|saved|stored|address) ?:"
    r"|\bplease (?:find|see|use|follow|open|access|download)\b"
    r"|\b(?:available|located|saved|stored|found|viewed|accessed|downloaded|shared|uploaded|sent)"
    r" (?:here|at|on|in|via|from|by|through|using|below|with you)\b",
    re.IGNORECASE,
)
_ANOTHER_PLACE = re.compile(
    r"\b(?:available|located|saved|stored|held|found|find|see|viewed|accessed|access|downloaded|"
    r"shared|uploaded|sent|placed|transferred|published)\b.{0,80}"
    r"\b(?:via|by|through|on|in|from|to|using|at)\s(?:\w{1,20}\s){0,3}"
    r"(?:share ?point|one ?drive|google drive|drop ?box|we ?transfer|egress|teams|intranet|"
    r"(?:shared|network|common) (?:drive|folder|area)|secure (?:e-?mail|workspace|portal|site)|"
    r"(?:council|authority|partnership)(?:['’]s)? (?:website|site))\b"
    r"|\b(?:available|copy|copies)\b.{0,40}\b(?:up)?on request\b"
    r"|\b(?:e-?mail|contact|ask|ring|phone)\b.{0,80}\bfor (?:a|the) (?:copy|document|file)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"word/(?:document|header\d*|footer\d*)\.xml|ppt/slides/[^/]+\.xml|xl/worksheets/[^/]+\.xml"
)
_IN_FIELDS = re.compile(rb"\bHYPERLINK\b[^<]{0,20}(?:\"|&quot;)")
_IN_OPEN_TEXT = re.compile(rb"<text:a\b[^>]{0,2000}xlink:href=\"(?!#|mailto:)")
_NO_PLACE = ("mailto:", "tel:")
_FIRST_PAGES = 4
_MOST_LINKS = 200  # a page that has more is no cover for a single link


def points(text: str) -> bool:
    """Say whether a text sends its reader somewhere: "please find here", "location:"."""
    return _POINTING.search(text) is not None


def names_another_place(text: str) -> bool:
    """Say whether a text tells, without an address, where the document is: "on SharePoint"."""
    return _ANOTHER_PLACE.search(text) is not None


def has_links(kind: str, content: bytes) -> bool:
    """Say whether words or cells of a file lead outside it, whatever they say.

    CannotBeCleaned when a package is damaged.
    """
    return _pdf_leads_outside(content) if kind == "pdf" else leads_outside(read_package(content))


def leads_outside(parts: Mapping[str, bytes]) -> bool:
    """Say whether the body of an Office package leads outside it; ``parts`` are its own."""
    bodies = {name: part for name, part in parts.items() if _BODIES.fullmatch(name)}
    return (
        any(_IN_FIELDS.search(part) for part in bodies.values())
        or _IN_OPEN_TEXT.search(parts.get("content.xml", b"")) is not None
        or any(_is_place(target) for name in bodies for target in _outside(parts, name))
    )


def _outside(parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    for each in read_relationships(parts, name).values():
        if each.is_outside and each.kind == "hyperlink":
            yield each.target


def _is_place(target: str) -> bool:
    return not target.casefold().startswith(_NO_PLACE)


def _pdf_leads_outside(content: bytes) -> bool:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages = pdf.pages[:_FIRST_PAGES]
            return any(_is_place(target) for page in pages for target in _targets(page))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError):
        return False  # what cannot be read is for others to tell of


def _targets(page: pikepdf.Page) -> Iterator[str]:
    for annotation in list(page.obj.get("/Annots", []))[:_MOST_LINKS]:
        action = annotation.get("/A")
        target = None if action is None else action.get("/URI") or action.get("/F")
        if target is not None:
            yield str(target)
