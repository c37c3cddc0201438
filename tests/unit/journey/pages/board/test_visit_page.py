"""The board of a visit, decided from its dossier: dates, items, evidence, stops."""

from datetime import UTC, date, datetime, timedelta

import pytest

from builders.dossiers import MORNING, a_dossier, a_partner, acts, an_upload
from builders.visits import a_visit
from visit_exchange.journey.deadlines.survey_reach import reach
from visit_exchange.journey.deadlines.waiting import half_window
from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.journey.pages.board import board_of
from visit_exchange.journey.pages.board.evidence import not_counted_yet
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.visits.dates.clock import Anchor, RehearsalClock
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import SentMail
from visit_exchange.visits.visit import VisitStatus

MONDAY = datetime(2023, 4, 3, 9, tzinfo=UTC)  # Monday 3 April 2023, the visit closes
CLOSED = ("visit moved", {"from": "tracking_closed", "to": "closed"})
CANCELLED = ("visit moved", {"from": "open", "to": "cancelled", "why": "A flood"})
DEFERRED = ("visit moved", {"from": "open", "to": "deferred", "why": "A flood"})
HELD = ("hold set", {"reason": "A complaint about an officer"})
GONE = ("evidence destroyed", {"kind": "keys"})


def stopped(status: VisitStatus, *audit: tuple[str, dict[str, str]]) -> Dossier:
    return a_dossier(a_visit(status=status), audit=acts(*audit, at=MONDAY))


def test_the_next_deadline_is_the_first_that_has_not_come() -> None:
    shown = board_of(a_dossier(), MORNING)
    assert [each.state for each in shown.deadlines][:3] == ["past", "next", "to come"]
    assert shown.next_deadline == shown.deadlines[1]
    assert shown.now == "10am on Tuesday 28 March 2023"


def test_a_deferred_visit_has_no_next_deadline_and_says_why() -> None:
    shown = board_of(stopped(VisitStatus.DEFERRED, DEFERRED), MORNING)
    assert shown.next_deadline is None
    assert "deferred" in {each.state for each in shown.deadlines}
    assert shown.stopped == "Deferred on Monday 3 April 2023 by ann. Reason: A flood"


def test_a_visit_that_was_resumed_does_not_say_that_it_was_deferred() -> None:
    assert board_of(stopped(VisitStatus.OPEN, DEFERRED), MORNING).stopped is None


@pytest.mark.parametrize("status", [VisitStatus.CLOSED, VisitStatus.CANCELLED])
def test_nothing_more_is_asked_for_once_a_visit_has_ended(status: VisitStatus) -> None:
    assert board_of(stopped(VisitStatus.OPEN), MORNING).may_ask
    assert not board_of(stopped(status, CLOSED), MORNING).may_ask


def test_each_item_says_how_it_stands_and_which_upload_answers_it() -> None:
    late = an_upload(3, "currently_attending", late_by=timedelta(hours=1))
    not_held = {"": {"impact": late.id, "currently_attending": late.id}}
    dossier = a_dossier(submissions=(late,), declared_not_held=not_held)
    stands = {i.id: (i.state, i.upload, i.late) for i in board_of(dossier, MORNING).items}

    assert stands["currently_attending"] == ("Accepted", 3, True)
    assert stands["impact"] == ("Not held", None, False)
    assert stands["recently_attended"] == ("Missing", None, False)


def test_what_a_partner_sent_the_authority_still_owes() -> None:
    sent = an_upload(1, "evidence_of_pathways", sender="icb")
    shown = board_of(a_dossier(partners=(a_partner(),), submissions=(sent,)), MORNING)

    [partner] = shown.partners
    assert (partner.name, partner.kind) == (
        "Exampleshire ICB",
        "Health services and the ICB representative",
    )
    assert {i.number: i.state for i in partner.items} == {"7": "Accepted", "9": "Missing"}
    assert {i.number: i.state for i in shown.items}["7"] == "Missing"


def test_before_the_closing_the_board_says_what_the_days_are_counted_from() -> None:
    shown = board_of(a_dossier(), MORNING)
    assert shown.hold is None
    assert [(each.kind, each.when, each.state) for each in shown.evidence][:3] == [
        ("keys", "90 days after the visit closes", "not counted yet"),
        ("crosswalk", "14 days after the visit closes", "not counted yet"),
        ("tracking", "90 days after the visit closes", "not counted yet"),
    ]


@pytest.mark.parametrize("kind", framework_ids())
def test_whatever_the_days_are_counted_from_is_told_in_words(kind: str) -> None:
    framework = load_framework(kind)
    followers = [rule.id for rule in (*framework.milestones, *framework.follow_ups)]
    for after in ("closed", *followers):
        retention = framework.retention.model_copy(update={"after": after})
        told = not_counted_yet(
            framework.model_copy(update={"retention": retention}), Evidence.CROSSWALK
        )
        words = "the visit closes" if after == "closed" else f"“{framework.milestone(after).title}”"
        assert f" days after {words}" in told


def test_after_it_the_dates_and_a_hold_without_its_reason() -> None:
    shown = board_of(stopped(VisitStatus.CLOSED, CLOSED, HELD), MONDAY)
    assert shown.hold == "On hold since Monday 3 April 2023, by ann"
    last = shown.evidence[-1]
    assert (last.kind, last.when, last.state) == ("packs", "Tuesday 2 April 2024", "legal hold")


@pytest.mark.parametrize(
    ("dossier", "days", "keys"),
    [
        (stopped(VisitStatus.OPEN), 3650, "not counted yet"),
        (stopped(VisitStatus.CLOSED, CLOSED), 89, "to come"),
        (stopped(VisitStatus.CLOSED, CLOSED), 90, "due"),
        (stopped(VisitStatus.CLOSED, CLOSED, HELD), 90, "legal hold"),
        (stopped(VisitStatus.CLOSED, CLOSED, GONE), 90, "destroyed"),
        (stopped(VisitStatus.CANCELLED, CANCELLED), 90, "due"),
        (stopped(VisitStatus.DEFERRED, DEFERRED), 3650, "not counted yet"),
    ],
    ids=["open", "a day before", "on the day", "legal hold", "gone", "cancelled", "deferred"],
)
def test_when_the_keys_are_to_be_destroyed(dossier: Dossier, days: int, keys: str) -> None:
    assert disposal_plan(dossier, MONDAY + timedelta(days=days))[0].state == keys


@pytest.mark.parametrize(
    ("counts", "after", "words"),
    [
        ({}, timedelta(0), "not counted yet"),
        ({date(2023, 4, 3): 9}, -timedelta(seconds=1), "9 by Monday 3 April 2023"),
        ({date(2023, 4, 3): 9}, timedelta(0), "9 by Monday 3 April 2023, low"),
        ({date(2023, 4, 3): 10}, timedelta(0), "10 by Monday 3 April 2023"),
        ({date(2023, 4, 4): 12, date(2023, 4, 3): 9}, timedelta(0), "12 by Tuesday 4 April 2023"),
    ],
    ids=["never counted", "too early to say", "low", "enough", "the last count counts"],
)
def test_how_far_a_survey_has_come(counts: dict[date, int], after: timedelta, words: str) -> None:
    dossier = a_dossier(survey_responses={"parents": counts})
    found = {each.audience: each.in_words for each in reach(dossier, half_window(dossier) + after)}
    assert found["parents"] == words


def test_a_kind_of_visit_without_surveys_has_none() -> None:
    meeting = a_visit(framework="engagement_meeting_2024")
    assert reach(Dossier(meeting), MORNING) == ()


def test_how_long_a_reply_took_is_by_the_walls_clock_and_when_a_mail_went_by_the_visits() -> None:
    # A day of the visit takes a minute.
    minute = timedelta(minutes=1)
    fast = RehearsalClock(
        (Anchor(MORNING, MORNING), Anchor(MORNING + 60 * minute, MORNING + timedelta(days=60)))
    )
    upload = an_upload(1, received_at=MORNING, answered_at=MORNING + timedelta(days=2))
    mails = (SentMail("999-ap-20230327/request", "a@b.example", MORNING + 2 * minute),)
    visit = a_visit(clock=fast, status=VisitStatus.OPEN)
    shown = board_of(a_dossier(visit, submissions=(upload,), mails=mails), MORNING)
    assert shown.waited(upload) == "2 minutes"
    assert [mail.when for mail in shown.mails] == ["Thu 30 Mar 10:00"]
