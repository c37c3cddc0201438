"""What the guidance says of a visit's days: off site, debrief, notes, and what is only an aim.

Each row quotes the document and the paragraph or section that it is held against.
"""

from datetime import date, timedelta

import pytest

from visit_exchange.kinds import Framework, framework_ids, load_framework
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.entry.doubts import doubts
from visit_exchange.visits.entry.entry import visit_entered
from visit_exchange.visits.visit import NewVisit

AP = load_framework("ap_thematic_2023")
SEND = load_framework("area_send_full_2024")
MONITORING = load_framework("area_send_monitoring_2024")
MONDAY = date(2024, 6, 10)


def days(framework: Framework, notified: date = MONDAY) -> dict[str, str]:
    return {one.id: one.local[:10] for one in plan(framework, notified).milestones}


def test_off_site_days_are_those_of_the_guidance() -> None:
    assert AP.off_site is not None
    assert SEND.off_site is not None
    # AP "Length and timing": up to 4 days of off-site activity; "Activities in week 2 (5 days
    # before the on-site fieldwork)": from Monday 17 June, on site from Monday 24 June.
    assert (AP.off_site.most_days, days(AP)[AP.off_site.milestone]) == (4, "2024-06-17")
    # SEND 122: "remotely during the 2 working days before being on site", from Thursday 20 June.
    assert (SEND.off_site.most_days, days(SEND)[SEND.off_site.milestone]) == (2, "2024-06-20")


@pytest.mark.parametrize(
    ("framework", "meeting", "day"),
    [
        (AP, "debrief", "2024-06-27"),  # Thursday; AP: "at the end of a visit"
        (SEND, "feedback_meeting", "2024-06-28"),  # Friday; SEND 132: "The inspection concludes"
        (MONITORING, "feedback_meeting", "2024-06-25"),  # Tuesday; SEND 170: "on the final day"
    ],
    ids=["AP", "SEND", "monitoring"],
)
def test_the_last_day_has_its_meeting(framework: Framework, meeting: str, day: str) -> None:
    assert days(framework)[meeting] == day == days(framework)["on_site_end"]


def test_the_summary_note_follows_the_debrief() -> None:
    # AP "Summary note": "Following the debrief ... the local authority will receive a summary note"
    note = AP.milestone("summary_note")
    assert note.after is not None
    assert (note.owner, note.after.milestone) == ("inspectors", "debrief")
    assert "the guidance sets no day" in note.reading


@pytest.mark.parametrize(
    ("framework", "milestone", "quoted", "is_aim"),
    [
        (SEND, "draft_report", "136: 'in most circumstances ... within 14 working days'", True),
        (SEND, "final_report", "137: 'in most circumstances within 30 working days'", True),
        (SEND, "publication", "138: 'we will normally publish'", True),
        (SEND, "strategic_plan", "144: 'should aim to update'", True),
        (SEND, "priority_action_plan", "148: 'is asked to submit ... within 35'", False),
        (SEND, "priority_action_plan_published", "150: 'within 5 working days'", False),
        (SEND, "monitoring_due", "157: 'around 18 months'", True),
        (MONITORING, "final_report", "175: 'will normally be shared'", True),
    ],
)
def test_what_is_aimed_at_is_never_late(
    framework: Framework, milestone: str, quoted: str, is_aim: bool
) -> None:
    assert framework.milestone(milestone).aim is is_aim, quoted


@pytest.mark.parametrize("framework", framework_ids())
def test_a_day_that_the_yaml_derives_says_so(framework: str) -> None:
    """Several rules for one day, or a sum of several distances, are no words of the guidance."""
    kind = load_framework(framework)
    derived = [
        rule.id
        for rule in kind.milestones
        if not rule.is_plain_distance and (rule.agreed or (rule.after and not rule.owner))
    ]
    assert [each for each in derived if not kind.milestone(each).reading] in ([], ["meeting"])


@pytest.mark.parametrize(
    ("on_site", "asked"),
    [(1, "2 to 5 days on site are usual, and this visit has 1"), (2, ""), (5, ""), (7, "has 7")],
)
def test_monitoring_is_typically_two_days_on_site(on_site: int, asked: str) -> None:
    # SEND 169: "Typically ... a minimum of 2 days on site, although this may vary"
    entered = visit_entered(
        {
            "framework": MONITORING.id,
            "la_code": "999",
            "notified": MONDAY.isoformat(),
            "lano_email": "lano@exampleshire.example",
            "lead_inspector_email": "lead@inspectorate.example",
            "items": "1.3",
            "on_site_days": on_site,
        }
    )
    assert isinstance(entered, NewVisit)
    planned = plan(MONITORING, MONDAY, on_site_days=on_site)
    found = doubts(entered, planned, MONDAY - timedelta(days=7), ())
    assert "\n".join(found).endswith(asked)
    assert bool(found) is bool(asked)
