"""Give people their roles in a visit, replace them, let them go: from now on, and audited."""

from dataclasses import replace
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_logins
from visit_exchange.journey.access.upload_link import revoke_authority_link, send_new_link
from visit_exchange.journey.hearing import is_announced
from visit_exchange.journey.mailing import with_its_mails
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.requesting.opening import send_request_again
from visit_exchange.journey.requesting.role_access import check_can_let_out, let_in, let_out
from visit_exchange.journey.requesting.telling_roles import tell_role
from visit_exchange.kinds.rules.people_rules import LANO, LEAD, Role
from visit_exchange.visits.entry.entry import check_email, check_login
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.people import (
    Person,
    check_ends,
    check_telephone,
    check_wish,
    holder,
    role_named,
)
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

LONGEST_NAME = 100
LABELS = {LANO: "LANO e-mail", LEAD: "Lead inspector e-mail"}


def give_role(
    outside: "Outside",
    visit_id: str,
    role_id: str,
    email: str,
    *,
    name: str = "",
    telephone: str = "",
    login: str = "",
    packs: str = "each",
    by: str,
) -> Visit:
    """Give somebody a role in a visit, in the place of whoever has it where only one may.

    Who is replaced is let in no longer: the link, the login and the keys of the object store end.
    Who is new is told, and a LANO gets the request with a new link; before the notification nobody
    is. What had not reached the other one goes to who is new. UserError when what was entered is
    wrong, or the visit has ended.
    """
    visit = _to_mend(outside, visit_id)
    role = role_named(framework_of(visit), role_id)
    person = _person(outside, visit, role, email, name, login, packs)
    person = replace(person, telephone=check_telephone(telephone))
    before = None if role.several else holder(visit.people, role.id)
    check_can_let_out(outside, visit, before)
    # First: whoever reads the wrong inbox is let in no longer, whatever fails after it.
    if before and role.id == LANO:
        with outside.register.apart():
            revoke_authority_link(outside, visit, by=by)
    with with_its_mails(outside, visit_id):
        named = outside.register.give_role(
            visit_id,
            person,
            instead_of=before.number if before else None,
            by=by,
            at=visit_now(visit),
        )
        _hand_over(outside, named, before, person.email)
        let_in(outside, named, person, by=by)
        if before:
            let_out(outside, named, before, by=by)
        _welcome(outside, named, role, is_replacing=before is not None, by=by)
    return named


def end_role(outside: "Outside", visit_id: str, number: int, *, by: str) -> Person:
    """Let somebody leave a visit: they hear no more of it and are let in no longer.

    UserError when nobody has the number, or the role is one that somebody must have.
    """
    visit = _to_mend(outside, visit_id)
    person = check_ends(visit.people, number)
    check_can_let_out(outside, visit, person)
    with with_its_mails(outside, visit_id):
        left = outside.register.end_role(visit_id, number, by=by, at=visit_now(visit))
        is_theirs = role_named(framework_of(visit), person.role).side == "inspectorate"
        _hand_over(outside, left, person, left.lead_inspector_email if is_theirs else "")
        let_out(outside, left, person, by=by)
    return person


def wish_packs(outside: "Outside", visit_id: str, number: int, wish: str, *, by: str) -> Person:
    """Mail somebody of the team about ``each`` version of a pack, ``daily``, or the ``final`` one.

    UserError when nobody of the inspectorate has this number.
    """
    visit, wished = _to_mend(outside, visit_id), check_wish(wish)
    sides = {role.id for role in framework_of(visit).people if role.side == "inspectorate"}
    person = next((each for each in visit.people if each.number == number), None)
    if person is None or person.role not in sides:
        raise UserError(f"No inspector of {visit_id} has the number {number}")
    outside.register.wish_packs(visit_id, number, wished, by=by, at=visit_now(visit))
    return person


def _to_mend(outside: "Outside", visit_id: str) -> Visit:
    visit = outside.register.visit(visit_id)
    if visit.status in ENDED:
        raise UserError(f"{visit_id} is {visit.status.value}: nobody is written to any more")
    return visit


def _person(
    outside: "Outside", visit: Visit, role: Role, email: str, name: str, login: str, packs: str
) -> Person:
    address = check_email(email.strip(), LABELS.get(role.id, "e-mail"))
    if any(each.role == role.id and each.email == address for each in visit.people):
        what = LABELS.get(role.id, f"e-mail of “{role.title}”")
        raise UserError(f"{address} is the {what} of {visit.id} already")
    called = " ".join(name.split())
    if len(called) > LONGEST_NAME:
        raise UserError(f"The name must be {LONGEST_NAME} characters or fewer")
    if login and role.side != "inspectorate":
        raise UserError(f"“{role.title}” signs in nowhere: leave the login empty")
    if login:
        check_logins(outside, [check_login(login)])
    return Person(0, role.id, address, called, login, check_wish(packs))


def _hand_over(outside: "Outside", visit: Visit, before: Person | None, to: str) -> None:
    """Let what waits for somebody who has left go to who is there instead, or to nobody."""
    if before is None or any(each.email == before.email for each in visit.people):
        return
    if heir := to or visit.lano_email:
        outside.register.readdress(visit.id, before.email, heir, at=wall_now())


def _welcome(outside: "Outside", visit: Visit, role: Role, *, is_replacing: bool, by: str) -> None:
    is_begun = is_announced(outside, visit) and visit.status is not VisitStatus.REGISTERED
    if role.id != LANO:
        if is_begun or role.side == "inspectorate":
            tell_role(outside, visit, visit.people[-1], role)
    elif is_begun and visit.status is not VisitStatus.DEFERRED:
        send_request_again(outside, visit)
    elif is_begun and is_replacing and outside.settings.upload_origin:
        send_new_link(outside, visit.id, by=by)
