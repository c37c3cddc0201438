"""Places in a PowerPoint file."""

from collections.abc import Callable

from builders.hiding.pictures import photograph
from builders.hiding.planting import CHILD, JOINED, OFFICE, Place, changed, packed

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NS = f'xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{OFFICE}"'
SLIDE, SHOW = "ppt/slides/slide1.xml", "ppt/presentation.xml"
VISIBLE = "Our strategy for inclusion"
_BOX = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
    "<p:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>"
)
_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{}'
_XML = f"<a>{CHILD}</a>"


def a_presentation(shown: str = VISIBLE) -> bytes:
    """Return a presentation of one slide, as small as PowerPoint's format allows."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"></Types>',
        SHOW: f'<p:presentation {_NS}><p:sldIdLst><p:sldId id="256" r:id="rId901"/></p:sldIdLst>'
        '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
        SLIDE: f'<p:sld {_NS}><p:cSld name="one"><p:spTree>{_TREE.format(_BOX.format(shown))}'
        "</p:spTree></p:cSld></p:sld>",
    }
    made = packed({name: part.encode() for name, part in parts.items()})
    made = changed(made, lead=[("", "officeDocument", SHOW)])
    return changed(made, lead=[(SHOW, "slide", "slides/slide1.xml")])


def _slide(old: str, new: str) -> Callable[[], bytes]:
    return lambda: changed(a_presentation(), swap=[(SLIDE, old, new)])


def _beside(xml: str) -> Callable[[], bytes]:
    return _slide("</p:spTree>", f"{xml}</p:spTree>")


def _after(xml: str) -> Callable[[], bytes]:
    return _slide("</p:sld>", f"{xml}</p:sld>")


def _part(name: str, kind: str, content: str | bytes, near: str = SLIDE) -> Callable[[], bytes]:
    return lambda: changed(
        a_presentation(), add={f"ppt/{name}": content}, lead=[(near, kind, f"/ppt/{name}")]
    )


def _show(xml: str) -> Callable[[], bytes]:
    return lambda: changed(
        a_presentation(), swap=[(SHOW, "</p:presentation>", f"{xml}</p:presentation>")]
    )


def _framed(inside: str) -> str:
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="x"/><p:cNvGraphicFramePr/>'
        f'<p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData uri="t">{inside}'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


_NOTES = f"<p:notes {_NS}><p:cSld><p:spTree>{_BOX.format(CHILD)}</p:spTree></p:cSld></p:notes>"
_CELL = f"<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{CHILD}</a:t></a:r></a:p></a:txBody></a:tc>"
_LETTERS = "".join(
    f'<a:tr h="1">{"".join(_CELL.replace(CHILD, letter) for letter in word)}</a:tr>'
    for word in CHILD.split()
)
_PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="4" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
    '<a:blip r:embed="rId901"/></p:blipFill><p:spPr/></p:pic>'
)


def _pictured() -> bytes:
    made = _beside(_PICTURE)()
    lead = [(SLIDE, "image", f"/ppt/media/{JOINED}.jpg")]
    return changed(made, add={f"ppt/media/{JOINED}.jpg": photograph("JPEG")}, lead=lead)


_ = (
    ("a slide's words", "found", lambda: a_presentation(CHILD)),
    ("a table", "found", _beside(_framed(f"<a:tbl><a:tblGrid/><a:tr h=\"1\">{_CELL}</a:tr></a:tbl>"))),
    ("a letter in each cell", "found", _beside(_framed(f"<a:tbl><a:tblGrid/>{_LETTERS}</a:tbl>"))),
    ("a picture's description", "found", _slide('name="Title"', f'name="Title" descr="{CHILD}"')),
    ("a hidden slide", "found", lambda: changed(a_presentation(CHILD), swap=[(SLIDE, "<p:sld ", '<p:sld show="0" ')])),
    ("a shape's name", "gone", _slide('name="Title"', f'name="{CHILD}"')),
    ("a slide's name", "gone", _slide('name="one"', f'name="{CHILD}"')),
    ("speaker notes", "gone", _part("notesSlides/notesSlide1.xml", "notesSlide", _NOTES)),
    ("a comment", "gone", _part("comments/comment1.xml", "comments", _XML)),
    ("who commented", "gone", _part("commentAuthors.xml", "commentAuthors", _XML, SHOW)),
    ("a new comment", "gone", _part("comments/modern1.xml", "http://schemas.microsoft.com/office/2018/10/relationships/comments", _XML)),
    ("tags", "gone", _part("tags/tag1.xml", "tags", _XML)),
    ("a section's name", "gone", _show(f'<p:extLst><p:ext uri="u"><s:section xmlns:s="urn:s" name="{CHILD}"/></p:ext></p:extLst>')),
    ("a show of one's own", "gone", _show(f'<p:custShowLst><p:custShow name="{CHILD}" id="1"/></p:custShowLst>')),
    ("who may change it", "gone", _show(f'<p:modifyVerifier hashData="{CHILD}"/>')),
    ("an animation", "gone", _after(f'<p:timing><p:tnLst><p:par><p:cTn id="1" presetSubtype="{CHILD}"/></p:par></p:tnLst></p:timing>')),
    ("a transition", "gone", _after(f'<p:transition><p:sndAc><p:stSnd><p:snd name="{CHILD}"/></p:stSnd></p:sndAc></p:transition>')),
    ("properties of the show", "gone", _part("presProps.xml", "presProps", _XML, SHOW)),
    ("properties of the view", "gone", _part("viewProps.xml", "viewProps", _XML, SHOW)),
    ("styles of tables", "gone", _part("tableStyles.xml", "tableStyles", _XML, SHOW)),
    ("a handout", "gone", _part("handoutMasters/handoutMaster1.xml", "handoutMaster", _NOTES, SHOW)),
    ("a workbook behind a chart", "gone", _part("embeddings/book.xlsx", "package", _XML)),
    ("a photograph and its name", "gone", _pictured),
    ("an object of another program", "refused", _beside(_framed(f'<p:oleObj progId="{CHILD}"/>'))),
    ("a sound", "refused", _part("media/media1.wav", "audio", CHILD)),
    ("a video", "refused", _part("media/media1.mp4", "video", CHILD)),
    ("a diagram", "refused", _part("diagrams/data1.xml", "diagramData", _XML)),
    ("a slide that is not there", "refused", lambda: changed(a_presentation(CHILD), swap=[("ppt/_rels/presentation.xml.rels", "slides/slide1.xml", "slides/slide9.xml")])),
)  # fmt: skip
PLACES = tuple(Place("pptx", *each) for each in _)
