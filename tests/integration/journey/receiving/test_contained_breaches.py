"""What identifies children in a list goes no further, and everyone learns of it at once."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from openpyxl.comments import Comment

from builders.uploads import UPN, attending, child, send, word
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.journey.receiving.document_review import undecided
from visit_exchange.journey.staging.shelf import whole_frames
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
DATA_TEAM, LANO = "data-team@example.org", "lano@exampleshire.example"
NAMES = ("Quill Thistlewood", "Bo Larkspur", "Zoë O’Marrow")


def named_list(notes: str = "Asthma") -> bytes:
    rows = [
        {"Pupil name": name} | dict(child(f"AP-000{n}", Health_needs=notes))
        for n, name in enumerate(NAMES, start=1)
    ]
    return attending(*rows)


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def test_names_of_a_contained_column_are_redacted_from_the_text_beside_it(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "list.xlsx", named_list("Asthma. Sits with Bo Larkspur"))
    [frame] = whole_frames(outside, visit).values()
    assert set(frame["health_needs"]) == {"Asthma. Sits with [name removed]"}


def test_a_later_list_without_names_is_redacted_by_what_the_first_made_known(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "list.xlsx", named_list())
    send(outside, visit, "list.xlsx", attending(child("AP-0001", Health_needs="See BO LARKSPUR")))
    [frame] = whole_frames(outside, visit).values()
    assert set(frame["health_needs"]) == {"See [name removed]"}


def test_a_document_that_names_such_a_child_waits_for_a_person(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "list.xlsx", named_list())
    told = send(outside, visit, "s.docx", word("Strategic planning", "We thank Zoe O'Marrow."))
    assert told.status is Status.WITHHELD
    assert [dict(d.found) for d in undecided(outside, visit.id)] == [{"name": 1}]


def test_the_audit_says_what_kind_how_many_and_when(outside: Outside, visit: Visit) -> None:
    submission = send(outside, visit, "list.xlsx", named_list())
    [entry] = [e for e in outside.register.audit(visit.id) if e.act == "breach contained"]
    assert entry.detail == {
        "submission": submission.id, "where": "columns", "kinds": {"names": 1},
    }  # fmt: skip
    assert entry.at.date() == MONDAY.date(), "in visit time"


def test_what_a_comment_hides_is_told_by_kind_and_count_and_goes_nowhere(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(attending(child("AP-0001"))))
    book.worksheets[0]["A2"].comment = Comment(f"is {UPN}", "x")
    out = io.BytesIO()
    book.save(out)

    told = send(outside, visit, "list.xlsx", out.getvalue())

    assert told.status in (Status.ACCEPTED, Status.ACCEPTED_WITH_QUERIES)
    [alert] = [each for each in mail.to(DATA_TEAM) if "beside the lists" in each.subject]
    assert "1 × unique pupil numbers in comments" in alert.text
    assert UPN not in " ".join(each.text for each in mail.sent)
    acts = [e.detail for e in outside.register.audit(visit.id) if e.act == "breach contained"]
    assert [act["kinds"] for act in acts] == [{"unique pupil numbers in comments": 1}]


def test_a_list_whose_text_cannot_be_made_safe_is_held(outside: Outside, visit: Visit) -> None:
    rows = [child(f"AP-{n:04}", Health_needs=f"see AP-{n + 1:04}") for n in range(12)]
    told = send(outside, visit, "list.xlsx", attending(*rows))
    assert told.status is Status.MUST_FIX
    assert whole_frames(outside, visit) == {}
