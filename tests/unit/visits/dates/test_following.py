"""What follows an inspection: each day counts from what has happened, or else is provisional.

The invented inspection is notified on Monday 12 June 2023 and ends on Friday 30 June 2023.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from builders.visits import a_visit, its_milestones
from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.following import Standing, check_recordable, follow, standing
from visit_exchange.visits.visit import VisitMilestone

SEND = load_framework("area_send_full_2024")
VISIT = a_visit(date(2023, 6, 12), framework=SEND.id, on_site_days=5)
STORED = its_milestones(VISIT)


def days(**happened: date) -> dict[str, str]:
    return {one.id: f"{one.due:%a %d %b %Y}" for one in follow(SEND, STORED, happened)}


def stands(milestone: str, on: date, **happened: date) -> Standing:
    planned = {one.id: one for one in follow(SEND, STORED, happened)}[milestone]
    stored = VisitMilestone(
        VISIT.id, planned.id, planned.title, planned.due, planned.local, "", False, None
    )
    return standing(SEND, stored, happened, datetime(on.year, on.month, on.day, 12, tzinfo=UTC))


def test_before_anything_has_happened_the_worked_distances_hold() -> None:
    assert days() == {
        "draft_report": "Thu 20 Jul 2023",
        "comments": "Thu 03 Aug 2023",
        "final_report": "Fri 11 Aug 2023",
        "complaint": "Fri 18 Aug 2023",
        "publication": "Wed 23 Aug 2023",
        "strategic_plan": "Mon 02 Oct 2023",
        "priority_action_plan": "Mon 02 Oct 2023",
    }


def test_comments_count_from_the_day_on_which_the_draft_was_sent() -> None:
    assert days(draft_report=date(2023, 7, 17))["comments"] == "Mon 31 Jul 2023"
    assert days(draft_report=date(2023, 7, 17))["final_report"] == "Fri 11 Aug 2023"


def test_a_late_final_report_moves_all_that_counts_from_it() -> None:
    moved = days(final_report=date(2023, 8, 21))  # Monday, six working days late
    assert moved["complaint"] == "Tue 29 Aug 2023"  # the bank holiday does not count
    assert moved["publication"] == "Fri 01 Sep 2023"
    assert moved["strategic_plan"] == "Tue 10 Oct 2023"


def test_a_milestone_that_was_moved_by_hand_stays_and_the_next_count_from_it() -> None:
    moved = datetime(2023, 8, 15, 22, 59, 59, tzinfo=UTC)
    stored = [
        replace(one, due=moved, adjusted=True) if one.id == "final_report" else one
        for one in STORED
    ]
    planned = {one.id: f"{one.due:%a %d %b %Y}" for one in follow(SEND, stored, {})}
    assert planned["final_report"] == "Tue 15 Aug 2023"
    assert planned["complaint"] == "Tue 22 Aug 2023"


def test_monitoring_is_due_18_months_after_a_report_with_areas_for_priority_action() -> None:
    published = date(2023, 8, 23)
    assert "monitoring_due" not in days(publication=published)
    needed = days(publication=published, priority_action_areas=date(2023, 8, 11))
    assert needed["monitoring_due"] == "Sun 23 Feb 2025"


def test_a_confirmed_priority_action_plan_is_published_within_five_working_days() -> None:
    assert "priority_action_plan_published" not in days()
    confirmed = days(priority_action_plan_confirmed=date(2023, 10, 20))
    assert confirmed["priority_action_plan_published"] == "Fri 27 Oct 2023"


@pytest.mark.parametrize(
    ("milestone", "on", "happened", "expected"),
    [
        ("draft_report", date(2023, 7, 20), {}, Standing.DUE),  # on the day itself
        # "In most circumstances": the day passes and nobody is late, as with a plan aimed at.
        ("draft_report", date(2023, 7, 21), {}, Standing.PAST_AIM),
        (
            "strategic_plan",
            date(2023, 10, 3),
            {"final_report": date(2023, 8, 11)},
            Standing.PAST_AIM,
        ),
        ("draft_report", date(2023, 7, 21), {"draft_report": date(2023, 7, 17)}, Standing.DONE),
        ("comments", date(2023, 7, 18), {}, Standing.PROVISIONAL),
        ("comments", date(2023, 7, 18), {"draft_report": date(2023, 7, 17)}, Standing.DUE),
        # A chance that nobody took is over, not late.
        ("comments", date(2023, 8, 1), {"draft_report": date(2023, 7, 17)}, Standing.PASSED),
        ("priority_action_plan", date(2023, 10, 3), {}, Standing.NOT_NEEDED),
        (
            "priority_action_plan",
            date(2023, 10, 3),
            {"final_report": date(2023, 8, 11), "priority_action_areas": date(2023, 8, 11)},
            Standing.LATE,
        ),
    ],
)
def test_each_stands_as_it_does(
    milestone: str, on: date, happened: dict[str, date], expected: Standing
) -> None:
    assert stands(milestone, on, **happened) is expected


def test_only_what_follows_can_be_recorded() -> None:
    check_recordable(SEND, "priority_action_areas")
    with pytest.raises(UserError, match="The event must be one of: draft_report, comments"):
        check_recordable(SEND, "notification")
    with pytest.raises(UserError, match="The event must be one of: summary_note"):
        check_recordable(load_framework("ap_thematic_2023"), "draft_report")
    nothing_follows = SEND.model_copy(update={"milestones": (), "follow_ups": (), "events": ()})
    with pytest.raises(UserError, match="nothing follows it"):
        check_recordable(nothing_follows, "draft_report")


def test_what_counts_from_a_day_that_an_older_visit_lacks_has_no_day() -> None:
    kind = load_framework("ap_thematic_2023")
    visit = a_visit(date(2023, 3, 27), framework=kind.id)
    older = [one for one in its_milestones(visit) if one.id not in ("debrief", "summary_note")]
    assert follow(kind, older, {}) == ()
    assert [one.id for one in follow(kind, its_milestones(visit), {})] == ["summary_note"]
