"""Names and numbers are found over the end of a line and letter by letter. All are invented."""

import io
import random

import pytest
from reportlab.pdfgen import canvas

from rehearsal.people.identifiers import invent_upn
from visit_exchange.privacy.disclosure import Hit, disclosure_gate
from visit_exchange.privacy.documents.pulled_together import pulled_together

UPN = invent_upn(random.Random(3), "999")
WORDS = "Our strategy for alternative provision and how it was agreed with schools"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Zebedee\nQuarrel", "Zebedee Quarrel"),
        ("Z e b e d e e  Q u a r r e l", "Zebedee Quarrel"),
        ("Z\ne\nb\ne\nd\ne\ne\nQ\nu\na\nr\nr\ne\nl", "Zebedee Quarrel"),
        ("A 9 9 9 1 2 3 4 5 6 7 8 9", "A999123456789"),
    ],
)
def test_what_belongs_together_reads_as_one(text: str, read: str) -> None:
    assert read in list(pulled_together(text))


@pytest.mark.parametrize("text", ["a b c", "a 12 b 34 c 56 d 78", "Plan A or B"])
def test_what_stands_apart_stays_apart(text: str) -> None:
    assert list(pulled_together(text)) == [text]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("As agreed for Zebedee", "Quarrel in spring"), "name"),
        ((f"The number is {UPN[:6]}", f"{UPN[6:]} in the list"), "upn"),
        (("Z e b e d e e  Q u a r r e l",), "name"),
        ((f"Number {' '.join(UPN)}",), "upn"),
    ],
)
def test_a_page_is_searched_so(lines: tuple[str, ...], kind: str) -> None:
    page = canvas.Canvas(out := io.BytesIO())
    for nth, line in enumerate((WORDS, *lines)):
        page.drawString(72, 700 - 16 * nth, line)
    page.save()
    names = frozenset({"Zebedee Quarrel"})
    hits = disclosure_gate({"a.pdf": out.getvalue()}, frozenset(), names=names)
    assert hits == (Hit("a.pdf", kind, 1),)
