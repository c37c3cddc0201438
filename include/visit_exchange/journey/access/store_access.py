"""Credentials for a visit's prefix of the object store, for who asks for them.

They are made when somebody is to be handed them, not at the opening: most people use the pages, and
the embedded server takes the longer over each user, the more users it has.
"""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_identities import identities_of, identity_of
from visit_exchange.journey.now import visit_now
from visit_exchange.services.store_access.identities import VISIT_IDENTITIES, VisitIdentity
from visit_exchange.services.store_access.keeper import Credential
from visit_exchange.settings.settings import env_name
from visit_exchange.visits.acts import has_keys_in, revoker_in
from visit_exchange.visits.visit import ENDED, STOPPED, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.store_access.parts import StoreAccess
    from visit_exchange.visits.visit import Visit

PIPELINE = "pipeline"
AUTHORITY = "la"
READERS = tuple(who for who in VISIT_IDENTITIES if who != AUTHORITY)
LETS_IN = frozenset(VisitStatus) - {VisitStatus.REGISTERED} - STOPPED - ENDED


def issue(outside: "Outside", visit_id: str, who: str, *, by: str) -> None:
    """Issue new credentials to ``who``; the earlier ones are refused from then on.

    UserError when the visit lets them in to nothing.
    """
    identity = identity_of(who)
    with outside.register.alone(f"{visit_id}/store-access"):
        visit = outside.register.visit(visit_id)  # it may have closed while we waited
        _check_may_have(outside, visit, who)
        _issue(outside, visit, identity, by=by)


def revoke(outside: "Outside", visit_id: str, who: str, *, by: str) -> bool:
    """Revoke the credentials of ``who``; return whether there were any.

    That a person shut ``who`` out is written down also when there were none yet.
    """
    visit, access, identity = (
        outside.register.visit(visit_id),
        access_of(outside),
        identity_of(who),
    )
    with outside.register.alone(f"{visit_id}/store-access"):
        had = has_keys_in(outside.register.audit(visit_id), who)
        revoked = access.keeper.revoke(visit_id, identity) or had
        access.sealed.forget(visit_id, who)
        if revoked or by != PIPELINE:
            outside.register.note_store_access(visit_id, "revoked", who, by=by, at=visit_now(visit))
    return revoked


def show(outside: "Outside", visit_id: str, who: str, *, by: str) -> Credential:
    """Return the credentials of ``who``, to be handed over; that they were seen is audited.

    Who has none gets them now. UserError when the visit lets them in to nothing, or when somebody
    has revoked what they had.
    """
    identity, access = identity_of(who), access_of(outside)
    with outside.register.alone(f"{visit_id}/store-access"):
        visit = outside.register.visit(visit_id)  # it may have closed while we waited
        if not _is_live(access, visit_id, identity):
            _check_may_have(outside, visit, who)
            _check_not_revoked(outside, visit_id, who)
            _issue(outside, visit, identity, by=by)
        credential = access.sealed.find(visit_id, identity.id)
    if credential is None:
        raise UserError(f"The credentials of {who} were revoked while they were made. Run it again")
    outside.register.note_store_access(visit_id, "shown", who, by=by, at=visit_now(visit))
    return credential


def _check_may_have(outside: "Outside", visit: "Visit", who: str) -> None:
    """Raise UserError unless the visit lets ``who`` in to anything now."""
    if who not in {each.id for each in identities_of(outside, visit.id)}:
        raise UserError(f"{who} is no partner that visit {visit.id} asks")
    if visit.status not in (LETS_IN if who in READERS else LETS_IN | {VisitStatus.DEFERRED}):
        raise UserError(
            f"{who} cannot have credentials for visit {visit.id}, which is {visit.status.value}. "
            "They work while the visit is open"
        )


def _check_not_revoked(outside: "Outside", visit_id: str, who: str) -> None:
    """Raise UserError when a person shut ``who`` out: asking to see makes nothing anew then."""
    revoker = revoker_in(outside.register.audit(visit_id), who)
    if revoker and revoker != PIPELINE:
        raise UserError(
            f"{who} has no credentials for visit {visit_id}: {revoker} revoked them. To let them "
            f"in again, run: visit-exchange access issue {visit_id} --for {who}"
        )


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
