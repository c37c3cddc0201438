"""What becomes of documents and of the checklist that says which items they serve."""

from datetime import UTC, datetime

import pytest

from builders.uploads import UPN, attending, checklist, child, pdf, send, word
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.missing import missing_items
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
LANO = "lano@exampleshire.example"
UNTOLD = word("Moving on together", "We wrote this for our own use.")


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def accepted(outside: Outside, visit: Visit) -> dict[str, int]:
    """Return the number of the upload that answers each item."""
    found = outside.register.dossier(visit.id).accepted_items()
    return {item: submission.number for item, (submission, _) in found.items()}


def staged(outside: Outside, visit: Visit) -> tuple[str, ...]:
    return outside.store.keys(Bucket.STAGING, f"{visit.id}/")


def test_a_document_is_known_by_its_words_and_staged_without_its_author(
    outside: Outside, visit: Visit
) -> None:
    submission = send(outside, visit, "final v3.docx", word("Strategic planning", "Our strategy"))

    assert submission.status is Status.ACCEPTED
    assert accepted(outside, visit) == {"strategic_planning": 1}
    [key] = staged(outside, visit)
    assert b"Plumstead" not in outside.store.get(Bucket.STAGING, key)


def test_one_document_may_serve_two_items(outside: Outside, visit: Visit) -> None:
    both = pdf(
        "Transition support practices and monitoring and evaluation",
        "Transition support practices",
        "Monitoring and evaluation",
    )

    submission = send(outside, visit, "both.pdf", both)

    assert accepted(outside, visit) == {"transition_support": 1, "monitoring_and_evaluation": 1}
    assert len({item.staged_key for item in submission.items}) == 1
    assert len(staged(outside, visit)) == 1
    [sent] = visit_board(outside, visit.id).uploads
    assert visit_board(outside, visit.id).numbered(sent) == "10, 11"


def test_a_checklist_declares_what_is_not_held(outside: Outside, visit: Visit) -> None:
    send(outside, visit, "checklist.xlsx", checklist(visit, not_held=["14", "15"]))

    assert set(outside.register.not_held(visit.id)) == {
        "specialist_taskforce",
        "school_based_provision",
    }
    missing = {item.number for item in missing_items(outside.register.dossier(visit.id))}
    assert missing == {str(number) for number in range(1, 14)}


def test_a_checklist_places_a_document_that_came_before_it(outside: Outside, visit: Visit) -> None:
    first = send(outside, visit, "Moving on.docx", UNTOLD)
    assert first.status is Status.MUST_FIX

    send(outside, visit, "checklist.xlsx", checklist(visit, {"11": "moving on.DOCX"}))

    assert accepted(outside, visit) == {"checklist": 2, "transition_support": 1}
    assert staged(outside, visit) == (f"{visit.id}/0001/transition_support.docx",)


def test_a_checklist_places_one_document_for_two_items(outside: Outside, visit: Visit) -> None:
    send(outside, visit, "checklist.xlsx", checklist(visit, {"11": "M.docx", "12": "M.docx"}))

    send(outside, visit, "M.docx", UNTOLD)

    answered = accepted(outside, visit)
    assert answered["transition_support"] == answered["transition_accountability"] == 2


def test_an_unrecognised_document_that_is_sent_again_under_a_telling_name_is_taken(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "Moving on.docx", UNTOLD)

    again = send(outside, visit, "11 Transition support practices.docx", UNTOLD)

    assert again.status is Status.ACCEPTED
    assert accepted(outside, visit) == {"transition_support": 2}


@pytest.mark.parametrize(
    ("identifies", "listed"),
    [(UPN, False), ("AP-0001", True)],
    ids=["a UPN", "the authority's own reference of a listed child"],
)
def test_a_document_that_identifies_a_child_is_held(
    outside: Outside, visit: Visit, mail: MailRecorder, identifies: str, listed: bool
) -> None:
    if listed:
        send(outside, visit, "list.xlsx", attending(child("AP-0001")))
    before = staged(outside, visit)

    told = send(outside, visit, "s.docx", word("Strategic planning", f"As agreed for {identifies}"))

    assert told.status is Status.WITHHELD
    assert staged(outside, visit) == before
    said = mail.to(LANO)[-1].text
    assert "Upload it again without that" in said.replace("\n", " ")
    assert not [sent for sent in mail.sent if identifies in sent.text]


def test_a_document_that_identifies_a_child_is_not_placed_by_the_checklist_either(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "M.docx", word("Moving on together", f"As agreed for {UPN}"))

    send(outside, visit, "checklist.xlsx", checklist(visit, {"11": "M.docx"}))

    assert accepted(outside, visit) == {"checklist": 2}
    assert staged(outside, visit) == ()
