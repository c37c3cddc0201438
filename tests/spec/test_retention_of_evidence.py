"""Evidence is kept until the last thing that uses it: SEND 137 to 148, 142, 157 and 158.

The invented inspection is notified on Monday 12 June 2023 and ends on Friday 30 June 2023.
"""

from datetime import UTC, date, datetime

import pytest

from builders.visits import a_visit, its_milestones
from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.visits.acts import MOVED
from visit_exchange.visits.dates.following import follow
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import AuditEntry
from visit_exchange.visits.visit import VisitMilestone, VisitStatus

SEND = load_framework("area_send_full_2024")
VISIT = a_visit(date(2023, 6, 12), framework=SEND.id, on_site_days=5)
CLOSED = datetime(2023, 6, 30, 23, tzinfo=UTC)
FAILINGS = {"priority_action_areas": date(2023, 8, 11)}


def inspected(**happened: date) -> Dossier:
    stored = {one.id: one for one in its_milestones(VISIT)}
    for one in follow(SEND, tuple(stored.values()), happened):
        stored[one.id] = VisitMilestone(
            VISIT.id, one.id, one.title, one.due, one.local, "", False, None
        )
    closing = AuditEntry(
        1, VISIT.id, CLOSED, "pipeline", MOVED, {"to": VisitStatus.CLOSED.value}, CLOSED
    )
    return Dossier(VISIT, milestones=tuple(stored.values()), happened=happened, audit=(closing,))


def goes(dossier: Dossier) -> dict[str, str]:
    planned = disposal_plan(dossier, CLOSED)
    return {one.kind.value: f"{one.due:%a %d %b %Y}" for one in planned if one.due}


def test_without_failings_the_key_outlives_the_time_for_a_complaint() -> None:
    # 138: the complaint may come until Friday 18 August 2023
    assert goes(inspected()) == {
        "keys": "Thu 16 Nov 2023",  # 90 days later
        "crosswalk": "Fri 14 Jul 2023",  # 14 days after the visit: nothing that follows uses it
        "tracking": "Thu 16 Nov 2023",
        "staging": "Thu 16 Nov 2023",
        "replies": "Wed 14 Feb 2024",
        "uploads": "Wed 14 Feb 2024",
        "packs": "Sat 17 Aug 2024",
    }


def test_with_failings_it_outlives_the_priority_action_plan_and_packs_the_next_inspection() -> None:
    # 148: the plan comes by Monday 2 October 2023; 157: monitoring around Sunday 23 February 2025
    planned = goes(inspected(**FAILINGS, publication=date(2023, 8, 23)))
    assert planned["keys"] == "Sun 31 Dec 2023"
    assert planned["packs"] == "Mon 23 Feb 2026"


def test_what_came_on_another_day_counts_from_that_day() -> None:
    submitted = goes(inspected(**FAILINGS, priority_action_plan=date(2023, 10, 9)))
    assert submitted["keys"] == "Sun 07 Jan 2024"


@pytest.mark.parametrize("framework", framework_ids())
def test_every_milestone_that_follows_a_visit_says_what_it_needs(framework: str) -> None:
    kind = load_framework(framework)
    followers = {rule.id for rule in (*kind.milestones, *kind.follow_ups) if rule.owner}
    assert followers <= kind.retention.needed_for.keys()


@pytest.mark.parametrize("kind", [each for each in Evidence if each is not Evidence.CROSSWALK])
def test_nothing_goes_while_something_that_uses_it_is_to_come(kind: Evidence) -> None:
    dossier = inspected(**FAILINGS, publication=date(2023, 8, 23))
    (planned,) = (one for one in disposal_plan(dossier, CLOSED) if one.kind is kind)
    uses = SEND.retention.needing(kind)
    assert planned.due is not None
    assert uses
    assert all(one.due < planned.due for one in dossier.milestones if one.id in uses)


@pytest.mark.parametrize("framework", framework_ids())
def test_days_that_nobody_has_decided_are_marked(framework: str) -> None:
    # SEND 142: "in line with Ofsted's retention and disposal policy", which is not ours to say
    assert load_framework(framework).retention.decided_by == ""
