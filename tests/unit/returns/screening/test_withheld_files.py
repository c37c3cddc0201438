"""files that are withheld unread: what each is, and the way out that its sentence names."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from returns import making
from returns.making import CHILDREN, HEADINGS, archive, repacked, workbook
from returns.old_workbook import old_workbook
from returns.other_files import locked_workbook, pdf, word
from visit_exchange.returns.screening.screen import Screened, screen

TABLE = (HEADINGS, *CHILDREN)
SHEET = "xl/worksheets/sheet1.xml"
CONTENT_TYPES = "[Content_Types].xml"


def far_cell(place: str) -> Callable[[], bytes]:
    def change(sheet: Worksheet) -> None:
        sheet[place] = "x"

    return lambda: workbook(TABLE, change=change)


def with_member(name: str, content: bytes) -> Callable[[], bytes]:
    return lambda: repacked(workbook(TABLE), lambda members: members.update({name: content}))


def with_sheet(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: repacked(
        workbook(TABLE), lambda members: members.update({SHEET: change(members[SHEET])})
    )


def empty_rows(megabytes: int) -> Callable[[], bytes]:
    row = b'<row r="9" spans="1:6"></row>'
    return with_sheet(
        lambda xml: xml.replace(
            b"</sheetData>", row * ((megabytes << 20) // len(row)) + b"</sheetData>"
        )
    )


def changed_pdf(change: Callable[[pikepdf.Pdf], object]) -> Callable[[], bytes]:
    def make() -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf())) as opened:
            change(opened)
            opened.save(out)
        return out.getvalue()

    return make


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="for a test", owner="for a test"))
    return out.getvalue()


def runs_script(opened: pikepdf.Pdf) -> None:
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launches(opened: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
    opened.pages[0].Annots = pikepdf.Array([link])


def attaches(opened: pikepdf.Pdf) -> None:
    opened.attachments["list.txt"] = b"x"


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def is_xfa_form(opened: pikepdf.Pdf) -> None:
    form = pikepdf.Stream(opened, b"<xdp><name>Ann</name></xdp>")
    opened.Root.AcroForm = pikepdf.Dictionary(XFA=form, Fields=[])


def names_script(opened: pikepdf.Pdf) -> None:
    names = pikepdf.Array([pikepdf.String("a"), SCRIPT])
    opened.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


def page_script(opened: pikepdf.Pdf) -> None:
    opened.pages[0].AA = pikepdf.Dictionary(O=SCRIPT)


def bookmarked(opened: pikepdf.Pdf) -> None:
    first = pikepdf.Dictionary(Title="Plan", A=SCRIPT)
    opened.Root.Outlines = pikepdf.Dictionary(First=first)


def jumps(opened: pikepdf.Pdf) -> None:
    there = pikepdf.Array([opened.pages[0].obj, pikepdf.Name.Fit])
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=there, Next=SCRIPT)


def submits(opened: pikepdf.Pdf) -> None:
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://example.org")


def polyglot() -> bytes:
    return pdf() + archive({"a.txt": "x"})


def duplicate_members() -> bytes:
    out = io.BytesIO(workbook(TABLE))
    with zipfile.ZipFile(out, "a") as book, pytest.warns(UserWarning, match="Duplicate"):
        book.writestr(SHEET, "<worksheet/>")
    return out.getvalue()


def with_entities(xml: bytes) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return (
        xml.replace(b"<worksheet", bomb + b"<worksheet", 1) if b"<worksheet" in xml else bomb + xml
    )


def lying_member() -> bytes:
    """Says in its directory that a part is small, and is not."""
    made = bytearray(with_member("xl/media/big.bin", b"\0" * (4 << 20))())
    big = (4 << 20).to_bytes(4, "little")
    assert made.count(big) >= 2
    return bytes(made).replace(big, (64).to_bytes(4, "little"))


OUTSIDE = (
    b'<Relationships><Relationship Id="r1" Type="x/attachedTemplate" '
    b'Target="http://example.org/t.dotm" TargetMode="External"/></Relationships>'
)


SPREADSHEET_XML = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
RICH_TEXT = b"{\\rtf1\\ansi{\\object\\objdata 0105} Strategic planning\\par}"
EMAIL = (
    b"From: a@example.org\r\nSubject: Plan\r\nMIME-Version: 1.0\r\nTo: b@example.org\r\n\r\nHere"
)
FORWARDED = b"Received: from x\r\n by y\r\nDate: today\r\nSubject: Plan\r\n\r\nHere"
IN_PARTS = b"From: a\nTo: b\nSubject: AP list\nContent-Type: multipart/mixed; boundary=x\n\n--x"
PACKED = archive({"a.txt": "x"})
FIELD = '<w:fldSimple w:instr=" DDEAUTO c:\\\\x.exe &quot;a&quot; "/>'
DDE = ("word/document.xml", FIELD.encode())
DDE_HEADER = ("word/header1.xml", FIELD.encode())
PARTED_DDE = (
    "word/document.xml",
    b'<w:instrText xml:space="preserve"> DD</w:instrText><w:instrText>EAUTO x</w:instrText>',
)


def pdf_in_word() -> bytes:
    """Holds a PDF, unpacked, where readers of PDF look for its beginning."""
    members: dict[str, str | bytes]
    members = {"a.pdf": pdf(), CONTENT_TYPES: "<Types/>", "word/document.xml": "<w/>"}
    return archive(members, stored={"a.pdf"})


OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def opendocument_drawing() -> bytes:
    mime = "application/vnd.oasis.opendocument.graphics"
    return archive({"mimetype": mime, "content.xml": "<x/>"}, stored={"mimetype"})


def opendocument_macros() -> bytes:
    parts = {"mimetype": OPEN_TEXT, "content.xml": "<x/>", "Basic/Standard/Module1.xml": "<x/>"}
    return archive(parts, stored={"mimetype"})


def opendocument_locked() -> bytes:
    manifest = "<manifest><encryption-data/></manifest>"
    parts = {"mimetype": OPEN_TEXT, "content.xml": "x", "META-INF/manifest.xml": manifest}
    return archive(parts, stored={"mimetype"})


def zeros() -> bytes:
    return with_member("xl/media/image1.bin", b"\0" * (160 << 20))()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def outside_template() -> bytes:
    return word(("word/_rels/settings.xml.rels", OUTSIDE))


def five_thousand_parts() -> bytes:
    return archive({f"{n}.xml": "x" for n in range(5000)} | {"xl/workbook.xml": "x"})


@dataclass(frozen=True)
class Bad:
    """A file that is not opened, and words that its answer must hold."""

    about: str
    make: Callable[[], bytes]
    words: str


WITHHELD = [
    Bad("no bytes at all", lambda: b"", "is empty"),
    Bad("only zero bytes", lambda: b"\0" * 4096, "is empty"),
    Bad("only blank lines", lambda: b"\r\n \r\n", "is empty"),
    Bad("a cell in the last cell of a sheet", far_cell("XFD1048576"), "cell XFD1048576"),
    Bad("a cell far to the right", far_cell("OK3"), "cell OK3"),
    Bad("a cell far below", far_cell("B200000"), "cell B200000"),
    Bad("a cell in row 900,000", far_cell("A900000"), "cell A900000"),
    Bad("a cell in column ZZZ", far_cell("AAA3"), "cell AAA3"),
    Bad("a gigabyte of empty rows", empty_rows(320), "Copy the rows that you need"),
    Bad("a part that lies about its size", lying_member, "save it again"),
    Bad("an entity bomb in a sheet", with_sheet(with_entities), "save it again"),
    Bad("a path that leaves the folder", with_member("../evil.xml", b"x"), "save it again"),
    Bad("an absolute path", with_member("/etc/evil", b"x"), "save it again"),
    Bad("a packed file inside", with_member("xl/inner.zip", archive({"a": "b"})), "Take that out"),
    Bad("a part twice", duplicate_members, "save it again"),
    Bad("five thousand parts", five_thousand_parts, "Copy the rows"),
    Bad("a workbook cut off", lambda: workbook(TABLE)[:3000], "save it again"),
    Bad("a workbook with a password", locked_workbook, "without a password"),
    Bad("a locked Excel 97 file", lambda: old_workbook(TABLE, locked=True), "without a password"),
    Bad("a PDF with a password", locked_pdf, "without a password"),
    Bad("a PDF that runs a script", changed_pdf(runs_script), "Print it to a new PDF"),
    Bad("a PDF that starts a program", changed_pdf(launches), "Print it to a new PDF"),
    Bad("a PDF with a file attached", changed_pdf(attaches), "Upload each attached file"),
    Bad("a PDF that is also a zip file", polyglot, "two kinds of file"),
    Bad("a PDF in a picture", lambda: image() + pdf(), "two kinds of file"),
    Bad("a picture that is also a zip file", lambda: image() + PACKED, "two kinds of file"),
    Bad("a text that is also a zip file", lambda: b"Our policy.\n" + PACKED, "cannot be used"),
    Bad("an Excel 97 file and a zip file", lambda: old_workbook(TABLE) + PACKED, "two kinds"),
    Bad("a Word document that is also a PDF", pdf_in_word, "two kinds of file"),
    Bad("a Word document that starts a program", lambda: word(DDE), "Save it as a PDF"),
    Bad("the same, its words parted", lambda: word(PARTED_DDE), "Save it as a PDF"),
    Bad("the same, in a header", lambda: word(DDE_HEADER), "Save it as a PDF"),
    Bad("an OpenDocument drawing", opendocument_drawing, "Save it as a PDF or Word document"),
    Bad("an OpenDocument text with macros", opendocument_macros, "Save it as a PDF"),
    Bad("an OpenDocument text with a password", opendocument_locked, "Save it without a password"),
    Bad("a file of over 100 megabytes", lambda: b"x" * ((100 << 20) + 1), "larger than 100"),
    Bad("a part that packs 1,000 to 1", zeros, "Copy the rows that you need"),
    Bad("a PDF cut off to its header", lambda: b"%PDF-1.7\n", "save it again"),
    Bad("a Word document with macros", lambda: word(("word/vbaProject.bin", b"x")), "macros"),
    Bad("a Word document with an outside template", outside_template, "Save it as a PDF"),
    Bad("a zip of files", lambda: archive({"a.xlsx": "x", "b.docx": "y"}), "Unpack it"),
    Bad("a web page behind a remark", lambda: b"<!-- saved --><html>See", "web page"),
    Bad("a part of a page", lambda: b'<a href="https://a.example/b">Strategy</a>', "web page"),
    Bad("a web page named .xls", lambda: b"<html><table><tr><td>Age</td>", "web page"),
    Bad("a workbook as XML", lambda: SPREADSHEET_XML, "Open it in Excel"),
    Bad("an Apple Numbers file", lambda: archive({"Index/Document.iwa": "x"}), "Export it as"),
    Bad("a rich text document", lambda: RICH_TEXT, "Save it as a PDF or Word document"),
    Bad("an e-mail", lambda: EMAIL, "upload each file on its own"),
    Bad("an e-mail with a folded header first", lambda: FORWARDED, "upload each file on its own"),
    Bad("an e-mail with parts", lambda: IN_PARTS, "upload each file on its own"),
    Bad("a PDF that is an XFA form", changed_pdf(is_xfa_form), "Print it to a new PDF"),
    Bad("a PDF with a script by name", changed_pdf(names_script), "Print it to a new PDF"),
    Bad("a PDF with a script on a page", changed_pdf(page_script), "Print it to a new PDF"),
    Bad("a PDF with a script in a bookmark", changed_pdf(bookmarked), "Print it to a new PDF"),
    Bad("a PDF with a script behind a jump", changed_pdf(jumps), "Print it to a new PDF"),
    Bad("a PDF that sends its form off", changed_pdf(submits), "Print it to a new PDF"),
    Bad("a program", lambda: b"MZ\x90\x00" + bytes(range(256)) * 20, "cannot be used"),
    Bad("random bytes", lambda: bytes((n * 7919) % 251 for n in range(5000)), "cannot be used"),
    Bad("an old Office file of no known kind", lambda: OLE + b"\0" * 2000, "save it again"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("file", WITHHELD, ids=lambda file: file.about)
def test_a_file_that_cannot_be_opened_safely_is_withheld_with_a_way_out(file: Bad) -> None:
    answer = screen(file.make(), "return.xlsx")

    assert answer.withheld is not None
    assert file.words in answer.withheld
    assert answer.withheld.endswith(".")
    assert "please" not in answer.withheld.lower()


def image() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, format="PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "kind"),
    [
        (lambda: workbook(TABLE), "return.xlsx", "xlsx"),
        (lambda: workbook(TABLE), "return.pdf", "xlsx"),
        (lambda: making.opendocument(TABLE), "return.xlsx", "ods"),
        (lambda: old_workbook(TABLE), "return.xlsx", "xls"),
        (lambda: making.delimited(TABLE), "return.xlsx", "csv"),
        (lambda: making.delimited(TABLE, "\t", "utf-16"), "return", "csv"),
        (lambda: b"Provider name\nOak Hub\n", "providers.csv", "csv"),
        (lambda: b"Title: Plan\nDate: 2023\nOwner: Team\nStatus: draft\n", "plan.txt", "txt"),
        (lambda: b"Our strategy is this.\nIt has two lines.\n", "strategy.txt", "txt"),
        (pdf, "return.xlsx", "pdf"),
        (word, "x", "docx"),
        (image, "x", "image"),
    ],
)
def test_the_kind_of_a_file_is_known_by_its_content(
    make: Callable[[], bytes], name: str, kind: str
) -> None:
    assert screen(make(), name) == Screened(kind)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/connections.xml", "data connections"),
        ("xl/embeddings/object1.bin", "embedded files"),
    ],
)
def test_active_parts_of_a_sound_workbook_are_noted_and_its_values_still_read(
    member: str, words: str
) -> None:
    content = with_member(member, b"<x/>")()
    answer = screen(content, "return.xlsm")

    assert answer.withheld is None
    assert words in answer.notes[0]
    assert making.canonical(making.read_one(content, answer.kind)) == making.CANONICAL


OTHER_BOOK = b"\x01\x00" + b"\x08\x00\x00" + b"\x01old.xls"
PROGRAM = b"\x00\x00" + b"\x0b\x00\x00" + b"cmd\x03/c calc"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: old_workbook(TABLE, macros=True), "macros"),
        (lambda: old_workbook(TABLE, supplier=OTHER_BOOK), "links to other workbooks"),
        (lambda: old_workbook(TABLE, supplier=PROGRAM), "links to other workbooks"),
        (lambda: old_workbook(TABLE, supplier=b"\x01\x00\x01\x04"), None),
        (lambda: opendocument_with("Basic/Standard/Module1.xml"), "macros"),
        (lambda: opendocument_with("Scripts/python/x.py"), "macros"),
    ],
)
def test_active_parts_of_other_workbooks_are_noted_too(
    make: Callable[[], bytes], told: str | None
) -> None:
    answer = screen(make(), "return")

    assert answer.withheld is None
    assert [told in note for note in answer.notes if told] == ([True] if told else [])
    assert bool(answer.notes) is bool(told)
    assert making.canonical(making.read_one(make(), answer.kind)) == making.CANONICAL


def opendocument_with(member: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(making.opendocument(TABLE))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    return archive(members | {member: b"x"}, stored={"mimetype"})


@pytest.mark.slow
def test_a_million_formatted_empty_rows_are_no_reason_to_hold() -> None:
    row = b'<row r="%d" s="1" customFormat="1"/>'
    rows = b"".join(row % number for number in range(5, 1_000_000))
    content = with_sheet(lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))()

    assert screen(content, "return.xlsx") == Screened("xlsx")
    assert making.canonical(making.read_one(content)) == making.CANONICAL
