"""A schedule that has grown: what is new, what is unchanged, what differs."""

from datetime import date
from typing import Any

import pytest

from builders.visits import a_new_visit, a_visit
from visit_exchange.visits.entry.schedules import compared, made_twice
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


@pytest.mark.parametrize(
    ("second", "questions"),
    [(date(2023, 5, 5), 1), (date(2023, 5, 9), 0)],  # Friday; Tuesday
)
def test_two_rows_for_one_area_within_six_weeks_are_questioned(
    second: date, questions: int
) -> None:
    assert len(made_twice([a_new_visit(), a_new_visit(second)])) == questions
