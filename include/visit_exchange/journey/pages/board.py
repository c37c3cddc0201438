"""What the board shows of a visit: deadlines, items, uploads, packs. Ids, dates and counts only."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.deadlines.deadline_alerts import missed_deadlines
from visit_exchange.journey.deadlines.missing import missing_items, missing_tracking
from visit_exchange.journey.deadlines.survey_reach import Reach, reach
from visit_exchange.journey.ending.deferring import stop_in_words
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.board_evidence import BoardEvidence, board_evidence, hold_in_words
from visit_exchange.journey.receiving.review_queue import Waits, waiting_uploads
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds import Framework
from visit_exchange.visits.following import Happened, standing
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.submission import Submission
from visit_exchange.visits.visit import STOPPED, Visit, VisitMilestone, VisitStatus
from visit_exchange.writing.dates_in_words import say_day, say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack


@dataclass(frozen=True)
class BoardDeadline:
    """One deadline in words, and how it stands: ``past``, ``next`` or ``to come``.

    While its visit is deferred or cancelled, that stands in place of ``next`` and ``to come``.
    What follows a visit stands as ``Standing`` says: done, due, late and so on.
    """

    title: str
    when: str
    state: str
    moved: bool


@dataclass(frozen=True)
class BoardItem:
    """One item of the request: its state in words, and the number of the upload that answers it."""

    id: str
    number: str
    title: str
    state: str
    upload: int | None
    late: bool


@dataclass(frozen=True)
class BoardPartner:
    """A partner that is asked besides the authority, and how its own items stand."""

    id: str
    name: str
    kind: str
    is_removed: bool
    items: tuple[BoardItem, ...]


@dataclass(frozen=True)
class VisitBoard:
    """Everything that the board shows of one visit."""

    visit: Visit
    kind: str
    now: str
    zone: ZoneInfo
    next_deadline: BoardDeadline | None
    deadlines: tuple[BoardDeadline, ...]
    items: tuple[BoardItem, ...]
    partners: tuple[BoardPartner, ...]
    surveys: tuple[Reach, ...]
    uploads: tuple[Submission, ...]
    packs: tuple["Pack", ...]
    tracking_packs: tuple["Pack", ...]
    selected: int
    missing: int
    missing_tracking: int
    warnings: tuple[str, ...]
    waiting: tuple[Waits, ...]
    evidence: tuple[BoardEvidence, ...]
    hold: str | None
    stopped: str | None

    def local(self, instant: datetime) -> str:
        """Return an instant as the visit's people read it: ``Thu 26 Nov 17:00``."""
        return f"{instant.astimezone(self.zone):%a %d %b %H:%M}"

    def numbered(self, upload: Submission) -> str:
        """Return what an upload is for, by the numbers that the items have above it: ``1, 5``."""
        everyones = [*self.items, *(item for partner in self.partners for item in partner.items)]
        numbers = {item.id: item.number for item in everyones}
        return ", ".join(numbers.get(it.item, it.item.replace("_", " ")) for it in upload.items)


def board(outside: "Outside", inspector: str | None = None) -> tuple[VisitBoard, ...]:
    """Return every visit that is not disposed of, the newest notification first.

    With ``inspector`` (a login), only the visits that are that inspector's own.
    """
    visits = [v for v in outside.register.visits() if v.status is not VisitStatus.DISPOSED]
    if inspector is not None:
        own = outside.register.visits_of_inspector(inspector)
        visits = [visit for visit in visits if visit.id in own]
    visits.sort(key=lambda visit: (visit.notified, visit.id), reverse=True)
    return tuple(visit_board(outside, visit.id) for visit in visits)


def visit_board(outside: "Outside", visit_id: str) -> VisitBoard:
    """Return one visit as the board shows it; UserError when there is none."""
    visit = outside.register.visit(visit_id)
    now, zone = visit_now(visit), ZoneInfo(framework_of(visit).timezone)
    deadlines = _deadlines(outside, visit, now)
    selection = outside.register.selection(visit_id)
    return VisitBoard(
        visit=visit,
        kind=framework_of(visit).title,
        now=say_when(now.astimezone(zone).isoformat(timespec="minutes")),
        zone=zone,
        next_deadline=next((d for d in deadlines if d.state == "next"), None),
        deadlines=deadlines,
        items=_items(outside, Sender(visit)),
        partners=_partners(outside, visit),
        surveys=reach(outside, visit),
        uploads=outside.register.submissions(visit_id),
        packs=outside.register.packs(visit_id),
        tracking_packs=outside.register.packs(visit_id, "tracking"),
        selected=len(selection.codes) if selection else 0,
        missing=len(missing_items(outside, visit)),
        missing_tracking=len(missing_tracking(outside, visit)),
        warnings=missed_deadlines(outside, visit),
        waiting=waiting_uploads(outside, visit_id),
        evidence=board_evidence(outside, visit),
        hold=hold_in_words(outside, visit),
        stopped=stop_in_words(outside, visit),
    )


def _deadlines(outside: "Outside", visit: Visit, now: datetime) -> tuple[BoardDeadline, ...]:
    found, next_taken = [], False
    framework, happened = framework_of(visit), outside.register.happened(visit.id)
    for milestone in outside.register.milestones(visit.id):
        if framework.milestone(milestone.id).owner:
            found.append(_followed(framework, milestone, happened, now))
            continue
        past = milestone.reached_at is not None or milestone.due <= now
        state = "past" if past else "to come" if next_taken else "next"
        next_taken = next_taken or state == "next"
        if visit.status in STOPPED and milestone.reached_at is None:
            state = visit.status.value
        found.append(
            BoardDeadline(milestone.title, say_when(milestone.local), state, milestone.adjusted)
        )
    return tuple(found)


def _followed(
    framework: Framework, milestone: VisitMilestone, happened: Happened, now: datetime
) -> BoardDeadline:
    done = happened.get(milestone.id)
    when = say_day(done) if done else say_when(milestone.local)
    stands = standing(framework, milestone, happened, now).value
    return BoardDeadline(milestone.title, when, stands, milestone.adjusted)


def _partners(outside: "Outside", visit: Visit) -> tuple[BoardPartner, ...]:
    titles = {kind.id: kind.title for kind in framework_of(visit).partners}
    return tuple(
        BoardPartner(
            id=each.id,
            name=each.name,
            kind=titles[each.kind],
            is_removed=each.is_removed,
            items=_items(outside, Sender(visit, each)),
        )
        for each in outside.register.partners(visit.id)
    )


def _items(outside: "Outside", sender: Sender) -> tuple[BoardItem, ...]:
    accepted = outside.register.accepted_items(sender.visit.id, sender.id)
    not_held = outside.register.not_held(sender.visit.id, sender.id)
    items = []
    for item in sender.framework.items:
        upload, late, state = None, False, "Missing"
        if item.id in accepted:
            submission, answered = accepted[item.id]
            upload, late = submission.number, submission.late_by is not None
            state = answered.status.value.replace("_", " ").capitalize()
        elif item.id in not_held:
            state = "Not held"
        items.append(BoardItem(item.id, item.number, item.title, state, upload, late))
    return tuple(items)
