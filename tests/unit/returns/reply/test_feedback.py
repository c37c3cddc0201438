"""What an authority is told: verdict, next step, lateness, breach, JSON."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from builders.returns import DOB, list_answer, must_fix, not_held, please_check
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.documents.recognising import NOT_RECOGNISED
from visit_exchange.returns.reply.answer_json import answer_json
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.reply.list_answer import ContainedBreach, verdict_of
from visit_exchange.returns.reply.reply_words import breach_sentence, headline, next_step, received
from visit_exchange.returns.tables.columns.forbidden import IDENTIFYING
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.writing.lateness import lateness

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("problems", "verdict"),
    [
        ([], "accepted"),
        ([not_held()], "accepted"),
        ([please_check(7), not_held()], "accepted_with_queries"),
        ([please_check(7), must_fix(8)], "must_fix"),
    ],
)
def test_the_worst_problem_decides(problems: list[Problem], verdict: str) -> None:
    assert verdict_of(problems) == verdict
    assert build_answer("a.xlsx", lists=[list_answer(problems)]).verdict == verdict


def test_a_problem_of_the_file_decides_too() -> None:
    lost = Problem("no_list", Severity.MUST_FIX, "No sheet holds a list that we asked for")
    answer = build_answer("a.xlsx", lists=[list_answer()], problems=[lost])
    assert answer.verdict == "must_fix"
    assert [action.text for action in answer.actions] == ["No sheet holds a list that we asked for"]


def test_a_reason_to_hold_decides_over_everything() -> None:
    reason = "The workbook has a password. Save it without one and upload it again."
    answer = build_answer(
        "a.xlsx", withheld_because=reason, verdict=SubmissionStatus.ACCEPTED, lists=[list_answer()]
    )
    assert answer.verdict == "withheld"
    assert next_step(answer) == reason


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ([], "Accepted"),
        ([please_check(7), please_check(9)], "Accepted, with 1 thing to check"),
        ([must_fix(7), must_fix(8, "Enter an age")], "Not accepted yet: 2 things to fix"),
    ],
)
def test_the_headline_counts_things_to_do_not_cells(problems: list[Problem], words: str) -> None:
    assert headline(build_answer("a.xlsx", lists=[list_answer(problems)])) == words


@pytest.mark.parametrize("status", [SubmissionStatus.SET_ASIDE, SubmissionStatus.SEEN_BEFORE])
def test_what_no_problem_can_tell_is_said(status: SubmissionStatus) -> None:
    answer = build_answer("a.pdf", verdict=status)
    assert answer.verdict is status
    assert headline(answer)
    assert next_step(answer)


@pytest.mark.parametrize(
    ("late_by", "words"),
    [
        (None, None),
        (timedelta(seconds=20), "Received less than a minute after the deadline."),
        (timedelta(minutes=1), "Received 1 minute after the deadline."),
        (timedelta(hours=2, minutes=5), "Received 2 hours 5 minutes after the deadline."),
        (timedelta(days=1, hours=3, minutes=9), "Received 1 day 3 hours after the deadline."),
        (timedelta(days=3, minutes=9), "Received 3 days 9 minutes after the deadline."),
    ],
)
def test_lateness_is_said_in_two_units(late_by: timedelta | None, words: str | None) -> None:
    assert lateness(late_by) == words


def test_a_breach_is_named_by_place_and_kind_only() -> None:
    assert breach_sentence([DOB]) == (
        "Column C holds dates of birth, which identify people. We have not read it and nobody "
        "else gets it. Delete it before you send this list again."
    )


def test_several_breaches_are_one_sentence() -> None:
    names = ContainedBreach("Kids", "D", "names")
    assert breach_sentence([DOB, names]).startswith(
        "Columns C and D hold dates of birth and names, which identify people. "
    )


def test_a_breach_that_stops_nothing_is_still_the_headline() -> None:
    answer = build_answer("a.xlsx", lists=[list_answer([please_check(7)], breaches=(DOB,))])
    assert headline(answer) == "Accepted without 1 column that identifies people"


def test_a_breach_is_told_once_and_leaves_nothing_to_send_again() -> None:
    told = Problem(IDENTIFYING, Severity.PLEASE_CHECK, "Column C holds dates of birth", column="C")
    answer = build_answer("a.xlsx", lists=[list_answer([told], breaches=(DOB,))])
    assert answer.verdict == "accepted_with_queries"
    assert answer.actions == ()
    assert next_step(answer) == "We use the rest of this file. You do not need to send it again."


def test_a_file_of_which_nothing_was_used_is_not_to_be_corrected_cell_by_cell() -> None:
    answer = build_answer("a.pdf", problems=[NOT_RECOGNISED])
    assert next_step(answer) == "We have not used this file yet."


@pytest.mark.parametrize(
    ("late_by", "words"),
    [
        (None, "Received at 4:05pm on Thursday 26 November 2026, in time."),
        (
            timedelta(hours=15, minutes=5),
            "Received at 4:05pm on Thursday 26 November 2026, 15 hours 5 minutes after the "
            "deadline.",
        ),
    ],
)
def test_it_says_when_the_upload_came_in_local_time(late_by: timedelta | None, words: str) -> None:
    answer = build_answer("a.pdf", late_by=late_by)
    assert (
        received(replace(answer, received_at=datetime(2026, 11, 26, 16, 5, tzinfo=LONDON))) == words
    )


def test_json_says_where_and_why_without_a_cell_value() -> None:
    answer = build_answer("a.xlsx", lists=[list_answer([must_fix(7)], breaches=(DOB,))])
    assert answer_json(answer) == {
        "file": "a.xlsx",
        "verdict": "must_fix",
        "lists": [
            {
                "list": "leavers",
                "sheet": "Kids",
                "header_row": 3,
                "rows": 180,
                "columns": {"ref": "Ref No", "age": "Age (yrs)", "plan": "EHCP?"},
                "not_used": [{"column": "C", "because": "holds dates of birth"}],
                "problems": [
                    {
                        "rule": "age",
                        "severity": "must_fix",
                        "sheet": "Kids",
                        "row": 7,
                        "column": "B",
                        "field": "age",
                        "message": "Enter a whole number from 5 to 18",
                    }
                ],
            }
        ],
        "documents": [],
        "problems": [],
        "withheld_because": None,
    }


def test_an_answer_that_is_logged_tells_nothing_that_the_officer_wrote() -> None:
    logged = repr(build_answer("Ann Other.xlsx", lists=[list_answer([must_fix(7)])]))
    for told in ("Ann Other", "Kids", "Ref No", "4O"):
        assert told not in logged
