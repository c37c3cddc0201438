"""The desk and the pipeline say the same of a file: the same verdict, the same problems."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from builders.uploads import attending, checklist, child, pdf, providers, send, word, workbook
from builders.visits import an_open_visit
from returns import making
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.buckets import Bucket
from visit_exchange.kinds import load_framework
from visit_exchange.returns.reply.answer_json import answer_json
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = [pytest.mark.services, pytest.mark.soak]

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
WRONG = child("AP-0001", Age=40)
CASES = sorted((Path(__file__).parents[2] / "support" / "returns" / "cases").iterdir())


def scan() -> bytes:
    """A photograph of a page, as a PDF without a letter of text."""
    out = io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(out, "PDF")
    return out.getvalue()


FILES: dict[str, bytes] = {
    "a sound list.xlsx": attending(child("AP-0001"), child("AP-0002")),
    "a list with an age that cannot be.xlsx": attending(WRONG, child("AP-0002")),
    "the same child twice.xlsx": attending(child("AP-0001"), child("AP-0001")),
    "a list with names.xlsx": attending(child("AP-0001") | {"Child name": "Zebedee Plumstead"}),
    "a list without a date.xlsx": making.workbook((making.HEADINGS, *making.CHILDREN)),
    "a list that lacks columns.csv": b"Child reference,Age\nAP-0001,12\n",
    "providers.xlsx": providers({"Provider name": "Oak Hub", "URN": 999001, "Virtual": "No"}),
    "two lists.xlsx": workbook(
        {
            "Currently attending": [child("AP-0001")],
            "Alternative providers": [{"Provider name": "Oak Centre", "Virtual": "No"}],
        }
    ),
    "exclusions.csv": b"UPN,Exclusion start date,Sessions lost\n,01/02/2023,4\n",
    "a canteen menu.csv": b"dish,price\nsoup,3\n",
    "headings alone.csv": b"Child reference,Age,Setting name\n",
    "nothing.csv": b"",
    "broken.xlsx": b"PK\x03\x04 cut off",
    "a page.xls": b"<html><body><table><tr><td>Child reference</td></tr></table></body></html>",
    "strategy.docx": word("Strategic planning", "Our strategy for the years to come."),
    "both.pdf": pdf("Transition support practices", "How we support young people who move on."),
    "a telling strategy.docx": word("Strategic planning", "Pupil Z999200000001 attends."),
    "born.docx": word("Strategic planning", "Zebedee, date of birth 03/05/2011, was excluded."),
    "to follow.docx": word("Strategic planning", "To follow"),
    "a link.url": b"[InternetShortcut]\nURL=https://example.org/strategy\n",
    "an empty page.docx": word("", ""),
    "an error.txt": b"HTTP 404 Not Found",
    "strategy.odt": b"PK\x03\x04 no such thing",
    "documents/15/dashboard.xlsx": workbook({"Dashboard": [{"Measure": "Placed", "2021": 41}]}),
    "documents/15/children.xlsx": attending(child("AP-0001"), child("AP-0002")),
    "12 accountability.docx": word("Who answers for what", "We wrote this for our own use."),
    "untold.docx": word("Moving on together", "We wrote this for our own use."),
    "scan.pdf": scan(),
}


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def at_desk(visit: Visit, name: str, content: bytes) -> dict[str, Any]:
    """What ``visit-exchange check --json`` says."""
    framework = load_framework(visit.framework)
    (assessed,) = assess_at_desk([(name, content)], framework, visit.notified)
    told: dict[str, Any] = json.loads(json.dumps(answer_json(assessed.answer)))
    return told


def in_pipeline(outside: Outside, visit: Visit, name: str, content: bytes) -> dict[str, Any]:
    """What lies in the authority's replies."""
    submission = send(outside, visit, name, content)
    told: dict[str, Any] = json.loads(
        outside.store.get(Bucket.REPLIES, f"{submission.reply_prefix}/answer.json")
    )
    return told


def test_they_say_the_same_of_a_checklist(outside: Outside, visit: Visit) -> None:
    content = checklist(visit, {"5": "strategy.docx"}, not_held=["6"])
    name = "checklist.xlsx"
    assert at_desk(visit, name, content) == in_pipeline(outside, visit, name, content)


def tuesdays() -> Iterator[date]:
    """Yield Tuesdays: each gives a visit of its own."""
    day = date(2023, 1, 10)
    while True:
        yield day
        day += timedelta(days=7)


def kind_of(case: Path) -> str:
    """Which kind of visit a list was made for."""
    is_send = case.name.startswith(("36", "38")) and "-ap-" not in case.name
    return "area_send_full_2024" if is_send else "ap_thematic_2023"


def test_they_say_the_same_of_every_bad_list(outside: Outside) -> None:
    differ = []
    for path, notified in zip(CASES, tuesdays(), strict=False):
        opened = datetime.combine(notified, MONDAY.timetz())
        visit = an_open_visit(outside, opened, notified=notified, framework=kind_of(path))
        content = path.read_bytes()
        here = at_desk(visit, path.name, content)
        if here != in_pipeline(outside, visit, path.name, content):
            differ.append(path.name)
    assert CASES
    assert not differ


@pytest.mark.parametrize("name", FILES)
def test_they_say_the_same(outside: Outside, visit: Visit, name: str) -> None:
    content = FILES[name]
    assert at_desk(visit, name, content) == in_pipeline(outside, visit, name, content)
