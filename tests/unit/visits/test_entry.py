"""A visit as it is entered: one bad example for each way to be wrong."""

from datetime import date, datetime

import pytest

from visit_exchange.errors import UserError
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.entry.entry import Mistake, check_email, visit_entered
from visit_exchange.visits.visit import NewVisit

ENTERED: dict[str, object] = {
    "framework": "ap_thematic_2023",
    "la_code": "999",
    "la_name": "Exampleshire County Council",
    "notified": "2023-02-06",  # Monday
    "lano_email": "lano@exampleshire.example",
    "lead_inspector_email": "lead@inspectorate.example",
    "on_site_days": "3",
}


def test_what_was_entered_becomes_a_visit() -> None:
    assert visit_entered(ENTERED) == NewVisit(
        framework="ap_thematic_2023",
        la_code="999",
        la_name="Exampleshire",
        notified=date(2023, 2, 6),
        lano_email="lano@exampleshire.example",
        lead_inspector_email="lead@inspectorate.example",
        on_site_days=3,
        clock=RealClock(),
    )


@pytest.mark.parametrize(
    "same",
    [
        {"la_code": 999.0},
        {"la_code": " 999 "},
        {"la_name": ""},
        {"la_name": None},
        {"notified": date(2023, 2, 6)},
        {"notified": datetime(2023, 2, 6)},  # noqa: DTZ001  (as a spreadsheet gives it)
        {"notified": "6/2/2023"},
        {"on_site_days": 3.0},
    ],
)
def test_a_spreadsheets_ways_of_writing_it_are_the_same(same: dict[str, object]) -> None:
    assert visit_entered(ENTERED | same) == visit_entered(ENTERED)


def test_no_on_site_days_means_the_frameworks_usual_number() -> None:
    entered = visit_entered(ENTERED | {"on_site_days": ""})
    assert isinstance(entered, NewVisit)
    assert entered.on_site_days == 4


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("framework", "", "Framework must be one of: ap_thematic_2023"),
        ("framework", "ap", "Framework must be one of: ap_thematic_2023"),
        ("la_code", "", "Local authority code must be the three digits"),
        ("la_code", "12", "Local authority code must be the three digits"),
        ("la_code", "942", "942 Cumberland opens on Saturday 1 April 2023"),
        ("la_name", "Othershire", "Local authority name must be Exampleshire, the name of 999"),
        ("notified", "", "Enter the notification date"),
        ("notified", "2023-02-30", "Notification date must be a real date"),
        ("notified", "31/2/2023", "Notification date must be a real date"),
        ("notified", "next Monday", "Notification date must be a real date"),
        ("notified", "2023-04-07", "Friday 7 April 2023 is not a working day"),
        ("lano_email", "lano at exampleshire", "LANO e-mail must be one e-mail address"),
        ("lano_email", "a@b.example, c@d.example", "LANO e-mail must be one e-mail address"),
        ("lead_inspector_email", "lead@host", "Lead inspector e-mail must be one e-mail address"),
        ("on_site_days", "5", "On-site days must be from 1 to 4"),
        ("on_site_days", "2.5", "On-site days must be from 1 to 4"),
        ("on_site_days", "two", "On-site days must be from 1 to 4"),
    ],
)
def test_a_mistake_is_told_with_its_field(field: str, value: str, told: str) -> None:
    mistakes = visit_entered(ENTERED | {field: value})
    assert isinstance(mistakes, tuple)
    assert [mistake.field for mistake in mistakes] == [field]
    assert mistakes[0].message.startswith(told)


def test_every_mistake_is_told_at_once() -> None:
    mistakes = visit_entered({})
    assert isinstance(mistakes, tuple)
    assert [mistake.field for mistake in mistakes] == [
        "framework",
        "notified",
        "lead_inspector_email",
    ]
    assert Mistake("notified", "Enter the notification date") in mistakes


def test_a_lano_may_be_nominated_after_the_call() -> None:
    """AP "Notification"; SEND, paragraph 83."""
    entered = visit_entered(ENTERED | {"lano_email": ""})
    assert isinstance(entered, NewVisit)
    assert entered.lano_email == ""


def test_an_address_cannot_carry_a_second_header() -> None:
    with pytest.raises(UserError, match="must be one e-mail address"):
        check_email("a@b.example\nBcc: c@d.example", "LANO e-mail")
