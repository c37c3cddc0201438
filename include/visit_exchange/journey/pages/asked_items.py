"""What the upload page shows of the items of a request, in the officer's words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import standing_in
from visit_exchange.kinds import Item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.item_states import ItemState, item_state
from visit_exchange.visits.uploads.statements import Says, Statement
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_moment, say_when

NO_DATE = "No deadline now"
BEING_CHECKED = "Being checked"
# State of an item in the officer's words, and how it is marked.
ITEM_STATES: Mapping[ItemState, tuple[str, str]] = {
    ItemState.ACCEPTED: ("In use", "green"),
    ItemState.WITH_QUERIES: ("In use, with questions", "turquoise"),
    ItemState.NOT_HELD: ("Not held", "grey"),
    ItemState.NOT_APPLICABLE: ("Not applicable", "grey"),
    ItemState.MUST_FIX: ("Needs fixing", "red"),
    ItemState.WAITS: ("A person looks at it", "yellow"),
    ItemState.MISSING: ("Not started", "blue"),
}
TO_SEND = frozenset({ItemState.MUST_FIX, ItemState.MISSING})
NONE_SENT = frozenset({ItemState.NOT_HELD, ItemState.NOT_APPLICABLE})
SAID = {
    Says.NOT_HELD: "You said that you do not hold this",
    Says.DOES_NOT_APPLY: "You said that this does not apply",
}


@dataclass(frozen=True)
class Asked:
    """One item of the request: when it is due, and how it stands.

    ``is_open`` says that its sender has to send or correct it, ``is_late`` that the deadline for
    that has passed, ``is_done`` that nothing is awaited. ``is_document`` that a file can be sent
    for it whatever it looks like. ``uploads`` are the numbers of the files in use for it, ``said``
    what was said of it and by whom; ``is_none`` that it was said, so that it can be taken back.
    """

    number: str
    title: str
    about: str
    due: str
    state: str
    tone: str
    is_late: bool
    is_open: bool
    is_done: bool
    is_document: bool
    is_none: bool
    uploads: tuple[int, ...]
    said: str


def asked_items(
    dossier: Dossier, sender: Sender, now: datetime, checking: Collection[str] = ()
) -> Iterator[Asked]:
    """Yield what a sender is asked for at ``now`` (visit time), in the request's order.

    ``checking`` are the numbers of the items for which a file was sent that has no answer yet.
    """
    standing = standing_in(dossier, sender.id)
    for item in sender.framework.items:
        state, _ = item_state(dossier, item.id, sender.id)
        is_checked = item.number in checking and state in TO_SEND
        is_open = state in TO_SEND and not is_checked
        due, ends = _due(dossier, item, sender.visit)
        words, tone = (BEING_CHECKED, "blue") if is_checked else ITEM_STATES[state]
        yield Asked(
            number=item.number,
            title=item.title,
            about=item.about,
            due=due,
            state=words,
            tone=tone,
            is_late=is_open and ends is not None and ends <= now,
            is_open=is_open,
            is_done=state not in TO_SEND and state is not ItemState.WAITS,
            is_document=item.kind == "document",
            is_none=state in NONE_SENT,
            uploads=tuple(upload.number for upload, _ in standing.get(item.id, ())),
            said=said_of(dossier, item.id, sender) if state in NONE_SENT else "",
        )


def said_of(dossier: Dossier, item: str, sender: Sender) -> str:
    """Return what was said of an item that is not sent, by whom and when; empty when nothing."""
    statement = dossier.statement(item, sender.id)
    if statement is None or statement.says not in SAID:
        return ""
    return f"{SAID[statement.says]} ({_by(statement, dossier)})."


def _by(statement: Statement, dossier: Dossier) -> str:
    when = say_moment(statement.said_at, dossier.framework.timezone)
    if not statement.upload:
        return f"{statement.who}, {when}"
    return f"checklist, upload {statement.upload.rpartition('/')[2]}, {when}"


def _due(dossier: Dossier, item: Item, visit: Visit) -> tuple[str, datetime | None]:
    if is_deferred(visit):
        return NO_DATE, None
    milestone = dossier.milestone(item.due)
    return say_when(milestone.local), milestone.due


def is_deferred(visit: Visit) -> bool:
    """Return whether a visit is deferred: then it has no deadline."""
    return visit.status is VisitStatus.DEFERRED
