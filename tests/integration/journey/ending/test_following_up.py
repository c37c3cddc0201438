"""After an inspection: what the data team records moves what follows, and owners are reminded.

The inspection ends on Friday 30 June 2023; its draft report is expected by Thursday 20 July.
"""

from datetime import UTC, date, datetime

import pytest

from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.ending.events import record, remind_owners
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 7, 17, 9, tzinfo=UTC)
LANO, LEAD = "lano@exampleshire.example", "lead@inspectorate.example"


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """An inspection on Monday 17 July 2023, after its on-site days."""
    kind = "area_send_full_2024"
    return an_open_visit(
        outside,
        MONDAY,
        notified=date(2023, 6, 12),
        framework=kind,
        id="999-send-20230612",
        on_site_days=5,
    )


def states(outside: Outside, visit: Visit) -> dict[str, tuple[str, str]]:
    shown = visit_board(outside, visit.id).deadlines
    return {each.title: (each.when, each.state) for each in shown}


def test_a_recorded_event_is_done_and_what_follows_counts_from_it(
    outside: Outside, visit: Visit
) -> None:
    record(outside, visit.id, "draft_report", date(2023, 7, 14), by="data team")
    shown = states(outside, visit)
    assert shown["Draft report sent to the local area"] == ("Friday 14 July 2023", "done")
    assert shown["Comments on the draft report"] == ("the end of Friday 28 July 2023", "due")
    assert shown["Report published"][1] == "provisional"
    assert shown["Priority action plan submitted"][1] == "not needed"


def test_recording_it_again_puts_the_day_right_and_both_are_audited(
    outside: Outside, visit: Visit
) -> None:
    record(outside, visit.id, "draft_report", date(2023, 7, 14), by="data team")
    record(outside, visit.id, "draft_report", date(2023, 7, 13), by="data team")
    assert outside.register.happened(visit.id) == {"draft_report": date(2023, 7, 13)}
    recorded = [e.detail["on"] for e in outside.register.audit(visit.id) if "on" in e.detail]
    assert recorded == ["2023-07-14", "2023-07-13"]


@pytest.mark.parametrize("day", [date(2023, 7, 18), date(2023, 6, 9)])
def test_what_has_not_happened_yet_cannot_be_recorded(
    outside: Outside, visit: Visit, day: date
) -> None:
    with pytest.raises(UserError, match="from Monday 12 June 2023 to Monday 17 July 2023"):
        record(outside, visit.id, "draft_report", day, by="data team")


def test_everyone_is_told_what_follows(outside: Outside, visit: Visit, mail: MailRecorder) -> None:
    record(outside, visit.id, "draft_report", date(2023, 7, 14), by="data team")
    told = {one.to: one.text for one in mail.sent if "Draft report" in one.subject}
    assert told.keys() == {LANO, LEAD}
    assert "Comments on the draft report: the end of Friday 28 July 2023" in told[LANO]


def test_who_owes_something_soon_is_reminded_once(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    assert (remind_owners(outside), remind_owners(outside)) == (1, 0)
    reminded = mail.sent[-1]
    assert reminded.to == LEAD
    assert "is due by the end of Thursday 20 July 2023" in reminded.text


def test_a_follow_up_gets_its_day_when_what_it_follows_has_happened(
    outside: Outside, visit: Visit
) -> None:
    assert "Monitoring inspection due" not in states(outside, visit)
    for event in ("priority_action_areas", "publication"):
        record(outside, visit.id, event, date(2023, 7, 14), by="data team")
    when, state = states(outside, visit)["Monitoring inspection due"]
    assert (when, state) == ("the end of Tuesday 14 January 2025", "due")
