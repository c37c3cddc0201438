"""Places in OpenDocument files."""

from collections.abc import Callable, Mapping

from builders.hiding.pictures import photograph
from builders.hiding.planting import CHILD, GLUED, JOINED, Place, packed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
    "svg": "svg-compatible", "fo": "xsl-fo-compatible", "meta": "meta", "number": "datastyle",
    "presentation": "presentation", "form": "form", "script": "script", "chart": "chart",
}  # fmt: skip
_NS = " ".join(f'xmlns:{short}="{_OASIS}{name}:1.0"' for short, name in _NAMES.items()) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
BODIES = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
VISIBLE = "Our strategy for inclusion, as agreed with schools and with parents"
_XML = f"<a>{CHILD}</a>"


def an_open_document(
    kind: str, body: str, styles: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return a file of a kind with ``body``, automatic ``styles`` and further parts."""
    name = BODIES[kind]
    content = (
        f'<office:document-content {_NS} office:version="1.3"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:{name}>{body}</office:{name}>"
        "</office:body></office:document-content>"
    )
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{name}",
        "content.xml": content,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0"/>',
        **(more or {}),
    }
    return packed({n: p if isinstance(p, bytes) else p.encode() for n, p in parts.items()})


_P = f"<text:p>{VISIBLE}</text:p>"


def _text(body: str, styles: str = "", **more: str | bytes) -> Callable[[], bytes]:
    parts = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in more.items()}
    return lambda: an_open_document("odt", _P + body, styles, parts)


def _part(name: str, part: str | bytes) -> Callable[[], bytes]:
    return lambda: an_open_document("odt", _P, "", {name: part})


def _cell(attributes: str, inside: str = "<text:p>1</text:p>") -> Callable[[], bytes]:
    row = f"<table:table-row><table:table-cell {attributes}>{inside}</table:table-cell></table:table-row>"
    return lambda: an_open_document("ods", f'<table:table table:name="x">{row}</table:table>')


def _around(xml: str) -> Callable[[], bytes]:
    return lambda: an_open_document("ods", f'<table:table table:name="x"/>{xml}')


def _slide(inside: str, named: str = "page1") -> Callable[[], bytes]:
    return lambda: an_open_document("odp", f'<draw:page draw:name="{named}">{inside}</draw:page>')


def _pictured(content: bytes) -> Callable[[], bytes]:
    frame = (
        f'<text:p><draw:frame><draw:image xlink:href="Pictures/{JOINED}.x"/></draw:frame></text:p>'
    )
    return lambda: an_open_document("odt", _P + frame, "", {f"Pictures/{JOINED}.x": content})


def _object(content: str) -> Callable[[], bytes]:
    frame = '<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>'
    return lambda: an_open_document("odt", _P + frame, "", {"Object 1/content.xml": content})


_BOX = f"<draw:frame><draw:text-box><text:p>{CHILD}</text:p></draw:text-box></draw:frame>"
_CHART = f"<office:document-content {_NS}><office:body><office:chart><chart:chart><chart:title><text:p>{CHILD}</text:p></chart:title></chart:chart></office:chart></office:body></office:document-content>"
_ODT = (
    ("a paragraph", "found", _text(f"<text:p>{CHILD}</text:p>")),
    ("a word split over spans", "found", _text("<text:p>Casey Quill<text:span>feather</text:span></text:p>")),
    ("a table", "found", _text(f"<table:table><table:table-row><table:table-cell><text:p>{CHILD}</text:p></table:table-cell></table:table-row></table:table>")),
    ("a footnote", "found", _text(f'<text:p><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{CHILD}</text:p></text:note-body></text:note></text:p>')),
    ("what a field shows", "found", _text(f"<text:p><text:user-field-get>{CHILD}</text:user-field-get></text:p>")),
    ("a picture's description", "found", _text(f"<text:p><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box><svg:desc>{CHILD}</svg:desc></draw:frame></text:p>")),
    ("a link's address", "found", _text('<text:p><text:a xlink:href="https://example.org/Casey%20Quillfeather">x</text:a></text:p>')),
    ("a header", "found", _part("styles.xml", f'<office:document-styles {_NS}><office:master-styles><style:master-page style:name="Standard"><style:header><text:p>{CHILD}</text:p></style:header></style:master-page></office:master-styles></office:document-styles>')),
    ("a chart's title", "found", _object(_CHART)),
    ("the author", "gone", _part("meta.xml", f"<office:document-meta {_NS}><office:meta><dc:creator>{CHILD}</dc:creator><meta:keyword>{CHILD}</meta:keyword></office:meta></office:document-meta>")),
    ("settings", "gone", _part("settings.xml", _XML)),
    ("a thumbnail", "gone", _part("Thumbnails/thumbnail.png", photograph("PNG"))),
    ("a manifest in RDF", "gone", _part("manifest.rdf", _XML)),
    ("a layout of tool bars", "gone", _part("Configurations2/toolbar/x.xml", _XML)),
    ("signatures", "gone", _part("META-INF/documentsignatures.xml", _XML)),
    ("a part that nothing leads to", "gone", _part("Pictures/extra.xml", _XML)),
    ("a note in the margin", "gone", _text(f"<text:p>x<office:annotation><dc:creator>{CHILD}</dc:creator><text:p>{CHILD}</text:p></office:annotation></text:p>")),
    ("a deletion", "gone", _text(f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{CHILD}</text:p></text:deletion></text:changed-region></text:tracked-changes>")),
    ("a bookmark", "gone", _text(f'<text:p><text:bookmark text:name="{CHILD}"/>x</text:p>')),
    ("a field's name", "gone", _text(f'<text:p><text:user-field-get text:name="{CHILD}">x</text:user-field-get></text:p>')),
    ("a field's declaration", "gone", _text(f'<text:user-field-decls><text:user-field-decl office:value-type="string" office:string-value="{CHILD}" text:name="x"/></text:user-field-decls>')),
    ("hidden text", "gone", _text(f'<text:p>x<text:hidden-text text:string-value="{CHILD}" text:condition="a"/></text:p>')),
    ("a script", "gone", _text(f'<text:p>x<text:script script:language="JavaScript">{CHILD}</text:script></text:p>')),
    ("the entries of a list", "gone", _text(f'<text:p><text:drop-down><text:label text:value="{CHILD}"/>x</text:drop-down></text:p>')),
    ("a form", "gone", _text(f'<office:forms><form:form form:name="{CHILD}"><form:text form:value="{CHILD}"/></form:form></office:forms>')),
    ("a style's name", "gone", _text(f'<text:p text:style-name="{GLUED}">x</text:p>', f'<style:style style:name="{GLUED}" style:family="paragraph" style:display-name="{CHILD}"/>')),
    ("a section's name", "gone", _text(f'<text:section text:name="{CHILD}"><text:p>x</text:p></text:section>')),
    ("an object's name", "gone", _text(f'<text:p><draw:frame draw:name="{CHILD}"><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame></text:p>')),
    ("a link's name", "gone", _text(f'<text:p><text:a office:name="{CHILD}" xlink:title="{CHILD}" xlink:href="https://example.org/a">x</text:a></text:p>')),
    ("an index's source", "gone", _text(f'<text:table-of-content text:name="{CHILD}"><text:table-of-content-source><text:index-title-template>{CHILD}</text:index-title-template></text:table-of-content-source><text:index-body><text:p>x</text:p></text:index-body></text:table-of-content>')),
    ("an attribute that nobody knows", "gone", _text(f'<text:p text:zz="{CHILD}">x</text:p>')),
    ("a namespace that nobody knows", "gone", _text(f'<zz:a xmlns:zz="urn:zz" zz:b="{CHILD}">{CHILD}</zz:a>')),
    ("a comment of the XML", "gone", _text(f"<!-- {CHILD} -->")),
    ("a picture somewhere else", "gone", _text(f'<text:p><draw:frame><draw:image xlink:href="https://example.org/{JOINED}.png"/></draw:frame></text:p>')),
    ("a photograph and its name", "gone", _pictured(photograph("JPEG"))),
    ("a PNG and its name", "gone", _pictured(photograph("PNG"))),
    ("a drawing of another program", "refused", _pictured(b"VCLMTF" + CHILD.encode())),
    ("an object of another program", "refused", _object(f"<office:document-content {_NS}><office:body><office:text><text:p>{CHILD}</text:p></office:text></office:body></office:document-content>")),
    ("an object in OLE", "refused", _text(f'<text:p><draw:frame draw:name="{CHILD}"><draw:object-ole xlink:href="x"/></draw:frame></text:p>')),
    ("a film", "refused", _text(f'<text:p><draw:frame draw:name="{CHILD}"><draw:plugin xlink:href="x"/></draw:frame></text:p>')),
    ("a picture in base64", "refused", _text(f'<text:p><draw:frame draw:name="{CHILD}"><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></draw:frame></text:p>')),
    ("text in an element that nobody knows", "refused", _text(f"<text:zz><text:p>{CHILD}</text:p></text:zz>")),
)  # fmt: skip
_ODS = (
    ("a cell", "found", _cell("", f"<text:p>{CHILD}</text:p>")),
    ("a sheet's name", "found", lambda: an_open_document("ods", f'<table:table table:name="{CHILD}"/>')),
    ("a cell's other value", "gone", _cell(f'office:value-type="string" office:string-value="{CHILD}"')),
    ("a formula", "gone", _cell(f'table:formula="of:=IF([.A1]=&quot;{CHILD}&quot;;1;2)"')),
    ("a note at a cell", "gone", _cell("", f"<office:annotation><text:p>{CHILD}</text:p></office:annotation><text:p>1</text:p>")),
    ("a named range", "gone", _around(f'<table:named-expressions><table:named-range table:name="{JOINED}"/></table:named-expressions>')),
    ("a choice of entries", "gone", _around(f'<table:content-validations><table:content-validation table:name="{CHILD}"/></table:content-validations>')),
    ("a filter", "gone", _around(f'<table:database-ranges><table:database-range table:name="{CHILD}"/></table:database-ranges>')),
    ("a link to a sheet elsewhere", "gone", lambda: an_open_document("ods", f'<table:table table:name="x"><table:table-source xlink:href="{JOINED}.ods"/></table:table>')),
    ("a description of a table", "gone", lambda: an_open_document("ods", f'<table:table table:name="x"><table:desc>{CHILD}</table:desc></table:table>')),
    ("a cell that is a value alone", "refused", _cell(f'office:value-type="string" office:string-value="{CHILD}"', "")),
)  # fmt: skip
_ODP = (
    ("a slide's words", "found", _slide(_BOX)),
    ("a footer", "found", lambda: an_open_document("odp", f'<presentation:footer-decl presentation:name="f">{CHILD}</presentation:footer-decl><draw:page draw:name="p"/>')),
    ("speaker notes", "gone", _slide(f"<presentation:notes>{_BOX}</presentation:notes>")),
    ("a slide's name", "gone", _slide("", CHILD)),
    ("a show of one's own", "gone", lambda: an_open_document("odp", f'<draw:page draw:name="p"/><presentation:settings><presentation:show presentation:name="{CHILD}"/></presentation:settings>')),
    ("a layer's name", "gone", _slide(f'<draw:layer-set><draw:layer draw:name="{CHILD}"/></draw:layer-set>')),
    ("a master page's name", "gone", lambda: an_open_document("odp", f'<draw:page draw:master-page-name="{GLUED}"/>')),
)  # fmt: skip
PLACES = tuple(
    Place(kind, *each)
    for kind, places in (("odt", _ODT), ("ods", _ODS), ("odp", _ODP))
    for each in places
)
