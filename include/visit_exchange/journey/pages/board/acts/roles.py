"""Giving somebody a role in a visit, in the place of who has it, and letting somebody leave."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_logins
from visit_exchange.journey.access.store_access_by_hand import is_by_hand
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    WrongField,
    choice_of,
    has_not_ended,
    reason_field,
    reason_of,
)
from visit_exchange.journey.pages.board.acts.keys_by_hand import left_to_a_person
from visit_exchange.journey.requesting.people import LABELS, end_role, give_role
from visit_exchange.journey.requesting.role_access import keys_shared_with
from visit_exchange.kinds.rules.people_rules import LANO, LEAD
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.entry.entry import check_email
from visit_exchange.visits.people.people import PackWish, Person, check_telephone, holder

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "People"
PHONE = "The notification letters say it of the senior contact."
ENDS = "They hear no more of the visit. Their login, link and keys end at once."
ENDS_BUT_KEYS = "They hear no more of the visit. Their login and link end at once."


def _roles(dossier: Dossier) -> Field:
    choices = []
    for role in dossier.framework.people:
        has = None if role.several else holder(dossier.visit.people, role.id)
        choices.append((role.id, f"{role.title} (now {has.email})" if has else role.title))
    return Field("role", "The role", kind=Kind.CHOICE, choices=tuple(choices))


def _packs() -> Field:
    choices = tuple((each.value, each.in_words.capitalize()) for each in PackWish)
    hint = "An inspector is mailed about these."
    return Field("packs", "Packs", hint, Kind.CHOICE, choices, PackWish.EACH.value)


def _fields(dossier: Dossier) -> tuple[Field, ...]:
    return (
        _roles(dossier),
        Field("email", "Their e-mail"),
        Field("name", "Their name (optional)", "For letters. It is kept with the visit."),
        Field("telephone", "Their telephone number (optional)", PHONE),
        Field("login", "An inspector’s login (optional)", "What they sign in to Airflow with."),
        _packs(),
        reason_field(),
    )


def _foresee_role(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    dossier, role_id = seen.dossier, choice_of(entered, _roles(seen.dossier))
    role = next(each for each in dossier.framework.people if each.id == role_id)
    address = _address(dossier, role_id, entered)
    choice_of(entered, _packs())
    _telephone(entered)
    login = entered.get("login", "").strip()
    if login and role.side != "inspectorate":
        raise WrongField("login", f"“{role.title}” signs in nowhere: leave the login empty")
    if login:
        check_logins(seen.outside, [login])
    reason_of(entered)
    before = None if role.several else holder(dossier.visit.people, role_id)
    request = f"Once the visit is open the request goes to {address} with a new link."
    return (
        f"{role.title}: {address}" + (f", instead of {before.email}." if before else "."),
        *(_what_ends(seen, before) if before else ()),
        *((f"{login} sees the visit and its packs at once.",) if login else ()),
        request if role_id == LANO else f"A mail tells {address} of the role.",
    )


def _what_ends(seen: Foresight, before: Person) -> tuple[str, ...]:
    whose = keys_shared_with(seen.dossier.visit, before)
    ends = ENDS_BUT_KEYS if is_by_hand(seen.outside) else ENDS
    return (ends, *left_to_a_person(seen, "replace", whose))


def _address(dossier: Dossier, role_id: str, entered: Entered) -> str:
    label = LABELS.get(role_id, "E-mail")
    try:
        address = check_email(entered.get("email", "").strip(), label)
    except UserError as error:
        raise WrongField("email", str(error)) from None
    if any((each.role, each.email) == (role_id, address) for each in dossier.visit.people):
        raise WrongField("email", f"{address} has this role already")
    return address


def _telephone(entered: Entered) -> str:
    try:
        return check_telephone(entered.get("telephone", ""))
    except UserError as error:
        raise WrongField("telephone", str(error)) from None


def _give(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    named = give_role(
        outside,
        visit_id,
        entered["role"],
        entered["email"],
        name=entered.get("name", ""),
        telephone=_telephone(entered),
        login=entered.get("login", "").strip(),
        packs=entered["packs"],
        by=by,
    )
    return f"The role is given to {named.people[-1].email}"


GIVE_ROLE = Act(
    "role",
    "Give somebody a role",
    GROUP,
    has_not_ended,
    _fields,
    _foresee_role,
    _give,
    needs_worker=True,
    keeps_reason=False,
)


def _who_may_leave(dossier: Dossier) -> tuple[Person, ...]:
    people = dossier.visit.people
    return tuple(each for each in people if each.role not in (LANO, LEAD) and not each.until)


def _leaving(dossier: Dossier) -> Field:
    titles = {role.id: role.title for role in dossier.framework.people}
    choices = tuple(
        (str(each.number), f"{titles.get(each.role, each.role)}: {each.email}")
        for each in _who_may_leave(dossier)
    )
    return Field("person", "Who leaves", kind=Kind.CHOICE, choices=choices)


def _foresee_leaving(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    number = choice_of(entered, _leaving(seen.dossier))
    reason_of(entered)
    words = dict(_leaving(seen.dossier).choices)[number]
    leaves = next(each for each in seen.dossier.visit.people if str(each.number) == number)
    return (f"{words} leaves the visit.", *_what_ends(seen, leaves))


def _end(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    left = end_role(outside, visit_id, int(entered["person"]), by=by)
    return f"{left.email} has left the visit"


END_ROLE = Act(
    "end-role",
    "Let somebody leave the visit",
    GROUP,
    lambda dossier: has_not_ended(dossier) and bool(_who_may_leave(dossier)),
    lambda dossier: (_leaving(dossier), reason_field()),
    _foresee_leaving,
    _end,
    needs_worker=True,
    keeps_reason=False,
)
