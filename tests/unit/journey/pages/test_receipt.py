"""What the receipt says of each file, from a dossier and a listing of the bucket."""

from datetime import timedelta
from typing import Any

import pytest

from builders.dossiers import MORNING, a_dossier, an_upload
from builders.visits import a_visit
from visit_exchange.journey.pages.receipt import SENT, sent_lines
from visit_exchange.journey.sender import Sender
from visit_exchange.visits.uploads.submission import (
    Submission,
    SubmissionStatus,
    SubmittedItem,
    Upload,
)

# Tuesday 28 March 2023, 9am in UTC: 10am in London.
LISTED = Upload("999-ap-20230327/Our plan.docx", "v1", 1234, MORNING)
ANSWERED = MORNING + timedelta(minutes=1)


def line(*others: Submission, **changes: Any) -> dict[str, object]:
    usual = {"upload": LISTED.identity, "received_at": MORNING, "answered_at": ANSWERED}
    upload = an_upload(1, **(usual | changes))
    dossier = a_dossier(submissions=(upload, *others))
    [told] = sent_lines(dossier, Sender(a_visit()), [LISTED])
    return dict(zip([heading.title for heading in SENT], told, strict=True))


def items(*names: str, status: SubmissionStatus = SubmissionStatus.ACCEPTED) -> dict[str, Any]:
    return {"items": tuple(SubmittedItem(name, status) for name in names), "status": status}


def test_a_line_says_what_came_when_and_what_became_of_it() -> None:
    told = line(**items("strategic_planning"))
    assert told["Upload"] == 1
    assert told["File"] == "Our plan.docx"
    assert told["Received"] == "10am on Tuesday 28 March 2023"
    assert told["On time"] == "Yes"
    assert told["Answers"] == "5 Strategic planning"
    assert told["Bytes"] == 1234
    assert len(str(told["SHA-256 of the file"])) == 64


def test_a_late_file_says_by_how_much() -> None:
    assert line(late_by=timedelta(hours=2, minutes=5))["On time"] == "2 hours 5 minutes late"


def test_what_is_not_received_yet_is_there_all_the_same() -> None:
    [told] = sent_lines(a_dossier(), Sender(a_visit()), [LISTED])
    assert (told[0], told[1], told[5]) == (None, "Our plan.docx", "Not checked yet")


@pytest.mark.parametrize(
    ("item", "answers"),
    [
        ("checklist", "The checklist of the request"),
        ("tracking-checklist", "The checklist about the selected children"),
        ("chronology:K7QM-2XWD", " of K7QM-2XWD"),
    ],
)
def test_what_is_no_item_of_the_request_is_named_too(item: str, answers: str) -> None:
    assert str(line(**items(item))["Answers"]).endswith(answers)


@pytest.mark.parametrize("status", list(SubmissionStatus))
def test_every_state_has_words(status: SubmissionStatus) -> None:
    assert line(status=status)["State"]
