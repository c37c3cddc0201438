"""Colours and places on a page are no numbers of children; what is written there is found."""

import io

import pikepdf
import pytest

from visit_exchange.privacy.disclosure import disclosure_gate

# A colour's fraction, 6431372549, passes the check of an NHS number.
COLOUR = "0.6431372549 0.3960784313 0.2039215686 rg"


def kinds_found(instructions: str) -> set[str]:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pikepdf.Stream(pdf, instructions.encode())
        pdf.save(out := io.BytesIO())
    return {hit.kind for hit in disclosure_gate({"a.pdf": out.getvalue()}, frozenset())}


@pytest.mark.parametrize(
    "instructions",
    [
        COLOUR,
        f"q {COLOUR} 0 0 9 9 re W* n Q",
        ".6431372549 0 0 -.6431372549 0 0 cm",
        "1.6431372549 w",
        "94.1 34.2 76.3 58.4 70.5 12 c",  # two digits each, in the corner of a page
        "12 34 m\n567 890 c\n123 456 789 123 l\n" * 40,  # read as one line, like pupils' numbers
    ],
)
def test_fractions_of_instructions_are_nobodys_numbers(instructions: str) -> None:
    assert kinds_found(instructions) == set()


@pytest.mark.parametrize(
    "instructions",
    [
        f"{COLOUR}\n% NHS 9434765919",
        "9434765919 0 m",
        "943 476 5919 rg",
        "943.476.5919 rg",
        "NHS number 643.137.2549",
        "NHS 0.6431372549 q",
    ],
)
def test_a_number_that_is_written_there_is_found(instructions: str) -> None:
    assert kinds_found(instructions) == {"nhs_number"}
