"""Who sent a survey on to whom: said by organisation and role, in a form that the kind has."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from builders.dossiers import a_dossier
from builders.visits import a_visit
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.surveys_sent import checked, sent_in_words
from visit_exchange.visits.people.survey_words import Distribution

TUESDAY = date(2023, 3, 28)
WEDNESDAY_NOON = datetime(2023, 3, 29, 12)  # noqa: DTZ001  (local, as the visit's people read it)
WEDNESDAY = WEDNESDAY_NOON.date()
SENT = Distribution("parents", " the parent carer  forum", "all its members", TUESDAY, "paper")


def test_it_is_kept_tidy_and_said_in_a_line() -> None:
    kept = checked(a_visit(), SENT, WEDNESDAY_NOON)
    assert sent_in_words(a_dossier(survey_distributions=(kept,))) == (
        "Parents and carers: by the parent carer forum, to all its members, on paper, "
        "on Tuesday 28 March 2023",
    )


def test_it_may_say_the_time_and_whom_it_does_not_reach() -> None:
    said = replace(SENT, at=time(9, 30), unreached=" families who read  Polish")
    kept = checked(a_visit(), said, WEDNESDAY_NOON)
    [line] = sent_in_words(a_dossier(survey_distributions=(kept,)))
    assert line.endswith(
        "at 9:30am on Tuesday 28 March 2023. Does not reach: families who read Polish"
    )


def test_without_a_form_it_was_sent_by_link() -> None:
    assert checked(a_visit(), replace(SENT, form=""), WEDNESDAY_NOON).form == "link"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (replace(SENT, audience="nobody"), "--audience must be one of: children, parents"),
        (replace(SENT, form="pigeon"), "--form must be one of: link, paper"),
        (replace(SENT, by=" "), "Enter who sent the survey on"),
        (replace(SENT, to=""), "Enter to whom it was sent"),
        (replace(SENT, to="x" * 201), "in 200 characters or fewer"),
        (replace(SENT, on=date(2023, 3, 30)), "today or earlier"),
        (replace(SENT, on=WEDNESDAY, at=time(12, 1)), "must not be in the future. It is midday"),
        (replace(SENT, unreached="x" * 201), "200 characters or fewer whom it does not reach"),
        (replace(SENT, unreached="call 07700 900123"), "not by name. Take out"),
        (replace(SENT, by="maria.gonzalez@school.example"), "not by name. Take out"),
    ],
    ids=[
        "audience",
        "form",
        "by nobody",
        "to nobody",
        "too long",
        "tomorrow",
        "in a minute",
        "too long a lack",
        "a telephone number",
        "an address",
    ],
)
def test_what_is_wrong_is_told(wrong: Distribution, told: str) -> None:
    with pytest.raises(UserError, match=told):
        checked(a_visit(), wrong, WEDNESDAY_NOON)
