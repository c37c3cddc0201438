"""No file stops the exchange: each that cannot be done is answered, and the others go on."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from builders import hostile
from builders.uploads import answer_all, attending, child, drop
from builders.visits import an_open_visit
from visit_exchange.assessing import beside_lists, lists
from visit_exchange.child_process import asking
from visit_exchange.privacy.documents import document_work
from visit_exchange.request import checklist_reading
from visit_exchange.returns.documents import (
    contentless,
    document_search,
    list_in_document,
    recognising,
)
from visit_exchange.returns.screening import screen as screening
from visit_exchange.returns.tables import safe_reading
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import ACCEPTED, ANSWERS

pytestmark = pytest.mark.services

CHILDREN = (
    screening,
    recognising,
    contentless,
    list_in_document,
    document_search,
    document_work,
    safe_reading,
    beside_lists,
    checklist_reading,
    lists,
)
TUESDAY = datetime(2023, 3, 28, 9, tzinfo=UTC)  # 28 March 2023
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a line of a million underscores": ("plan.docx", lambda: hostile.one_line("_", 1_000_000)),
    "a line of a million dots and dashes": ("plan.docx", lambda: hostile.one_line(".-", 500_000)),
    "a line of a million digits": ("plan.docx", lambda: hostile.one_line("07 ", 300_000)),
    "millions of paragraphs": ("plan.docx", lambda: hostile.paragraphs(12_000_000)),
    "a PDF that unpacks to a gigabyte": ("plan.pdf", lambda: hostile.swollen_pdf(1024)),
    "a cell of 140 kilobytes": ("list.csv", lambda: hostile.long_cell(140_000)),
    "a picture of 400 megapixels": ("plan.tiff", lambda: hostile.huge_picture(20_000)),
    "such a picture in a document": (
        "plan.docx",
        lambda: hostile.word_of(b"<w:p/>", image1=hostile.huge_picture(20_000)),
    ),
}


@pytest.fixture(autouse=True)
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run-away file takes is the limit: a short one keeps the test short."""
    for module in CHILDREN:
        monkeypatch.setattr(module, "SECONDS", 3)
    monkeypatch.setattr(asking, "WALL", 100)  # work counts, not how busy the machine is


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_answered_and_another_authoritys_list_is_used(
    outside: Outside, kind: str
) -> None:
    name, make = HOSTILE[kind]
    attacked = an_open_visit(outside, TUESDAY)
    other = an_open_visit(outside, TUESDAY, la_code="998", la_name="Otherset")
    content = make()
    assert len(content) < 4 << 20, "a small file is what makes it hostile"
    drop(outside, attacked, name, content)
    drop(outside, other, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))

    answer_all(outside)

    [answered] = outside.register.submissions(attacked.id)
    [used] = outside.register.submissions(other.id)
    assert answered.status in ANSWERS
    assert answered.reply_prefix
    assert used.status in ACCEPTED
