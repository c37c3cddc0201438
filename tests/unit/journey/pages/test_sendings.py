"""Who sent a survey on, as the LANO enters it: one line for each audience, or what is missing."""

from dataclasses import replace
from datetime import date, time

import pytest

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.arranging.surveys import EnteredSending, sendings

WHOLE = EnteredSending(
    audiences=("children", "parents"),
    by="the participation team",
    to="all schools",
    day="2023-03-28",
    at="09:30",
    form="paper",
    unreached="young people at home",
)


def test_it_is_said_of_each_audience() -> None:
    children, parents = sendings(WHOLE)
    assert (children.audience, parents.audience) == ("children", "parents")
    assert (parents.on, parents.at, parents.form) == (date(2023, 3, 28), time(9, 30), "paper")
    assert parents.unreached == "young people at home"


def test_the_time_may_be_left_out() -> None:
    assert sendings(replace(WHOLE, at=" "))[0].at is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (replace(WHOLE, audiences=()), "Select whom the survey is for"),
        (replace(WHOLE, form=""), "Select how it was sent on"),
        (replace(WHOLE, day=""), "Enter the date"),
        (replace(WHOLE, day="yesterday"), "must be a real date"),
        (replace(WHOLE, at="half past"), "must be a real time"),
    ],
    ids=["nobody", "no way", "no day", "no date", "no time"],
)
def test_what_is_missing_or_wrong_is_told(wrong: EnteredSending, told: str) -> None:
    with pytest.raises(UserError, match=told):
        sendings(wrong)
