"""Credentials for the object store as a visit goes its course: opened, restored, stopped, ended."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access_by_hand import is_by_hand, tell_by_hand
from visit_exchange.journey.access.store_identities import identities_of

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.visit import Visit

from visit_exchange.journey.access.store_access import (
    PIPELINE,
    READERS,
    access_of,
    issue,
    live,
    revoke,
)


def prepare_access(outside: "Outside", visit: "Visit") -> None:
    """See that the visit's people can be let in.

    Where credentials are made by hand, the data team is told which. UserError when they are to be
    issued and this process cannot: a visit does not open to nobody.
    """
    if is_by_hand(outside):
        tell_by_hand(outside, visit, "make")
        return
    access_of(outside)


def issue_anew(outside: "Outside", visit_id: str) -> tuple[str, ...]:
    """Issue new credentials to whoever has some that a restored store does not know; return whom.

    Nobody else gets any. Where they are made by hand, or elsewhere, nothing is done.
    """
    if outside.access is None or is_by_hand(outside):
        return ()
    kept, issued = outside.access.sealed, []
    dead = [
        w for w, lives in live(outside, visit_id).items() if not lives and kept.find(visit_id, w)
    ]
    for who in dead:
        with suppress(UserError):  # a visit that lets them in to nothing now
            issue(outside, visit_id, who, by=PIPELINE)
            issued.append(who)
    return tuple(issued)


def take_access(outside: "Outside", visit: "Visit") -> None:
    """Revoke everybody's credentials for the visit; again, it changes nothing."""
    if is_by_hand(outside):
        tell_by_hand(outside, visit, "destroy")
        return
    for identity in identities_of(outside, visit.id):
        revoke(outside, visit.id, identity.id, by=PIPELINE)


def suspend_inspectors(outside: "Outside", visit: "Visit") -> None:
    """Revoke the credentials of who only reads packs; the authority keeps its own. Again, no-op.

    Who asks for them gets new ones when the visit has been resumed.
    """
    if is_by_hand(outside):
        tell_by_hand(outside, visit, "suspend")
        return
    for who in READERS:
        revoke(outside, visit.id, who, by=PIPELINE)


def renew(
    outside: "Outside", visit: "Visit", whose: Sequence[str], *, occasion: str, by: str
) -> bool:
    """Issue new credentials to those of ``whose`` that have some: their old ones are refused.

    Return whether there were any. Where they are made by hand, the data team is told which, once
    for each ``occasion`` on which somebody left.
    """
    if not whose:
        return False
    if is_by_hand(outside):
        tell_by_hand(outside, visit, "replace", only=whose, occasion=occasion)
        return True
    # What is kept, not what the store lets in: broken off, new keys may be made and not kept.
    kept = access_of(outside).sealed
    renewed = [who for who in whose if kept.find(visit.id, who)]
    for who in renewed:
        issue(outside, visit.id, who, by=by)
    return bool(renewed)
