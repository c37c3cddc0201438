"""What the upload page shows of the items of a request, in the officer's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from visit_exchange.journey.now import visit_now
from visit_exchange.journey.sender import Sender
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.item_states import ItemState, item_state
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_when

NO_DATE = "No deadline now"
# State of an item in the officer's words.
ITEM_STATES: Mapping[ItemState, str] = {
    ItemState.ACCEPTED: "Received",
    ItemState.WITH_QUERIES: "Received",
    ItemState.NOT_HELD: "Not held",
    ItemState.MUST_FIX: "Must be corrected",
    ItemState.WAITS: "A person looks at it",
    ItemState.MISSING: "Not sent yet",
}
TO_SEND = frozenset({ItemState.MUST_FIX, ItemState.MISSING})


@dataclass(frozen=True)
class Asked:
    """One item of the request: when it is due, and how it stands.

    ``is_open`` says that its sender has to send or correct it, ``is_late`` that the deadline for
    that has passed. ``is_document`` that a file can be sent for it whatever it looks like.
    """

    number: str
    title: str
    due: str
    state: str
    is_late: bool
    is_open: bool
    is_document: bool


def asked_items(dossier: Dossier, sender: Sender) -> Iterator[Asked]:
    """Yield what a sender is asked for, in the request's order."""
    visit, now = sender.visit, visit_now(sender.visit)
    for item in sender.framework.items:
        state, _ = item_state(dossier, item.id, sender.id)
        is_open = state in TO_SEND
        if is_deferred(visit):
            due, is_late = NO_DATE, False
        else:
            when = dossier.milestone(item.due)
            due, is_late = say_when(when.local), is_open and when.due <= now
        yield Asked(
            number=item.number,
            title=item.title,
            due=due,
            state=ITEM_STATES[state],
            is_late=is_late,
            is_open=is_open,
            is_document=item.kind == "document",
        )


def is_deferred(visit: Visit) -> bool:
    """Return whether a visit is deferred: then it has no deadline."""
    return visit.status is VisitStatus.DEFERRED
