"""How a letter of ours looks: an A4 page in one black font, plain tables, marked blanks."""

from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

FONT = "Arial"
BLACK = RGBColor(0x0B, 0x0C, 0x0C)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21.0), Cm(29.7), Cm(2.5)
WIDTHS = Cm(8.5), Cm(7.5)


def blank_page() -> WordDocument:
    """Return an empty letter."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    for name, size in (("Normal", 11), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _look_like(style, Pt(size))
    return document


def _look_like(style: ParagraphStyle, size: Pt) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, size, BLACK
    fonts = style.element.get_or_add_rPr().rFonts
    # A theme's font, where a style names one, is taken before its own.
    for name in [each for each in fonts.attrib if "Theme" in each]:
        del fonts.attrib[name]


def add_table(
    document: WordDocument, headings: tuple[str, str], rows: Sequence[tuple[str, str]]
) -> None:
    """Add a table of two columns; on a new page its headings are there again, no row is torn."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for number, row in enumerate((headings, *rows)):
        added = table.add_row()
        _set(added, "w:cantSplit", *(["w:tblHeader"] if number == 0 else []))
        for cell, text, width in zip(added.cells, row, WIDTHS, strict=True):
            cell.text, cell.width = text, width
            cell.paragraphs[0].runs[0].bold = number == 0
            looks = cell.paragraphs[0].paragraph_format
            looks.space_before = looks.space_after = Pt(3)


def _set(row: _Row, *marks: str) -> None:
    for mark in marks:
        row._tr.get_or_add_trPr().append(OxmlElement(mark))


def sign(document: WordDocument, sender: str, blank: str, name: str = "") -> None:
    """Close a letter, all of it on one page; without a ``name`` the ``blank`` stands there."""
    closing, signed = document.add_paragraph("Yours sincerely"), document.add_paragraph(name)
    if not name:
        with_blank(signed, blank)
    for each in (closing, signed):
        each.paragraph_format.keep_with_next = True
    document.add_paragraph(sender)


def with_blank(paragraph: Paragraph, blank: str) -> None:
    """Add words that somebody is to replace, marked so that none is overlooked."""
    paragraph.add_run(blank).font.highlight_color = WD_COLOR_INDEX.YELLOW
