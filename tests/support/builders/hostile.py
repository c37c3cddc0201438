"""Small files that take a reader's time or memory, whatever it is made of."""

import io
import struct
import zipfile
import zlib

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="tiff" ContentType="image/tiff"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
TAIL = b"</w:body></w:document>"
TITLE = b"<w:p><w:r><w:t>Strategic plan</w:t></w:r></w:p>"


def word_of(body: bytes, **parts: bytes) -> bytes:
    """Return a Word document with this body; ``parts`` are pictures by name, without ending."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", HEAD + TITLE + body + TAIL)
        for name, picture in parts.items():
            package.writestr(f"word/media/{name}.tiff", picture)
    return content.getvalue()


def one_line(character: str, times: int) -> bytes:
    """Return a document with one line of the same character."""
    return word_of(f"<w:p><w:r><w:t>{character * times}</w:t></w:r></w:p>".encode())


def paragraphs(times: int) -> bytes:
    """Return a document of so many empty paragraphs."""
    return word_of(b"<w:p/>" * times)


def swollen_pdf(megabytes: int) -> bytes:
    """Return a PDF whose page unpacks to so many megabytes of drawing."""
    packer, packed = zlib.compressobj(9), []
    piece = b"0 0 m 1 1 l S\n" * (1 << 16)
    for _ in range((megabytes << 20) // len(piece)):
        packed.append(packer.compress(piece))
    stream = b"".join([*packed, packer.flush()])
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    )
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def long_cell(characters: int) -> bytes:
    """Return a CSV list with one cell of so many characters."""
    return b"Child reference,Age\nAP-0001,14\nAP-0002," + b"x" * characters + b"\n"


def huge_picture(side: int) -> bytes:
    """Return a TIFF that says it is ``side`` pixels wide and high, of a few bytes."""
    entries = [(256, 4, side), (257, 4, side), (258, 3, 8), (259, 3, 1), (262, 3, 1)]
    entries += [(273, 4, 8), (277, 3, 1), (278, 4, side), (279, 4, side * side)]
    table = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + b"\0" * 4
