"""A person decides on a document that names a listed child, or that cannot be searched."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from builders.taken import take_list
from builders.uploads import attending, child, send, word
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.receiving.document_review import refuse, release, undecided
from visit_exchange.privacy.name_prints import name_prints
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
LANO = "lano@exampleshire.example"
LIST = attending(child("AP-0001"))
STRATEGY = word("Strategic planning", "As agreed for AP-0001 in March.")


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit with one listed child, open since Monday morning."""
    visit = an_open_visit(outside, MONDAY)
    take_list(outside, visit, "list.xlsx", LIST)
    return visit


def send_strategy(outside: Outside, visit: Visit, content: bytes = STRATEGY) -> Submission:
    return send(outside, visit, "Strategic planning.docx", content)


def published(outside: Outside, visit: Visit) -> list[str]:
    publish_pack(outside, visit.id)
    newest = max(pack.prefix for pack in outside.register.packs(visit.id))
    return [key.removeprefix(f"{newest}/") for key in outside.store.keys(Bucket.PACKS, newest)]


def test_a_document_that_names_a_listed_child_waits_and_tells_kinds_and_counts(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    told = send_strategy(outside, visit)
    assert told.status is Status.WITHHELD
    assert "1 × reference" in str(told.reason)
    [waiting] = undecided(outside, visit.id)
    assert (waiting.number, dict(waiting.found)) == (2, {"reference": 1})
    assert "AP-0001" not in " ".join(each.text + each.subject for each in mail.sent)


def test_a_released_document_goes_out_with_the_next_pack(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send_strategy(outside, visit)
    assert not [name for name in published(outside, visit) if name.endswith(".docx")]

    release(outside, visit.id, 2, "The reference is a room number", by="dana")

    assert [name for name in published(outside, visit) if name.endswith(".docx")]
    assert undecided(outside, visit.id) == ()
    assert "lets it go" in mail.to(LANO)[-1].text
    [entry] = [e for e in outside.register.audit(visit.id) if e.act == "withheld document released"]
    assert (entry.by, entry.detail["reason"]) == ("dana", "The reference is a room number")


def test_a_released_document_stays_out_when_a_later_list_makes_more_known(
    outside: Outside, visit: Visit
) -> None:
    send_strategy(outside, visit, word("Strategic planning", "For AP-0001 and AP-0002."))
    release(outside, visit.id, 2, "A room number", by="dana")
    send(outside, visit, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))

    assert not [name for name in published(outside, visit) if name.endswith(".docx")]


def test_a_refused_document_stays_out_and_the_authority_is_told_why(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send_strategy(outside, visit)

    refuse(outside, visit.id, 2, "It is about one child", by="dana")

    assert outside.register.submission(f"{visit.id}/2").status is Status.SET_ASIDE
    assert "It is about one child." in mail.to(LANO)[-1].text
    assert not [name for name in published(outside, visit) if name.endswith(".docx")]


def test_a_name_that_a_contained_column_made_known_is_recognised_in_a_document(
    outside: Outside, visit: Visit
) -> None:
    upload = outside.register.submission(f"{visit.id}/1")
    prints = name_prints(outside.keys.key(visit.id), ["Quill Thistlewood"])
    known = Answer(items=upload.items, names=prints)
    outside.register.answer_again(upload.id, upload.status, known, at=MONDAY)

    content = word("Strategic planning", "We thank Thistlewood, Quill for the drawing.")
    assert send_strategy(outside, visit, content).status is Status.WITHHELD
    [waiting] = undecided(outside, visit.id)
    assert dict(waiting.found) == {"name": 1}


def test_a_scan_waits_too(outside: Outside, visit: Visit) -> None:
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("L", (1200, 1700), 200).save(picture, "PNG")
    page = canvas.Canvas(out)
    page.drawImage(ImageReader(picture), 0, 0, 500, 700)
    page.save()
    told = send(outside, visit, "05 Strategic planning.pdf", out.getvalue())
    assert told.status is Status.WITHHELD
    assert "pages that we cannot read, such as scans" in str(told.reason)


@pytest.mark.parametrize(
    ("number", "reason", "words"),
    [(1, "fine", "does not wait"), (9, "fine", "does not wait"), (2, " ", "Enter a reason")],
)
def test_only_what_waits_is_decided_and_with_a_reason(
    outside: Outside, visit: Visit, number: int, reason: str, words: str
) -> None:
    send_strategy(outside, visit)
    with pytest.raises(UserError, match=words):
        release(outside, visit.id, number, reason, by="dana")


def test_a_decision_is_made_once(outside: Outside, visit: Visit) -> None:
    send_strategy(outside, visit)
    refuse(outside, visit.id, 2, "It is about one child", by="dana")
    with pytest.raises(UserError, match="does not wait"):
        release(outside, visit.id, 2, "After all", by="dana")
