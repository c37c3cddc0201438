"""A visit is registered on the board: choices, the dates that follow, doubts, then the doing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from recorded_outside import AirflowRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.board.registering import NotYet, first_look, planned, register
from visit_exchange.journey.pages.board.registering_fields import first_fields, further_fields
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.working_days import is_working_day_in_england, rolled_forward

pytestmark = pytest.mark.services

AP = {
    "framework": "ap_thematic_2023",
    "la_code": "999",
    "lano_email": "lano@exampleshire.example",
    "lead_inspector_email": "lead@inspectorate.example",
    "on_site_days": "4",
    "login-j.smith": "yes",
    "inspectors": "a.jones",
}


def today() -> date:
    """Return the day: what is registered lies in real time."""
    return datetime.now(UTC).date()


def entered(days_ahead: int = 30, **changes: str) -> dict[str, str]:
    notified = rolled_forward(today() + timedelta(days=days_ahead), is_working_day_in_england)
    return AP | {"notified": notified.isoformat()} | changes


def test_a_visit_is_registered_with_the_dates_that_were_shown(outside: Outside) -> None:
    shown = planned(outside, entered())
    assert shown.new.inspectors == ("j.smith", "a.jones")
    visit_id = register(outside, entered(), seen=shown.mark, by="ann")
    assert [m.title for m in outside.register.milestones(visit_id)] == [
        title for title, *_ in shown.dates
    ]
    assert outside.register.audit(visit_id)[0].by == "ann"


def test_every_mistake_is_told_with_its_field(outside: Outside) -> None:
    with pytest.raises(NotYet) as told:
        planned(outside, entered(lano_email="nobody", on_site_days="9"))
    assert {each.field for each in told.value.mistakes} == {"lano_email", "on_site_days"}


def test_what_looks_like_a_slip_is_confirmed_first(outside: Outside) -> None:
    far = entered(days_ahead=500)
    shown = planned(outside, far)
    assert shown.doubts
    with pytest.raises(UserError, match="Confirm what looks like a slip"):
        register(outside, far, seen=shown.mark, by="ann")
    assert register(outside, far | {"confirm_dates": "yes"}, seen=shown.mark, by="ann")


def test_what_was_not_seen_is_not_registered(outside: Outside) -> None:
    seen = planned(outside, entered()).mark
    with pytest.raises(UserError, match="have changed since you looked"):
        register(outside, entered(days_ahead=60), seen=seen, by="ann")
    assert outside.register.visits() == ()


def test_a_visit_whose_day_has_come_starts_at_once(
    outside: Outside, airflow: AirflowRecorder
) -> None:
    due = entered(0, notified=_last_working_day().isoformat())
    shown = planned(outside, due)
    visit_id = register(outside, due, seen=shown.mark, by="ann")
    assert ("visit", visit_id, {}) in airflow.started


def test_where_items_and_days_are_agreed_they_are_chosen(outside: Outside) -> None:
    for name in framework_ids():
        kind = load_framework(name)
        fields = {field.name for field in further_fields(kind, ())}
        assert kind.chosen_items is any(each.startswith("item-") for each in fields)
        agreed = {f"agreed-{rule.id}" for rule in kind.milestones if rule.agreed}
        assert agreed == {each for each in fields if each.startswith("agreed-")}


def test_the_first_page_offers_every_kind_and_every_open_authority() -> None:
    kind, place, day = first_fields(today())
    assert [value for value, _ in kind.choices] == list(framework_ids())
    assert len(place.choices) == 155
    assert day.kind == "date"


def test_the_dates_are_shown_as_soon_as_kind_and_date_are_known() -> None:
    dates, _ = first_look({"framework": "ap_thematic_2023", "notified": "2023-03-27"})
    assert ("Lists and documents due", "5pm on Thursday 30 March 2023", "") in dates
    assert first_look({"framework": "ap_thematic_2023", "notified": "someday"}) == ((), ())


def _last_working_day() -> date:
    day = today()
    while not is_working_day_in_england(day):
        day -= timedelta(days=1)
    return day
