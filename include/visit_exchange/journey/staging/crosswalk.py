"""The authority's references by code, from its own replies: nowhere else are both together."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.privacy.crosswalk import read_crosswalk
from visit_exchange.privacy.pseudonyms import check_codes_differ
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places import CHILD_CODES, reply_folder, within
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def crosswalk_of(outside: "Outside", visit: Visit, sender: str | None = None) -> dict[str, str]:
    """Return code by reference for every child in the visit's accepted lists.

    With ``sender`` only for those whom that sender listed: nobody is told another's references.
    UserError when two children share a code.
    """
    known: dict[str, str] = {}
    for submission in outside.register.submissions(visit.id):
        if sender not in (None, submission.sender):
            continue
        if any(item.rows and item.staged_key for item in submission.items):
            known |= _crosswalk(outside, within(reply_folder(submission), CHILD_CODES))
    check_codes(visit, known)
    return known


def check_codes(visit: Visit, crosswalk: Mapping[str, str]) -> None:
    """Raise UserError when two children share a code.

    In identified lists a reference and a UPN are one child; they are given no code twice.
    """
    if framework_of(visit).regime == "pseudonymised":
        check_codes_differ(crosswalk)


def _crosswalk(outside: "Outside", key: str) -> dict[str, str]:
    """Return one reply's crosswalk; a list without children (settings) has none."""
    try:
        return read_crosswalk(outside.store.get(Bucket.REPLIES, key))
    except FileNotFoundError:
        return {}
