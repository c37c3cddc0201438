"""The authority's references by code, from its own replies: nowhere else are both together."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.replying import CHILD_CODES, reply_folder
from visit_exchange.tracking.crosswalk import read_crosswalk
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.outside import Outside


def crosswalk_of(outside: "Outside", visit: Visit) -> dict[str, str]:
    """Return code by reference for every child in the visit's replies."""
    known: dict[str, str] = {}
    for submission in outside.register.submissions(visit.id):
        key = f"{reply_folder(submission)}/{CHILD_CODES}"
        if key in outside.store.keys(Bucket.REPLIES, key):
            known |= read_crosswalk(outside.store.get(Bucket.REPLIES, key))
    return known
