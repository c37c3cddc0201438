"""How an item of the request stands with a sender."""

from enum import StrEnum

from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus


class ItemState(StrEnum):
    """How an item stands, in words that every page and mail shares."""

    ACCEPTED = "accepted"
    WITH_QUERIES = "accepted with queries"
    NOT_HELD = "not held"
    NOT_APPLICABLE = "not applicable"
    MUST_FIX = "must be corrected"
    WAITS = "waits for a person"
    MISSING = "missing"


OPEN = frozenset({ItemState.MUST_FIX, ItemState.WAITS, ItemState.MISSING})
# What an item is called by the state of the newest file that was sent for it.
_SENT = {
    SubmissionStatus.MUST_FIX: ItemState.MUST_FIX,
    SubmissionStatus.WITHHELD: ItemState.WAITS,
}


def item_state(
    dossier: Dossier, item: str, sender: str = ""
) -> tuple[ItemState, Submission | None]:
    """Return how an item stands, and the upload that says so, if one does.

    What was accepted counts before what was declared not held, and both before what was sent and
    is not used yet.
    """
    if found := dossier.accepted_items(sender).get(item):
        submission, answered = found
        is_sound = answered.status is SubmissionStatus.ACCEPTED
        return ItemState.ACCEPTED if is_sound else ItemState.WITH_QUERIES, submission
    if item in dossier.not_held(sender):
        is_none = item in dossier.not_applicable(sender)
        return ItemState.NOT_APPLICABLE if is_none else ItemState.NOT_HELD, None
    for submission in reversed(dossier.submissions):
        status = {each.item: each.status for each in submission.items}.get(item)
        if submission.sender == sender and status in _SENT:
            return _SENT[status], submission
    return ItemState.MISSING, None
