"""The parts of Office's packages that travel, by the relationship that leads to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from visit_exchange.privacy.documents.cannot import ANOTHER_FILE, DIAGRAM, DRAWN, SOUND

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class PartKind:
    """A kind of part: where it lies (with its number), and its content type.

    ``brings`` are the relationships that it has without naming them in its text.
    """

    place: str
    content_type: str
    brings: frozenset[str] = frozenset()


def _kind(place: str, content_type: str, brings: str = "") -> PartKind:
    return PartKind(place, f"{_OFFICE}{content_type}+xml", frozenset(brings.split()))


_WORD = "wordprocessingml."
_SLIDES = "presentationml."
_SHEETS = "spreadsheetml."
MAIN: Mapping[str, PartKind] = {
    "docx": _kind(
        "word/document.xml",
        f"{_WORD}document.main",
        "styles numbering settings footnotes endnotes theme",
    ),
    "pptx": _kind("ppt/presentation.xml", f"{_SLIDES}presentation.main", "theme"),
    "xlsx": _kind("xl/workbook.xml", f"{_SHEETS}sheet.main", "styles sharedStrings theme"),
}
_SHARED = {
    "theme": _kind("{folder}/theme/theme{n}.xml", "theme"),
    "chart": _kind("{folder}/charts/chart{n}.xml", "drawingml.chart"),
}
FOLLOWED: Mapping[str, Mapping[str, PartKind]] = {
    "docx": {
        **_SHARED,
        "styles": _kind("word/styles.xml", f"{_WORD}styles"),
        "numbering": _kind("word/numbering.xml", f"{_WORD}numbering"),
        "settings": _kind("word/settings.xml", f"{_WORD}settings"),
        "footnotes": _kind("word/footnotes.xml", f"{_WORD}footnotes"),
        "endnotes": _kind("word/endnotes.xml", f"{_WORD}endnotes"),
        "header": _kind("word/header{n}.xml", f"{_WORD}header"),
        "footer": _kind("word/footer{n}.xml", f"{_WORD}footer"),
    },
    "pptx": {
        **_SHARED,
        "slide": _kind("ppt/slides/slide{n}.xml", f"{_SLIDES}slide", "slideLayout"),
        "slideLayout": _kind(
            "ppt/slideLayouts/slideLayout{n}.xml", f"{_SLIDES}slideLayout", "slideMaster"
        ),
        "slideMaster": _kind(
            "ppt/slideMasters/slideMaster{n}.xml", f"{_SLIDES}slideMaster", "theme"
        ),
    },
    "xlsx": {
        **_SHARED,
        "styles": _kind("xl/styles.xml", f"{_SHEETS}styles"),
        "sharedStrings": _kind("xl/sharedStrings.xml", f"{_SHEETS}sharedStrings"),
        "worksheet": _kind("xl/worksheets/sheet{n}.xml", f"{_SHEETS}worksheet"),
        "drawing": _kind("xl/drawings/drawing{n}.xml", "drawing"),
    },
}
# What shows something that would be lost, or would come alive, stops the document.
REFUSED: Mapping[str, str] = {
    "aFChunk": ANOTHER_FILE,
    "subDocument": ANOTHER_FILE,
    "chartUserShapes": DRAWN,
    "chartEx": DRAWN,
    "chartsheet": DRAWN,
    "dialogsheet": DRAWN,
    "xlMacrosheet": DRAWN,
    "diagramData": DIAGRAM,
    "audio": SOUND,
    "video": SOUND,
    "media": SOUND,
}
