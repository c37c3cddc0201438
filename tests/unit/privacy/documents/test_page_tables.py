"""A table on a page of a PDF is read as rows and columns, and judged by them. All are invented."""

import io
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from visit_exchange.privacy.documents.pdf.page_tables import page_tables
from visit_exchange.returns.documents.document_columns import tables_of, telling_columns

WORDS = "Our strategy for alternative provision, as agreed with schools and partners. " * 6
PUPILS = [
    ["Pupil name", "DOB", "Address"],
    ["Maya Ferris", "4/3/2010", "1 High Street"],
    ["Tom Alderton", "5/6/2011", "2 Low Road"],
    ["Isla Penn", "6/7/2012", "3 Mill Lane"],
]
TEAM = [
    ["Name", "Role", "Telephone"],
    ["Maya Ferris", "Head of inclusion", "01632 960001"],
    ["Tom Alderton", "Virtual school head", "01632 960002"],
    ["Isla Penn", "Commissioner", "01632 960003"],
]
MONDAY = date(2026, 11, 23)


def in_a_report(rows: Sequence[Sequence[str]]) -> bytes:
    words = Paragraph(WORDS, getSampleStyleSheet()["Normal"])
    SimpleDocTemplate(out := io.BytesIO()).build([words, Table([*map(tuple, rows)]), words])
    return out.getvalue()


def letter_by_letter(rows: Sequence[Sequence[str]]) -> bytes:
    """As browsers print: each letter is placed by itself, and cells without lines around them."""
    page = canvas.Canvas(out := io.BytesIO())
    page.drawString(72, 760, WORDS[:80])
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            at = 72.0 + 150 * across
            for letter in cell:
                page.drawString(at, 700 - 18 * down, letter)
                at += page.stringWidth(letter)
    page.save()
    return out.getvalue()


Made = Callable[[Sequence[Sequence[str]]], bytes]


def close_together(rows: Sequence[Sequence[str]]) -> bytes:
    """As browsers set tables: the widest cell of a column nearly touches the next one."""
    page = canvas.Canvas(out := io.BytesIO())
    page.drawString(72, 760, WORDS[:80])
    at = 72.0
    for column in zip(*rows, strict=True):
        for down, cell in enumerate(column):
            page.drawString(at, 700 - 18 * down, cell)
        at += max(map(page.stringWidth, column)) + 5
    page.save()
    return out.getvalue()


MADE = pytest.mark.parametrize("made", [in_a_report, letter_by_letter, close_together])


@MADE
def test_rows_and_columns_are_read(made: Made) -> None:
    assert page_tables(made(PUPILS)) == [PUPILS]


@MADE
def test_columns_that_identify_pupils_are_told(made: Made) -> None:
    told = telling_columns(tables_of("pdf", made(PUPILS)), notified=MONDAY)
    assert sorted(told) == ["column of addresses", "column of dates of birth", "column of names"]


@MADE
def test_a_table_of_a_services_people_is_let_be(made: Made) -> None:
    assert telling_columns(tables_of("pdf", made(TEAM)), notified=MONDAY) == {}


def test_a_cell_of_two_lines_is_one() -> None:
    style = getSampleStyleSheet()["Normal"]
    long = Paragraph("We agreed on more places in each district of the area", style)
    rows = [("Aim", "What we do"), ("Places", long), ("Staff", "A joint team")]
    table = Table(rows, colWidths=[120, 120], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    SimpleDocTemplate(out := io.BytesIO()).build([table])
    [read] = page_tables(out.getvalue())
    assert read[1][0] == "Places"
    assert " ".join(read[1][1].split()) == "We agreed on more places in each district of the area"


def test_words_alone_are_no_table() -> None:
    words = Paragraph(WORDS, getSampleStyleSheet()["Normal"])
    SimpleDocTemplate(out := io.BytesIO()).build([words])
    assert page_tables(out.getvalue()) == []
