"""What goes with a role: the login, the upload link and the keys of the object store."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from visit_exchange.journey.access.partner_access import check_can_shut_out
from visit_exchange.journey.access.store_access import AUTHORITY, READERS
from visit_exchange.journey.access.store_access_in_course import renew
from visit_exchange.journey.access.upload_link import send_new_link
from visit_exchange.journey.now import visit_now
from visit_exchange.kinds.rules.people_rules import LANO, LEAD
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.people import Person, role_named
from visit_exchange.visits.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def check_can_let_out(outside: "Outside", visit: Visit, before: Person | None) -> None:
    """Raise UserError where somebody's keys would have to end and nobody here can end them."""
    if before and keys_shared_with(visit, before):
        check_can_shut_out(outside)


def keys_shared_with(visit: Visit, person: Person) -> tuple[str, ...]:
    """Return the identities of the object store whose keys somebody may have been handed.

    None before the visit is open, and none for who only hears of dates.
    """
    if visit.status is VisitStatus.REGISTERED:
        return ()
    role = role_named(framework_of(visit), person.role)
    if role.id == LANO or "sending" in role.hears:
        return (AUTHORITY,)
    reads = person.login or role.id == LEAD or "packs" in role.hears
    return READERS if reads and role.side == "inspectorate" else ()


def let_in(outside: "Outside", visit: Visit, person: Person, *, by: str) -> None:
    """Give the visit to who has a login; again changes nothing."""
    if person.login:
        outside.register.add_inspector(visit.id, person.login, by=by, at=visit_now(visit))


def let_out(outside: "Outside", visit: Visit, before: Person, *, by: str) -> None:
    """End what somebody who has left could still use: login, link, keys that others share."""
    if before.login and not _logs_in(visit.people, before.login):
        outside.register.remove_inspector(visit.id, before.login, by=by, at=visit_now(visit))
    whose = keys_shared_with(visit, before)
    renew(outside, visit, whose, occasion=f"person-{before.number}", by=by)
    if outside.settings.upload_origin and _had_the_link(visit, before):
        send_new_link(outside, visit.id, by=by)


def _had_the_link(visit: Visit, before: Person) -> bool:
    """Say whether somebody beside the LANO, who is mailed a new one anyway, had the upload link."""
    role = role_named(framework_of(visit), before.role)
    is_sent = visit.lano_email and visit.status is not VisitStatus.REGISTERED
    return bool(is_sent) and "sending" in role.hears


def _logs_in(people: Iterable[Person], login: str) -> bool:
    return any(each.login == login for each in people)
