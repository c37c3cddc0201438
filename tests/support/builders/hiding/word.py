"""Places in a Word document."""

import io
from collections.abc import Callable
from functools import cache

import docx
from docx.document import Document

from builders.hiding.pictures import (
    after_the_end,
    photograph,
    with_chunk,
    with_profile,
    with_segment,
)
from builders.hiding.planting import CHILD, GLUED, JOINED, OFFICE, Place, changed

BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_END = "</w:body>"
_USED = ("Normal", "Heading 1", "Header", "Footer", "Default Paragraph Font", "Normal Table")
VISIBLE = "Our strategy for inclusion, as agreed with schools."


def a_document(change: Callable[[Document], object] = lambda document: None) -> bytes:
    """Return a document that python-docx wrote."""
    document = docx.Document()
    for style in [each for each in document.styles if each.name not in _USED]:
        style.delete()  # a hundred styles of tables take most of the time
    document.add_heading("Strategic planning", level=1)
    document.add_paragraph(VISIBLE)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def _plain() -> bytes:
    return a_document()


def _in_body(xml: str) -> Callable[[], bytes]:
    """Return what makes a document with a paragraph before the last section's settings."""
    return lambda: changed(_plain(), swap=[(BODY, "<w:sectPr", f"{xml}<w:sectPr")])


def _run(xml: str) -> Callable[[], bytes]:
    return _in_body(f"<w:p><w:r>{xml}</w:r></w:p>")


def _swapped(part: str, old: str, new: str) -> Callable[[], bytes]:
    return lambda: changed(_plain(), swap=[(part, old, new)])


def _setting(xml: str) -> Callable[[], bytes]:
    return _swapped(SETTINGS, "</w:settings>", f"{xml}</w:settings>")


def _style(xml: str) -> Callable[[], bytes]:
    return _swapped(STYLES, "</w:styles>", f"{xml}</w:styles>")


def _part(name: str, kind: str, content: str | bytes, near: str = BODY) -> Callable[[], bytes]:
    target = f"/{name}"
    return lambda: changed(_plain(), add={name: content}, lead=[(near, kind, target)])


def _link(address: str, words: str = "our offer") -> Callable[[], bytes]:
    xml = (
        f'<w:p><w:hyperlink xmlns:r="{OFFICE}" r:id="rId901"><w:r><w:t>{words}</w:t></w:r>'
        "</w:hyperlink></w:p>"
    )
    return lambda: changed(
        _plain(),
        swap=[(BODY, "<w:sectPr", f"{xml}<w:sectPr")],
        lead=[(BODY, "hyperlink", address)],
        mode="External",
    )


def _pictured(content: bytes) -> bytes:
    document = changed(a_document(_with_picture))
    return changed(document, add={"word/media/image1.png": content})


def _with_picture(document: Document) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    document.add_picture(io.BytesIO(out.getvalue()))


def _field(instruction: str, shown: str = "1") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"<w:p>{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"{mark('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark('end')}</w:p>"
    )


def _sdt(properties: str, shown: str = "chosen") -> str:
    return (
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{shown}</w:t></w:r>"
        "</w:p></w:sdtContent></w:sdt>"
    )


def _form(entries: str) -> str:
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData>{entries}</w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_VML = f"<w:pict><v:shape {_V} {{}}>{{}}</v:shape></w:pict>"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def _shape(inside: str, named: str = "") -> str:
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_WP}"><wp:extent cx="99" cy="99"/><wp:docPr id="1" '
        f'name="Box" {named}/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_WPS}"><wps:wsp '
        f'xmlns:wps="{_WPS}"><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent><w:p><w:r>'
        f"<w:t>{inside}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _chosen(choice: str, fallback: str, requires: str = "wps") -> str:
    return (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{_MC}" xmlns:wps="{_WPS}" xmlns:zz="urn:zz">'
        f'<mc:Choice Requires="{requires}">{choice}</mc:Choice><mc:Fallback>{fallback}'
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _footnoted() -> bytes:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>{CHILD}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    return _part("word/footnotes.xml", "footnotes", notes)()


def _boxed(document: Document) -> None:
    """A form to be filled in by hand, with a box for each letter."""
    for word in CHILD.upper().split():
        for cell, letter in zip(document.add_table(1, len(word)).rows[0].cells, word, strict=True):
            cell.text = letter


def _core(name: str) -> Callable[[], bytes]:
    return lambda: a_document(lambda document: setattr(document.core_properties, name, CHILD))


_T = f"<w:t>{CHILD}</w:t>"
_BY = f'w:id="9" w:author="{CHILD}" w:date="2026-11-23T09:00:00Z"'
_XML = f"<a>{CHILD}</a>"


def _places() -> list[tuple[str, str, Callable[[], bytes]]]:
    return [
        # what the page shows is read
        ("a paragraph", "found", _run(_T)),
        ("a word split over runs", "found", _in_body("<w:p><w:r><w:t>Casey Quill</w:t></w:r><w:r><w:t>feather</w:t></w:r></w:p>")),
        ("a table", "found", lambda: a_document(lambda d: setattr(d.add_table(1, 1).cell(0, 0), "text", CHILD))),
        ("a letter in each cell", "found", lambda: a_document(_boxed)),
        ("letters spaced out", "found", _run("<w:t>C a s e y  Q u i l l f e a t h e r</w:t>")),
        ("a header", "found", lambda: a_document(lambda d: setattr(d.sections[0].header.paragraphs[0], "text", CHILD))),
        ("a footnote", "found", _footnoted),
        ("hidden text", "found", _run(f"<w:rPr><w:vanish/></w:rPr>{_T}")),
        ("an insertion", "found", _in_body(f'<w:p><w:ins w:id="1" w:author="x"><w:r>{_T}</w:r></w:ins></w:p>')),
        ("a text box", "found", _in_body(_chosen(_shape(CHILD), ""))),
        ("an old text box", "found", _run(_VML.format("", f"<v:textbox><w:txbxContent><w:p><w:r>{_T}</w:r></w:p></w:txbxContent></v:textbox>"))),
        ("a watermark", "found", _run(_VML.format("", f'<v:textpath string="{CHILD}"/>'))),
        ("an old shape's description", "found", _run(_VML.format(f'alt="{CHILD}"', ""))),
        ("a picture's description", "found", _in_body(_chosen(_shape("x", f'descr="{CHILD}"'), ""))),
        ("what a fallback shows", "found", _in_body(_chosen("<zz:zz/>", _T, "zz"))),
        ("a list's label", "found", _swapped("word/numbering.xml", "<w:lvlText w:val=\"", f'<w:lvlText w:val="{CHILD}')),
        ("what a content control shows", "found", _in_body(_sdt("", CHILD))),
        ("what a field shows", "found", _in_body(_field(" MERGEFIELD x ", CHILD))),
        ("what a smart tag holds", "found", _in_body(f'<w:p><w:smartTag w:uri="u" w:element="e"><w:r>{_T}</w:r></w:smartTag></w:p>')),
        ("the chosen entry of a form", "found", _in_body(_form(f'<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="{CHILD}"/></w:ddList>'))),
        ("a link's address", "found", _link("https://example.org/Casey%20Quillfeather")),
        ("a link's address with joints", "found", _link(f"https://example.org/{JOINED}.html")),
        ("a font's name", "found", _run(f'<w:rPr><w:rFonts w:ascii="{CHILD}"/></w:rPr><w:t>x</w:t>')),
        # what it does not show is gone
        ("the author", "gone", _core("author")),
        ("the title", "gone", _core("title")),
        ("keywords", "gone", _core("keywords")),
        ("a comment", "gone", lambda: a_document(lambda d: d.add_comment(d.paragraphs[-1].runs[0], text=CHILD, author="x", initials="x"))),
        ("a comment's author", "gone", lambda: a_document(lambda d: d.add_comment(d.paragraphs[-1].runs[0], text="x", author=CHILD, initials="x"))),
        ("an insertion's author", "gone", _in_body(f"<w:p><w:ins {_BY}><w:r><w:t>x</w:t></w:r></w:ins></w:p>")),
        ("a deletion", "gone", _in_body(f'<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{CHILD}</w:delText></w:r></w:del></w:p>')),
        ("a change of looks", "gone", _run(f'<w:rPr><w:b/><w:rPrChange {_BY}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t>')),
        ("a document variable", "gone", _setting(f'<w:docVars><w:docVar w:name="child" w:val="{CHILD}"/></w:docVars>')),
        ("a mail merge", "gone", _setting(f'<w:mailMerge><w:query w:val="SELECT {CHILD}"/></w:mailMerge>')),
        ("a template's path", "gone", lambda: changed(_plain(), lead=[(SETTINGS, "attachedTemplate", f"file:///C:/{JOINED}.dotx")], mode="External")),
        ("the entries of a drop-down", "gone", _in_body(_sdt(f'<w:dropDownList><w:listItem w:displayText="{CHILD}" w:value="1"/></w:dropDownList>'))),
        ("the entries of a form", "gone", _in_body(_form(f'<w:ddList><w:listEntry w:val="a"/><w:listEntry w:val="{CHILD}"/></w:ddList>'))),
        ("a form's help", "gone", _in_body(_form(f'<w:helpText w:val="{CHILD}"/><w:statusText w:val="{CHILD}"/>'))),
        ("a control's tag", "gone", _in_body(_sdt(f'<w:tag w:val="{GLUED}"/><w:alias w:val="{CHILD}"/>'))),
        ("a control's binding", "gone", _in_body(_sdt(f'<w:dataBinding w:xpath="/{JOINED}"/>'))),
        ("a bookmark", "gone", _in_body(f'<w:p><w:bookmarkStart w:id="1" w:name="{JOINED}"/><w:bookmarkEnd w:id="1"/></w:p>')),
        ("a link to a bookmark", "gone", _in_body(f'<w:p><w:hyperlink w:anchor="{JOINED}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>')),
        ("a link's tip", "gone", _in_body(f'<w:p><w:hyperlink w:anchor="a" w:tooltip="{CHILD}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>')),
        ("a link with a key", "gone", _link("https://example.org/?q=Casey%20Quillfeather")),
        ("a link to a file", "gone", _link("file:///C:/Casey%20Quillfeather.docx")),
        ("a link in base64", "gone", _link("https://example.org/Q2FzZXkgUXVpbGxmZWF0aGVy")),
        ("a field's instruction", "gone", _in_body(_field(f' INCLUDETEXT "C:/{CHILD}.docx" '))),
        ("a simple field's instruction", "gone", _in_body(f'<w:p><w:fldSimple w:instr=" DOCPROPERTY &quot;{CHILD}&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>')),
        ("a page number's instruction", "gone", _in_body(_field(f" PAGE {CHILD} "))),
        ("a style's name", "gone", _style(f'<w:style w:type="paragraph" w:styleId="{GLUED}"><w:name w:val="{CHILD}"/></w:style>')),
        ("a style's other name", "gone", _style(f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="x"/><w:aliases w:val="{CHILD}"/></w:style>')),
        ("a style that is not there", "gone", _in_body(f'<w:p><w:pPr><w:pStyle w:val="{GLUED}"/></w:pPr></w:p>')),
        ("an object's name", "gone", _in_body(_chosen(_shape("x").replace('name="Box"', f'name="{CHILD}"'), ""))),
        ("what a choice hides", "gone", _in_body(_chosen(_shape("x"), _T))),
        ("an attribute that nobody knows", "gone", _run(f'<w:rPr><w:b w:zz="{CHILD}"/></w:rPr><w:t>x</w:t>')),
        ("a namespace that nobody knows", "gone", _run(f'<zz:a xmlns:zz="urn:zz">{CHILD}</zz:a>')),
        ("a namespace's address", "gone", _run(f'<zz:a xmlns:zz="urn:{JOINED}"/>')),
        ("a namespace's prefix", "gone", _run(f'<{JOINED}:t xmlns:{JOINED}="{W}">x</{JOINED}:t>')),
        ("a comment of the XML", "gone", _run(f"<!-- {CHILD} --><w:t>x</w:t>")),
        ("an instruction of the XML", "gone", _run(f"<?word {CHILD}?><w:t>x</w:t>")),
        ("text where none belongs", "gone", _run(f"{CHILD}<w:t>x</w:t>")),
        ("a setting that is a sentence", "gone", _in_body(f'<w:p><w:pPr><w:jc w:val="{CHILD}"/></w:pPr></w:p>')),
        ("the people", "gone", _part("word/people.xml", "people", _XML)),
        ("custom data", "gone", _part("customXml/item1.xml", "customXml", _XML)),
        ("a web extension", "gone", _part("word/webextensions/webextension1.xml", "http://schemas.microsoft.com/office/2011/relationships/webextension", _XML)),
        ("web settings", "gone", _part("word/webSettings.xml", "webSettings", f'<w:webSettings xmlns:w="{W}"><w:divs><w:div w:id="1"><w:x w:val="{CHILD}"/></w:div></w:divs></w:webSettings>')),
        ("building blocks", "gone", _part("word/glossary/document.xml", "glossaryDocument", f'<w:glossaryDocument xmlns:w="{W}">{_T}</w:glossaryDocument>')),
        ("a font inside it", "gone", _part("word/fonts/font1.odttf", "font", CHILD.encode())),
        ("printer settings", "gone", _part("word/printerSettings1.bin", "printerSettings", CHILD.encode("utf-16-le"))),
        ("a thumbnail", "gone", lambda: changed(_plain(), add={"docProps/thumbnail.jpeg": photograph("JPEG")})),
        ("a part that nothing leads to", "gone", lambda: changed(_plain(), add={"word/extra.xml": _XML})),
        ("a workbook by another path", "gone", lambda: changed(_plain(), add={"word/data/book.xlsx": _XML})),
        ("an object that nothing shows", "gone", lambda: changed(_plain(), add={"word/embeddings/oleObject1.bin": CHILD.encode("utf-16-le")})),
        ("a part's name", "gone", lambda: changed(_plain(), swap=[("word/_rels/document.xml.rels", "numbering.xml", f"{JOINED}.xml")], add={f"word/{JOINED}.xml": f'<w:numbering xmlns:w="{W}"/>'})),
        ("a theme's name", "gone", lambda: changed(_plain(), swap=[("word/theme/theme1.xml", 'name="Office Theme"', f'name="{CHILD}"')])),
        ("the content types", "gone", lambda: changed(_plain(), swap=[("[Content_Types].xml", "</Types>", f'<Default Extension="x" ContentType="a/{JOINED}"/></Types>')])),
        # what shows something that cannot be read stops the document
        ("another document inside", "refused", lambda: changed(_in_body(f'<w:altChunk xmlns:r="{OFFICE}" r:id="rId901"/>')(), add={"word/chunk.html": CHILD}, lead=[(BODY, "aFChunk", "chunk.html")])),
        ("an object of another program", "refused", _run(f'<w:object><o:OLEObject {_V} ProgID="{CHILD}"/></w:object>')),
        ("a control that runs", "refused", _run(f'<w:control w:name="{CHILD}"/>')),
        ("text in an element that nobody knows", "refused", _in_body(f"<w:p><w:zz><w:r>{_T}</w:r></w:zz></w:p>")),
        ("a diagram", "refused", _part("word/diagrams/data1.xml", "diagramData", _XML)),
        ("a drawing that nobody knows", "refused", _in_body(f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_WP}"><a:graphic xmlns:a="{_A}"><a:graphicData uri="d"><zz:zz xmlns:zz="urn:zz">{CHILD}</zz:zz></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>')),
        ("a document type", "refused", lambda: changed(_plain(), swap=[(BODY, "<w:document", f'<!DOCTYPE x SYSTEM "{JOINED}"><w:document')])),
        ("a metafile", "refused", lambda: _pictured(b"\x01\0\0\0" + CHILD.encode("utf-16-le"))),
        # pictures lose all but their dots
        *((f"a {kind} picture", "gone", lambda kind=kind: _pictured(photograph(kind))) for kind in ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")),
        *((f"behind the end of a {kind}", "gone", lambda kind=kind: _pictured(after_the_end(kind))) for kind in ("PNG", "JPEG", "GIF")),
        *((f"the colour profile of a {kind}", "gone", lambda kind=kind: _pictured(with_profile(kind))) for kind in ("PNG", "JPEG")),
        ("a chunk of a program's own", "gone", lambda: _pictured(with_chunk(b"teSt"))),
        ("a segment of a program's own", "gone", lambda: _pictured(with_segment(0xED, CHILD.encode()))),
        ("a segment in an Adobe's place", "gone", lambda: _pictured(with_segment(0xEE, CHILD.encode()))),
    ]  # fmt: skip


PLACES = tuple(Place("docx", about, becomes, make) for about, becomes, make in _places())
