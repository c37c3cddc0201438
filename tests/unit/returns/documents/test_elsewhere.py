"""A file that only says where the document is, whatever program made it and however it says so."""

import io
import plistlib

import docx
import docx.oxml
import openpyxl
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from builders.hiding.open_documents import an_open_document
from builders.hiding.slides import a_presentation
from visit_exchange.returns.documents.contentless import (
    ELSEWHERE,
    LINK_FILE,
    ONLY_A_LINK,
    without_content,
)
from visit_exchange.returns.screening.screen import screen

WORDS = "SEND strategy"
OUTSIDE = "https://wessex.sharepoint.com/:w:/s/SEND/EaBcD?e=4x"
LETTER = (
    "Good morning,\n\nPlease find our inclusion strategy in the shared area of the partnership, at "
    "the following link. You may need to ask for access if it does not open for you.\n{}\n"
    "Kind regards\nSam Officer\nInformation Officer for SEND\nWessex Council\n01234 567890"
)
LINKED_WORDS = f'<text:p><text:a xlink:href="{OUTSIDE}">{WORDS}</text:a></text:p>'
COVER = (
    "Title: SEND strategy\nOwner: Director of Education\nVersion: 3.1\nLocation: {}\nReview: May"
)


def word(text: str, *, letterhead: bool = False) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    if letterhead:
        Image.new("RGB", (90, 30), "navy").save(logo := io.BytesIO(), "PNG")
        document.sections[0].header.paragraphs[0].add_run().add_picture(logo)
    document.save(out := io.BytesIO())
    return out.getvalue()


def word_with_a_field() -> bytes:
    """What Word writes when an address is typed: a field, whose result is other words."""
    document = docx.Document()
    run = document.add_paragraph().add_run(WORDS)
    code = docx.oxml.parse_xml(
        '<w:instrText xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f' HYPERLINK "{OUTSIDE}" </w:instrText>'
    )
    run._r.append(code)
    document.save(out := io.BytesIO())
    return out.getvalue()


def sheet(text: str, *, link: str = "", formula: str = "") -> bytes:
    book = openpyxl.Workbook()
    [written] = book.worksheets
    for line in text.split("\n"):
        written.append([line])
    if link:
        written["A1"].hyperlink = link
    if formula:
        written["A2"] = formula
    book.save(out := io.BytesIO())
    return out.getvalue()


def paper(text: str, *, link: str = "") -> bytes:
    canvas = Canvas(out := io.BytesIO())
    for place, line in enumerate(text.split("\n")):
        canvas.drawString(40, 760 - 16 * place, line)
    if link:
        canvas.linkURL(link, (40, 740, 300, 780))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        OUTSIDE,
        "drive.google.com/file/d/1AbC/view",
        "dropbox.com/s/abc/strategy?dl=0",
        "1drv.ms/w/s!Abc",
        "we.tl/t-AbCdE",
        "switch.egress.com/ui/workspace/abc",
        "msteams:/l/file/abc",
        "ms-word:ofe|u|https://wessex.sharepoint.com/x",
        "hxxps://wessex.sharepoint.com/x",
        "sftp://files.wessex.gov.uk/strategy",
        "intranet.wessex.gov.uk/send/strategy",
        "intranet/send/SEND strategy.docx",
        r"S:\SEND\Strategy\SEND strategy 2026.docx",
        "G:/SEND/strategy.docx",
        r"\\council\shares\SEND\strategy.docx",
        "https://wessex.sharepoint.com/Shared Documents/Inclusion/Strategy 2026 final.docx",
    ],
)
@pytest.mark.parametrize("said", ["{}", "Please find it here: {}", LETTER, COVER])
def test_an_address_with_or_without_words_around_it_is_only_a_link(said: str, address: str) -> None:
    assert without_content("docx", word(said.format(address))) == ONLY_A_LINK


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("txt", LETTER.format("we.tl/t-AbCdE").encode()),
        ("pptx", a_presentation(f"{WORDS}: we.tl/t-AbCdE")),
        ("xlsx", sheet(COVER.format("we.tl/t-AbCdE"))),
        ("pdf", paper(LETTER.format("we.tl/t-AbCdE"))),
        ("pdf", paper(WORDS, link=OUTSIDE)),
        ("docx", word_with_a_field()),
        ("docx", word(f"{WORDS}\nwe.tl/t-AbCdE", letterhead=True)),
        ("xlsx", sheet(WORDS, link=OUTSIDE)),
        ("xlsx", sheet(WORDS, formula=f'=HYPERLINK("{OUTSIDE}","Open it")')),
        ("odt", an_open_document("odt", LINKED_WORDS)),
    ],
    ids=["text", "slide", "sheet", "PDF", "PDF, behind words", "a field", "on a letterhead",
         "a linked cell", "a formula", "OpenDocument"],
)  # fmt: skip
def test_every_kind_of_file_may_be_only_a_link(kind: str, content: bytes) -> None:
    assert without_content(kind, content) == ONLY_A_LINK


@pytest.mark.parametrize(
    "text",
    [
        "The SEND strategy is saved on SharePoint.",
        "This was shared with you through the Egress secure workspace.",
        "Our strategy can be found on the council's website",
        "Sent by WeTransfer: it has been uploaded to WeTransfer on Monday",
        "Available on request",
        "Email send@wessex.gov.uk for a copy.",
    ],
)
def test_a_file_may_say_without_an_address_that_the_document_is_elsewhere(text: str) -> None:
    assert without_content("docx", word(text)) == ELSEWHERE


PROSE = "Every child is welcome in a local school, and each term the board looks at how it goes. "


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", word(PROSE * 8 + "Please find the data at the following link: " + OUTSIDE)),
        ("docx", word(f"Directory of services\n{PROSE * 6}\n{OUTSIDE}\nwww.wessex.gov.uk/send")),
        ("docx", word(f"Meetings of the board\n{PROSE * 2}Members meet on Teams each month.")),
        ("docx", word("Ratio of staff to children: 1:4 and/or 2:8. Agreed 1/2/2026, e.g. here")),
        ("pdf", paper(f"Inclusion\n{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}", link=OUTSIDE)),
        ("pdf", paper("Strategic planning", link="mailto:send@wessex.gov.uk")),
        ("xlsx", sheet("Action: agree it with schools\n" * 20, link=OUTSIDE)),
    ],
    ids=["a letter", "a directory", "meetings", "signs", "a linked PDF", "a mailbox", "a plan"],
)  # fmt: skip
def test_a_document_with_links_in_it_is_let_be(kind: str, content: bytes) -> None:
    assert without_content(kind, content) is None


LOCATION = {"URL": OUTSIDE}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Strategy.webloc", plistlib.dumps(LOCATION)),
        ("Strategy.webloc", plistlib.dumps(LOCATION, fmt=plistlib.FMT_BINARY)),
        ("Strategy alias", b"book\0\0\0\0mark\0\0\0\0" + b"\0" * 90),
        ("Strategy.docx", plistlib.dumps(LOCATION)),
    ],
)
def test_what_a_mac_saves_of_an_address_is_held_as_a_link(name: str, content: bytes) -> None:
    assert "only a link" in str(screen(content, name).withheld)


@pytest.mark.parametrize(
    "content", [plistlib.dumps({"Title": "x"}), b"<?xml version='1.0'?><plist><dict><key>URL"]
)
def test_other_lists_of_properties_are_markup(content: bytes) -> None:
    assert "web page or XML" in str(screen(content, "Strategy.plist").withheld)


def test_a_shortcut_of_internet_explorer_that_begins_with_a_base_is_a_link() -> None:
    shortcut = f"[DEFAULT]\r\nBASEURL={OUTSIDE}\r\n[InternetShortcut]\r\nURL={OUTSIDE}\r\n"

    assert without_content("txt", shortcut.encode()) == LINK_FILE
