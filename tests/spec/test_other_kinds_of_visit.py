"""Monitoring inspections and engagement meetings: parts 3 and 4 of the Area SEND handbook.

A monitoring inspection asks for some or all of Annex A, chosen item by item, and is typically on
site for at least 2 days. An engagement meeting has agreed days, one self-evaluation and a note
within a month.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from builders.visits import a_visit, its_milestones
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.survey_reach import reach
from visit_exchange.kinds import load_framework
from visit_exchange.packs.sample.proposal import sampled_children, sampled_providers
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.entry.choosing_items import chosen_items
from visit_exchange.visits.entry.entry import Mistake, visit_entered
from visit_exchange.visits.kind_of import framework_with
from visit_exchange.visits.visit import NewVisit

FULL = load_framework("area_send_full_2024")
MONITORING = load_framework("area_send_monitoring_2024")
MEETING = load_framework("engagement_meeting_2024")
AGREED = {"self_evaluation_due": date(2027, 3, 1), "meeting": date(2027, 3, 15)}


def entered(**fields: object) -> NewVisit | tuple[Mistake, ...]:
    """Return what comes of a registration on Monday 10 June 2024."""
    usual = {
        "la_code": "999",
        "notified": "2024-06-10",
        "lano_email": "lano@exampleshire.example",
        "lead_inspector_email": "lead@inspectorate.example",
    }
    return visit_entered(usual | fields)


def test_monitoring_may_ask_for_anything_that_a_full_inspection_asks_for() -> None:
    assert MONITORING.items == FULL.items
    assert MONITORING.tracking == FULL.tracking


def test_its_items_are_chosen_by_number_when_it_is_registered() -> None:
    visit = entered(framework=MONITORING.id, items="1.3, 2.4; list 1")
    assert isinstance(visit, NewVisit)
    assert visit.items == ("ehc_plans", "self_evaluation", "tribunals_and_redress")
    assert visit.on_site_days == 2


@pytest.mark.parametrize(
    ("items", "told"),
    [("", "Enter the items to ask for"), ("1.3, 9.9", "has no item 9.9. Choose from: List 1")],
)
def test_without_known_items_it_is_not_registered(items: str, told: str) -> None:
    mistakes = entered(framework=MONITORING.id, items=items)
    assert isinstance(mistakes, tuple)
    assert [(m.field, told in m.message) for m in mistakes] == [("items", True)]


def test_a_full_inspection_asks_for_everything() -> None:
    with pytest.raises(UserError, match="asks for every item"):
        chosen_items(FULL, "1.3")


def test_with_no_list_of_children_chosen_nobody_is_tracked() -> None:
    papers = framework_with(MONITORING.id, ("self_evaluation", "tribunals_and_redress"))
    assert [item.number for item in papers.items] == ["1.3", "2.4"]
    assert {"selection", "tracking"} & papers.roles.keys() == set()
    listed = framework_with(MONITORING.id, ("sen_support",))
    assert listed.selection.lists == ("sen_support",)
    assert listed.milestone_of("tracking") == "additional_information"


def test_tracking_and_surveys_are_what_there_may_be() -> None:
    # SEND 159: "Depending on the areas of focus, this may include tracking meetings and surveys"
    assert (MONITORING.selection.optional, MONITORING.surveys.optional) == (True, True)
    assert (FULL.selection.optional, FULL.surveys.optional) == (False, False)


def test_it_has_the_surveys_whose_link_is_entered() -> None:
    visit = a_visit(date(2024, 6, 10), framework=MONITORING.id, items=("self_evaluation",))
    without = Dossier(visit, milestones=tuple(its_milestones(visit)))
    assert reach(without, datetime(2024, 6, 14, tzinfo=UTC)) == ()
    linked = replace(without, survey_links={"parents": "https://surveys.example/p"})
    assert [each.audience for each in reach(linked, datetime(2024, 6, 14, tzinfo=UTC))] == [
        "parents"
    ]


def test_a_sample_waits_for_no_list_that_was_not_chosen() -> None:
    listed = framework_with(MONITORING.id, ("sen_support",))
    assert sampled_children(listed, ()).waits_for == ("sen_support",)
    assert sampled_providers(listed, ()).waits_for == ()


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (10, True), (11, False)])
def test_no_number_of_days_on_site_is_refused_but_a_slip(days: int, fits: bool) -> None:
    if fits:
        plan(MONITORING, date(2024, 6, 10), on_site_days=days)
        return
    with pytest.raises(UserError, match="On-site days must be from 1 to 10"):
        plan(MONITORING, date(2024, 6, 10), on_site_days=days)


def test_what_follows_a_monitoring_inspection_is_a_letter() -> None:
    titles = [rule.title for rule in MONITORING.milestones if rule.owner == "inspectors"]
    assert titles == [
        "Draft letter sent to the local area",
        "Final letter sent to the local area",
        "Letter published",
    ]
    assert "strategic_plan" not in {rule.id for rule in MONITORING.milestones}
    assert "monitoring_due" not in {rule.id for rule in MONITORING.follow_ups}


def test_a_meeting_has_the_days_that_were_agreed_and_a_note_within_a_month() -> None:
    local = {one.id: one.local for one in plan(MEETING, date(2027, 2, 1), agreed=AGREED).milestones}
    assert local == {
        "notification": "2027-02-01T00:00:00+00:00",  # Monday
        "self_evaluation_due": "2027-03-01T17:00:00+00:00",  # Monday
        "meeting": "2027-03-15T23:59:59+00:00",  # Monday
        "meeting_note": "2027-04-15T23:59:59+01:00",  # Thursday, after the clocks have changed
    }


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        ("", "Enter the agreed date of self_evaluation_due"),
        ("meeting=15 March", "written like meeting=2027-03-15, not meeting=15"),
        ("self_evaluation_due=2024-06-10,meeting=2024-07-01", "must be after Monday 10 June 2024"),
        ("lunch=2024-07-01", "Enter the agreed date of self_evaluation_due"),
    ],
)
def test_a_meeting_without_its_days_is_not_registered(agreed: str, told: str) -> None:
    mistakes = entered(framework=MEETING.id, agreed=agreed)
    assert isinstance(mistakes, tuple)
    assert any(m.field == "agreed" and told in m.message for m in mistakes), mistakes


def test_a_meeting_asks_for_one_self_evaluation_with_three_questions() -> None:
    (item,) = MEETING.items
    assert [f"{number}: " in item.about for number in (1, 2, 3)] == [True] * 3
    assert MEETING.roles == {"returns": "self_evaluation_due", "end": "meeting"}


def test_a_meeting_has_no_on_site_days() -> None:
    visit = entered(
        framework=MEETING.id, agreed="self_evaluation_due=2024-07-01 meeting=2024-07-15"
    )
    assert isinstance(visit, NewVisit)
    assert (visit.on_site_days, visit.agreed["meeting"]) == (0, date(2024, 7, 15))
