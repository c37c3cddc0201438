"""What the board shows of one visit: deadlines, items, uploads, packs. Ids and counts only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.deadlines.deadline_alerts import missed_deadlines
from visit_exchange.journey.deadlines.missing import missing_items, missing_tracking
from visit_exchange.journey.deadlines.survey_reach import Reach, reach
from visit_exchange.journey.deadlines.surveys_sent import sent_in_words
from visit_exchange.journey.ending.deferring import stop_in_words
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.board.deadlines import BoardDeadline, board_deadlines
from visit_exchange.journey.pages.board.evidence import BoardEvidence, board_evidence, hold_in_words
from visit_exchange.journey.pages.board.items import BoardItem, board_items, item_in_words
from visit_exchange.journey.pages.board.journeys import (
    MailLine,
    Step,
    journeys,
    mail_lines,
    time_to_reply,
    who_has_keys,
)
from visit_exchange.journey.pages.board.needs import Need, needs_of
from visit_exchange.journey.pages.board.people import BoardPartner, board_partners, people_now
from visit_exchange.journey.pages.board.picture import Picture, picture
from visit_exchange.journey.receiving.review_queue import Waits, waiting_uploads
from visit_exchange.journey.requesting.asking import NOT_UNDER_WAY
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import replacements
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import Pack
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.visits.watch.orders import Order
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


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
    surveys_sent: tuple[str, ...]
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
    picture: Picture
    needs: tuple[Need, ...]
    journeys: Mapping[int, tuple[Step, ...]]
    mails: tuple[MailLine, ...]
    keys: tuple[str, ...]
    orders: tuple[Order, ...]
    inspectors: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    dossier: Dossier = field(repr=False)

    def local(self, instant: datetime) -> str:
        """Return an instant as the visit's people read it: ``Thu 26 Nov 17:00``."""
        return f"{instant.astimezone(self.zone):%a %d %b %H:%M}"

    @property
    def may_ask(self) -> bool:
        """Whether one more item can be asked for: while the visit is under way."""
        return self.visit.status not in NOT_UNDER_WAY

    def waited(self, upload: Submission) -> str:
        """Return how long an upload waited for its answer, in words; empty while it waits."""
        return time_to_reply(upload, self.visit.clock)

    def replaced(self, upload: Submission) -> str:
        """Return by which upload one that was used is replaced: ``Replaced by upload 3``."""
        number = self.replacing.get(upload.id)
        return f"Replaced by upload {number}" if number else ""

    def numbered(self, upload: Submission) -> str:
        """Return what an upload is for, by the numbers that the items have above it: ``1, 5``."""
        everyones = [*self.items, *(item for partner in self.partners for item in partner.items)]
        numbers = {item.id: item.number for item in everyones}
        return ", ".join(numbers.get(it.item) or item_in_words(it.item) for it in upload.items)


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
    zone, deadlines = ZoneInfo(framework.timezone), board_deadlines(dossier, now)
    return VisitBoard(
        visit=dossier.visit,
        kind=framework.title,
        now=say_when(now.astimezone(zone).isoformat(timespec="minutes")),
        zone=zone,
        next_deadline=next((d for d in deadlines if d.state == "next"), None),
        deadlines=deadlines,
        items=board_items(dossier, Sender(dossier.visit)),
        partners=board_partners(dossier),
        surveys=reach(dossier, now),
        surveys_sent=sent_in_words(dossier),
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
        picture=picture(dossier, now),
        needs=needs_of(dossier, now),
        journeys=journeys(dossier),
        mails=mail_lines(dossier),
        keys=who_has_keys(dossier),
        orders=dossier.orders,
        inspectors=dossier.inspectors,
        people=people_now(dossier),
        dossier=dossier,
    )
