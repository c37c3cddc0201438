"""What of a visit needs somebody, how soon, and what they do about it: decided from its dossier."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from visit_exchange.journey.deadlines.missing import missing_items, missing_tracking
from visit_exchange.journey.pages.board.deadlines import BoardDeadline, board_deadlines
from visit_exchange.journey.receiving.review_queue import waiting_uploads
from visit_exchange.visits.dates.following import Standing
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, VisitStatus
from visit_exchange.writing.counted import count

SOON = timedelta(days=1)
OWED_LATE = Standing.LATE.value


class Urgency(IntEnum):
    """How soon a visit needs somebody; the smallest first."""

    NOW = 0
    SOON = 1
    IN_HAND = 2
    WAITS = 3
    OVER = 4


# What the board calls each group of visits.
GROUPS = {
    Urgency.NOW: "Needs somebody now",
    Urgency.SOON: "Due within a day",
    Urgency.IN_HAND: "In hand",
    Urgency.WAITS: "Not open: to come, or deferred",
    Urgency.OVER: "Over",
}


@dataclass(frozen=True)
class Need:
    """One thing that a visit needs: what is so, and what a person does about it.

    ``short`` says what is so where there is little room. ``act`` is the id of the act of the board
    that does it, or empty; ``about`` the upload's number.
    """

    urgency: Urgency
    what: str
    short: str
    do: str = ""
    act: str = ""
    about: int | None = None


def needs_of(dossier: Dossier, now: datetime) -> tuple[Need, ...]:
    """Return what a visit needs at ``now`` (visit time), the most urgent first."""
    found = (*_uploads(dossier), *_refused_mails(dossier), *_of_its_course(dossier, now))
    return tuple(sorted(found, key=lambda need: need.urgency))


def urgency_of(dossier: Dossier, needs: tuple[Need, ...]) -> Urgency:
    """Return how soon a visit with these needs wants somebody."""
    if needs:
        return min(need.urgency for need in needs)
    status = dossier.visit.status
    if status in ENDED:
        return Urgency.OVER
    waits = status in (VisitStatus.DEFERRED, VisitStatus.REGISTERED)
    return Urgency.WAITS if waits else Urgency.IN_HAND


def _uploads(dossier: Dossier) -> Iterator[Need]:
    undecided = {each.number for each in dossier.document_reviews if each.decision is None}
    for each in waiting_uploads(dossier):
        is_document = each.number in undecided and each.why.startswith("May identify")
        do = "Look at the upload, then release or refuse it." if is_document else f"{each.how}."
        act = "release" if is_document else ""
        short = f"upload {each.number} to decide on" if act else f"upload {each.number} waits"
        what = f"Upload {each.number}: {each.why}"
        yield Need(Urgency.NOW, what, short, do, act, each.number)


def _refused_mails(dossier: Dossier) -> Iterator[Need]:
    refused = [each for each in dossier.waiting_mails if each.is_refused]
    if refused:
        what = f"{count(len(refused), 'mail')} refused"
        do = "Deal with the cause: a wrong address is mended there too. Then let it go again."
        yield Need(Urgency.NOW, what, what, do, "mail-again")


def _of_its_course(dossier: Dossier, now: datetime) -> Iterator[Need]:
    """Yield what its deadlines ask; nothing of a visit that is not open, but what follows it."""
    status = dossier.visit.status
    deadlines = board_deadlines(dossier, now)
    for each in deadlines:
        if each.state == OWED_LATE:
            what = f"{each.title}: late"
            yield Need(Urgency.NOW, what, what, "Record the day it happened.", "record")
    if status in ENDED or status in (VisitStatus.DEFERRED, VisitStatus.REGISTERED):
        return
    if not dossier.visit.lano_email:
        what = "No LANO nominated"
        yield Need(Urgency.NOW, what, what[0].lower() + what[1:], "Enter who it is.", "role")
    if not dossier.inspectors:
        what = "No inspectors named"
        yield Need(Urgency.NOW, what, what.lower(), "Name who sees it.", "add-inspector")
    yield from _missing(dossier, deadlines, now)


def _missing(
    dossier: Dossier, deadlines: tuple[BoardDeadline, ...], now: datetime
) -> Iterator[Need]:
    roles = dossier.framework.roles
    for each in deadlines:
        number = len(_owed_at(dossier, each.id))
        if number and each.due <= now:
            what = f"{count(number, 'item')} missing since {each.when}"
            do = "Ask the authority, or move the date of what is still to come."
            yield Need(Urgency.NOW, what, f"{number} overdue", do)
        elif number and each.due <= now + SOON:
            what = f"{count(number, 'item')} missing, due {each.when}"
            yield Need(Urgency.SOON, what, f"{number} missing")
        elif each.id == roles.get("selection") and each.due <= now + SOON:
            yield from _no_selection(dossier, each, now)


def _no_selection(dossier: Dossier, due: BoardDeadline, now: datetime) -> Iterator[Need]:
    if dossier.selection is None:
        late = due.due <= now
        what = "No children selected" + ("" if late else f", due {due.when}")
        urgency, do = (Urgency.NOW if late else Urgency.SOON), "Ask the inspectors to choose."
        yield Need(urgency, what, "no children selected", do)


def _owed_at(dossier: Dossier, milestone: str) -> tuple[str, ...]:
    """Return the items due at a milestone that have not come; tracking's at its own."""
    if milestone == dossier.framework.roles.get("tracking"):
        return missing_tracking(dossier)
    return tuple(item.id for item in missing_items(dossier) if item.due == milestone)
