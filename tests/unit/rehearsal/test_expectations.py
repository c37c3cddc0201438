"""The verdict on a rehearsal: silent when all is well, a sentence for whatever is not."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rehearsal.expectations import SOUND, Expected, Observed, Seeded, ToldProblem, judge
from rehearsal.judging.answers import answered_number, observed
from visit_exchange.visits.uploads.submission import (
    Submission,
    SubmissionStatus,
    SubmittedItem,
    UploadIdentity,
)

MUST_FIX, ACCEPTED = SubmissionStatus.MUST_FIX, SubmissionStatus.ACCEPTED
AGE = Seeded("age above the range", "a_list", "AP cohort", (8,), "age", "C")
TWICE = Seeded("the same row twice", "a_list", "AP cohort", (9, 40), None, None)


LIST = {"list": "a_list", "sheet": "AP cohort", "rows": 260}


def expected(**changes: Any) -> Expected:
    known: dict[str, Any] = {
        "label": "list",
        "milestone": "returns",
        "offset": timedelta(hours=-1),
        "outcomes": SOUND,
        "items": ("a_list",),
    }
    return Expected(**(known | changes))


def seen(
    *problems: ToldProblem, status: SubmissionStatus = ACCEPTED, late: bool = False
) -> Observed:
    return Observed(status, {"a_list": status}, problems, late, {"a_list": 260})


def told(row: int | None, field: str | None, sheet: str | None = "AP cohort") -> ToldProblem:
    return ToldProblem(sheet, row, "C", field)


def test_all_is_well() -> None:
    first = expected(outcomes=frozenset({MUST_FIX}), problems=(AGE, TWICE))
    answer = seen(told(8, "age"), told(40, "reference"), status=MUST_FIX)
    assert judge([first], {"list": answer}) == []


def test_a_sound_file_that_is_refused_is_a_failure() -> None:
    assert judge([expected()], {"list": seen(status=MUST_FIX)}) == [
        "list: sound, but was answered must_fix"
    ]


def test_a_file_that_must_not_get_through_and_does_is_a_failure() -> None:
    held = expected(outcomes=frozenset({SubmissionStatus.WITHHELD}))
    assert judge([held], {"list": seen()}) == ["list: was answered accepted, not withheld"]


@pytest.mark.parametrize(
    "nearly",
    [told(9, "age"), told(8, "gender"), told(8, "age", sheet="Leavers"), told(None, "age")],
    ids=["another row", "another field", "another sheet", "no row"],
)
def test_a_seeded_mistake_that_nobody_tells_of_is_a_failure(nearly: ToldProblem) -> None:
    first = expected(outcomes=frozenset({MUST_FIX}), problems=(AGE,))
    assert judge([first], {"list": seen(nearly, status=MUST_FIX)}) == [
        "list: nothing was said about a seeded mistake (age above the range, AP cohort row 8)"
    ]


def test_either_of_two_rows_that_are_the_same_will_do() -> None:
    first = expected(problems=(TWICE,))
    for row in (9, 40):
        assert judge([first], {"list": seen(told(row, None))}) == []


def test_an_item_that_was_not_recognised_is_a_failure() -> None:
    assert judge([expected(items=("other",))], {"list": seen()}) == [
        "list: was not recognised as other"
    ]


@pytest.mark.parametrize("rows", [259, 260])
def test_no_row_is_lost_and_a_total_may_be_counted(rows: int) -> None:
    assert judge([expected(rows=(("a_list", rows),))], {"list": seen()}) == []


def test_rows_that_were_not_read_are_a_failure() -> None:
    assert judge([expected(rows=(("a_list", 261),))], {"list": seen()}) == [
        "list: 260 of the 261 rows of a_list were read"
    ]


def test_lateness_is_judged_both_ways() -> None:
    assert judge([expected(late=True)], {"list": seen()}) == ["list: was late, but not judged so"]
    assert judge([expected()], {"list": seen(late=True)}) == [
        "list: was on time, but not judged so"
    ]


def test_a_file_without_an_answer_is_a_failure() -> None:
    assert judge([expected()], {}) == ["list: no answer came"]


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("999-ap-20261123/0007/answer.json", 7),
        ("999-ap-20261123/0007/reply.html", None),
        ("999-ap-20261123/request/answer.json", None),
        ("999-ap-20261123/request.ics", None),
    ],
)
def test_the_number_of_an_answer_is_in_its_key(key: str, number: int | None) -> None:
    assert answered_number(key) == number


def test_what_was_told_comes_from_the_reply_and_the_rest_from_the_register() -> None:
    monday = datetime(2026, 11, 23, 10, tzinfo=UTC)
    submission = Submission(
        id="one",
        visit_id="999-ap-20261123",
        number=7,
        upload=UploadIdentity("0" * 64, "v1"),
        size=10,
        received_at=monday,
        status=MUST_FIX,
        sha256="0" * 64,
        kind="xlsx",
        reason=None,
        late_by=timedelta(minutes=3),
        items=(SubmittedItem("a_list", MUST_FIX),),
        reply_prefix=None,
        answered_at=monday,
    )
    problem = {"row": 8, "column": "C", "field": "age", "rule": "CA-02"}
    answer = {"problems": [], "lists": [LIST | {"problems": [problem]}]}
    assert observed(submission, json.dumps(answer).encode()) == Observed(
        MUST_FIX, {"a_list": MUST_FIX}, (told(8, "age"),), late=True, rows={"a_list": 260}
    )
