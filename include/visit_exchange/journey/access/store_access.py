"""Credentials for a visit's prefix of the object store: issued at opening, revoked at closing."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access_by_hand import tell_by_hand
from visit_exchange.journey.access.store_identities import identities_of, identity_of
from visit_exchange.journey.now import visit_now
from visit_exchange.services.store_access.identities import VISIT_IDENTITIES, VisitIdentity
from visit_exchange.services.store_access.keeper import Credential
from visit_exchange.settings.settings import env_name

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.store_access.parts import StoreAccess
    from visit_exchange.visits.visit import Visit

PIPELINE = "pipeline"
AUTHORITY = "la"
READERS = tuple(who for who in VISIT_IDENTITIES if who != AUTHORITY)


def give_access(outside: "Outside", visit: "Visit") -> None:
    """Issue what the visit's people need; who has live credentials keeps them.

    Where credentials are made by hand, the data team is told which. UserError when they are to be
    issued and this process cannot: a visit does not open to nobody.
    """
    if outside.settings.store_access == "by-hand":
        tell_by_hand(outside, visit, "make")
        return
    access = access_of(outside)
    with outside.register.alone(f"{visit.id}/store-access"):
        for identity in identities_of(outside, visit.id):
            if not _is_live(access, visit.id, identity):
                _issue(outside, visit, identity, by=PIPELINE)


def take_access(outside: "Outside", visit: "Visit") -> None:
    """Revoke everybody's credentials for the visit; again, it changes nothing."""
    if outside.settings.store_access == "by-hand":
        tell_by_hand(outside, visit, "destroy")
        return
    for identity in identities_of(outside, visit.id):
        revoke(outside, visit.id, identity.id, by=PIPELINE)


def suspend_inspectors(outside: "Outside", visit: "Visit") -> None:
    """Revoke the credentials of who only reads packs; the authority keeps its own. Again, no-op.

    They are issued anew when the visit opens again.
    """
    if outside.settings.store_access == "by-hand":
        tell_by_hand(outside, visit, "suspend")
        return
    for who in READERS:
        revoke(outside, visit.id, who, by=PIPELINE)


def issue(outside: "Outside", visit_id: str, who: str, *, by: str) -> None:
    """Issue new credentials to ``who``; the earlier ones are refused from then on."""
    visit, identity = outside.register.visit(visit_id), identity_of(who)
    with outside.register.alone(f"{visit_id}/store-access"):
        _issue(outside, visit, identity, by=by)


def revoke(outside: "Outside", visit_id: str, who: str, *, by: str) -> bool:
    """Revoke the credentials of ``who``; return whether there were any."""
    visit, access, identity = (
        outside.register.visit(visit_id),
        access_of(outside),
        identity_of(who),
    )
    with outside.register.alone(f"{visit_id}/store-access"):
        revoked = access.keeper.revoke(visit_id, identity)
        access.sealed.forget(visit_id, who)
    if revoked:
        outside.register.note_store_access(visit_id, "revoked", who, by=by, at=visit_now(visit))
    return revoked


def show(outside: "Outside", visit_id: str, who: str, *, by: str) -> Credential:
    """Return the credentials of ``who``, to be handed over; that they were seen is audited."""
    visit, identity = outside.register.visit(visit_id), identity_of(who)
    credential = access_of(outside).sealed.find(visit_id, identity.id)
    if credential is None:
        raise UserError(
            f"{who} has no credentials for visit {visit_id}. They are issued when it opens and "
            "revoked when it closes"
        )
    outside.register.note_store_access(visit_id, "shown", who, by=by, at=visit_now(visit))
    return credential


def live(outside: "Outside", visit_id: str) -> dict[str, bool]:
    """Return whether each identity of the visit has credentials that the store lets in."""
    outside.register.visit(visit_id)
    access = access_of(outside)
    return {each.id: _is_live(access, visit_id, each) for each in identities_of(outside, visit_id)}


def access_of(outside: "Outside") -> "StoreAccess":
    """Return what issues credentials; UserError that says how to set it where nothing does."""
    if outside.access is None:
        raise UserError(
            "Nobody here can issue or revoke credentials of the object store. Set "
            f"{env_name('access_keeper_access_key')} and {env_name('access_keeper_secret_key')}, "
            f"or make them by hand and set {env_name('store_access')}=by-hand"
        )
    return outside.access


def _issue(outside: "Outside", visit: "Visit", identity: VisitIdentity, *, by: str) -> None:
    access = access_of(outside)
    access.sealed.keep(visit.id, identity.id, access.keeper.issue(visit.id, identity))
    outside.register.note_store_access(visit.id, "issued", identity.id, by=by, at=visit_now(visit))


def _is_live(access: "StoreAccess", visit_id: str, identity: VisitIdentity) -> bool:
    credential = access.sealed.find(visit_id, identity.id)
    return credential is not None and access.keeper.is_live(visit_id, identity, credential)
