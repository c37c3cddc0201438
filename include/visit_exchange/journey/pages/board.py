"""What the board shows of a visit: deadlines, items, uploads, packs. Ids, dates and counts only."""

from collections.abc import Mapping
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
from visit_exchange.journey.pages.board_items import BoardItem, board_items
from visit_exchange.journey.receiving.review_queue import Waits, waiting_uploads
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import replacements
from visit_exchange.kinds import Framework
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.following import Happened, standing
from visit_exchange.visits.records import Pack
from visit_exchange.visits.submission import Submission
from visit_exchange.visits.visit import STOPPED, Visit, VisitMilestone, VisitStatus
from visit_exchange.writing.dates_in_words import say_day, say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class BoardDeadline:
    """One deadline in words, and how it stands: ``past``, ``next`` or ``to come``.

    While its visit is deferred or cancelled, that stands in place of ``next`` and ``to come``.
    What follows a visit stands as ``Standing`` says: done, due, late and so on. ``id`` is the
    milestone's, ``local`` its instant as ``2023-03-30T17:00:00+01:00``.
    """

    id: str
    title: str
    local: str
    when: str
    state: str
    moved: bool


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
    packs: tuple[Pack, ...]
    tracking_packs: tuple[Pack, ...]
    selected: int
    missing: int
    missing_tracking: int
    warnings: tuple[str, ...]
    waiting: tuple[Waits, ...]
    evidence: tuple[BoardEvidence, ...]
    hold: str | None
    stopped: str | None
    replacing: Mapping[str, int]

    def local(self, instant: datetime) -> str:
        """Return an instant as the visit's people read it: ``Thu 26 Nov 17:00``."""
        return f"{instant.astimezone(self.zone):%a %d %b %H:%M}"

    def replaced(self, upload: Submission) -> str:
        """Return by which upload one that was used is replaced: ``Replaced by upload 3``."""
        number = self.replacing.get(upload.id)
        return f"Replaced by upload {number}" if number else ""

    def numbered(self, upload: Submission) -> str:
        """Return what an upload is for, by the numbers that the items have above it: ``1, 5``."""
        everyones = [*self.items, *(item for partner in self.partners for item in partner.items)]
        numbers = {item.id: item.number for item in everyones}
        return ", ".join(numbers.get(it.item, it.item.replace("_", " ")) for it in upload.items)


def every_board(outside: "Outside") -> tuple[VisitBoard, ...]:
    """Return every visit, those that are disposed of too, by notification date."""
    found = outside.register.dossiers()
    return tuple(board_of(dossier, visit_now(dossier.visit)) for dossier in found)


def board(outside: "Outside", inspector: str | None = None) -> tuple[VisitBoard, ...]:
    """Return every visit that is not disposed of, the newest notification first.

    With ``inspector`` (a login), only the visits that are that inspector's own.
    """
    found = outside.register.dossiers(inspector=inspector, without={VisitStatus.DISPOSED})
    return tuple(board_of(dossier, visit_now(dossier.visit)) for dossier in reversed(found))


def visit_board(outside: "Outside", visit_id: str) -> VisitBoard:
    """Return one visit as the board shows it; UserError when there is none."""
    dossier = outside.register.dossier(visit_id)
    return board_of(dossier, visit_now(dossier.visit))


def board_of(dossier: Dossier, now: datetime) -> VisitBoard:
    """Return what the board shows of a visit at ``now`` (visit time)."""
    framework, selection = dossier.framework, dossier.selection
    zone, deadlines = ZoneInfo(framework.timezone), _deadlines(dossier, now)
    return VisitBoard(
        visit=dossier.visit,
        kind=framework.title,
        now=say_when(now.astimezone(zone).isoformat(timespec="minutes")),
        zone=zone,
        next_deadline=next((d for d in deadlines if d.state == "next"), None),
        deadlines=deadlines,
        items=board_items(dossier, Sender(dossier.visit)),
        partners=_partners(dossier),
        surveys=reach(dossier, now),
        uploads=dossier.submissions,
        packs=dossier.packs(),
        tracking_packs=dossier.packs("tracking"),
        selected=len(selection.codes) if selection else 0,
        missing=len(missing_items(dossier)),
        missing_tracking=len(missing_tracking(dossier)),
        warnings=missed_deadlines(dossier),
        waiting=waiting_uploads(dossier),
        evidence=board_evidence(dossier, now),
        hold=hold_in_words(dossier),
        stopped=stop_in_words(dossier),
        replacing=replacements(dossier),
    )


def _deadlines(dossier: Dossier, now: datetime) -> tuple[BoardDeadline, ...]:
    found, next_taken = [], False
    visit, framework = dossier.visit, dossier.framework
    for milestone in dossier.milestones:
        if framework.milestone(milestone.id).owner and visit.status not in STOPPED:
            found.append(_followed(framework, milestone, dossier.happened, now))
            continue
        past = milestone.reached_at is not None or milestone.due <= now
        state = "past" if past else "to come" if next_taken else "next"
        next_taken = next_taken or state == "next"
        if visit.status in STOPPED and milestone.reached_at is None:
            state = visit.status.value
        found.append(_deadline(milestone, say_when(milestone.local), state))
    return tuple(found)


def _followed(
    framework: Framework, milestone: VisitMilestone, happened: Happened, now: datetime
) -> BoardDeadline:
    done = happened.get(milestone.id)
    when = say_day(done) if done else say_when(milestone.local)
    stands = standing(framework, milestone, happened, now).value
    return _deadline(milestone, when, stands)


def _deadline(milestone: VisitMilestone, when: str, state: str) -> BoardDeadline:
    return BoardDeadline(
        milestone.id, milestone.title, milestone.local, when, state, milestone.adjusted
    )


def _partners(dossier: Dossier) -> tuple[BoardPartner, ...]:
    titles = {kind.id: kind.title for kind in dossier.framework.partners}
    return tuple(
        BoardPartner(
            id=each.id,
            name=each.name,
            kind=titles[each.kind],
            is_removed=each.is_removed,
            items=board_items(dossier, Sender(dossier.visit, each)),
        )
        for each in dossier.partners
    )
