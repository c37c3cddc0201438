"""Cells that a program could take for a formula are marked as text; others are left alone."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest

from visit_exchange.writing.cell_writing import wakes
from visit_exchange.writing.sheet_writing import Heading, PackBook

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-2+cmd",
        "@SUM(1)",
        " =1+1",
        "\t1",
        "\r1",
        "\n=1",
        "\xa0=1",
        "\u200b=1",  # a space of no width
        "\u202e=1",  # a mark of direction
        "＝1+1",
        "＠A1",
        "\u2028=1",
        "\ufe0f=1",
        "\u3164=1",
        "\u2800=1",
        f"{' ' * 40}=1",
    ],
)
def test_what_could_come_alive_is_marked_as_text(text: str) -> None:
    assert wakes(text)
    book = PackBook(MONDAY)
    book.table("Sheet", [Heading("Reason")], [[text]])
    cell = openpyxl.load_workbook(io.BytesIO(book.content()))["Sheet"]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", ["Health", "12=12", "a-b", "", " ", "£5", "http://a.example"])
def test_what_could_not_is_left_alone(text: str) -> None:
    assert not wakes(text)
