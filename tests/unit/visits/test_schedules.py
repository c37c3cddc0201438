"""A schedule that has grown: what is new, what is unchanged, what differs."""

from datetime import date
from typing import Any

import pytest

from builders.visits import a_new_visit, a_visit
from visit_exchange.errors import UserError
from visit_exchange.visits.entry.schedules import check_once, compared, made_twice
from visit_exchange.visits.visit import VisitStatus

MONDAY, LATER = date(2023, 3, 27), date(2023, 6, 12)


def test_what_is_new_is_kept_and_what_is_known_is_said() -> None:
    grown = compared([a_new_visit(), a_new_visit(LATER)], [a_visit()])
    assert [each.notified for each in grown.new] == [LATER]
    assert grown.known == ("999-ap-20230327: unchanged",)


@pytest.mark.parametrize(
    ("registered", "is_new"),
    [
        ({}, False),
        ({"status": VisitStatus.CLOSED}, False),
        ({"status": VisitStatus.CANCELLED}, True),
        ({"is_rehearsal": True}, True),
        ({"la_code": "998"}, True),
    ],
)
def test_a_visit_is_known_by_kind_area_and_date(registered: dict[str, Any], is_new: bool) -> None:
    assert bool(compared([a_new_visit()], [a_visit(**registered)]).new) is is_new


def test_what_differs_is_named_and_how_to_change_it() -> None:
    known = a_visit(lano_email="other@exampleshire.example", on_site_days=3)
    assert compared([a_new_visit()], [known]).known == (
        "999-ap-20230327: not changed, but the schedule differs in lano_email, on_site_days. "
        "To change it: visit-exchange visits edit",
    )


def test_a_lano_who_was_nominated_since_is_no_difference() -> None:
    assert compared([a_new_visit(lano_email="")], [a_visit()]).known == (
        "999-ap-20230327: unchanged",
    )


@pytest.mark.parametrize(
    ("second", "questions"),
    [(date(2023, 5, 5), 1), (date(2023, 5, 9), 0)],  # Friday; Tuesday
)
def test_two_rows_for_one_area_within_six_weeks_are_questioned(
    second: date, questions: int
) -> None:
    assert len(made_twice([a_new_visit(), a_new_visit(second)])) == questions


def test_a_visit_that_a_schedule_has_twice_is_refused_before_any_is_registered() -> None:
    check_once([a_new_visit(), a_new_visit(date(2023, 6, 12))])
    with pytest.raises(UserError, match=r"Monday 27 March 2023 2 times\. Take all but one out"):
        check_once([a_new_visit(), a_new_visit()])
