"""The people of a visit: who has which role, since when, and who hears of what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.people_rules import LANO, LEAD, Role, Side, Topic


class PackWish(StrEnum):
    """Which versions of a pack somebody is mailed about. The values are stored."""

    EACH = "each"
    DAILY = "daily"
    FINAL = "final"

    @property
    def in_words(self) -> str:
        """What is told to who wishes it."""
        return WISHED[self]


TELEPHONE = re.compile(r"\+?[\d ()-]{6,30}( ext\.? ?\d{1,6})?")
WISHED = {
    PackWish.EACH: "every version of a pack",
    PackWish.DAILY: "packs, once a day at 6pm",
    PackWish.FINAL: "the final pack",
}


@dataclass(frozen=True)
class Person:
    """Somebody in a role of a visit. ``number`` counts the people of a visit, and stays.

    ``name`` and ``telephone`` may be empty: the role and the address are enough. ``login`` is that
    in Airflow, for inspectors. ``until`` is when they were replaced or left, None while they have
    the role.
    """

    number: int
    role: str
    email: str
    name: str = ""
    login: str = ""
    packs: PackWish = PackWish.EACH
    since: datetime | None = None
    until: datetime | None = None
    telephone: str = ""


def check_telephone(text: str) -> str:
    """Return a telephone number without needless blanks; UserError when it is none."""
    number = " ".join(text.split())
    if number and not TELEPHONE.fullmatch(number):
        raise UserError("Telephone number must be one, like 0300 123 4567, or be left empty")
    return number


def holder(people: Iterable[Person], role: str) -> Person | None:
    """Return who has a role now, the last to be given it where several have; None if nobody."""
    found = [each for each in people if each.role == role and each.until is None]
    return found[-1] if found else None


def address(people: Iterable[Person], role: str) -> str:
    """Return where who has a role is written to; empty when nobody has it."""
    found = holder(people, role)
    return found.email if found else ""


def hearing(
    framework: Framework, people: Iterable[Person], topic: Topic, *sides: Side
) -> tuple[Person, ...]:
    """Return who hears of a topic beside the LANO and the lead inspector, of these sides (any)."""
    roles = {role.id for role in framework.people if topic in role.hears}
    if sides:
        roles &= {role.id for role in framework.people if role.side in sides}
    return tuple(each for each in people if each.role in roles and each.until is None)


def may_choose(framework: Framework, people: Iterable[Person], login: str) -> bool:
    """Say whether an inspector of the visit may choose and leave notes: who shadows may not.

    Somebody whose role nobody has entered may, and who has two roles only if both may.
    """
    barred = {role.id for role in framework.people if not role.chooses}
    return not any(
        each.login == login and each.role in barred and each.until is None for each in people
    )


def role_named(framework: Framework, role_id: str) -> Role:
    """Return a role of the kind of visit; UserError that names them all when there is none."""
    if found := framework.role(role_id):
        return found
    known = ", ".join(role.id for role in framework.people)
    raise UserError(f"The role must be one of: {known}")


def check_wish(text: str) -> PackWish:
    """Return which packs somebody wishes to hear of; UserError when it is no such wish."""
    if text not in {each.value for each in PackWish}:
        raise UserError(f"--packs must be one of: {', '.join(PackWish)}")
    return PackWish(text)


def check_ends(people: Sequence[Person], number: int) -> Person:
    """Return who may leave a visit; UserError when they have, or somebody must have their role."""
    person = next((each for each in people if each.number == number), None)
    if person is None or person.until:
        raise UserError(f"Nobody with the number {number} has a role now")
    if person.role in (LANO, LEAD):
        raise UserError("The LANO and the lead inspector are replaced: enter who comes instead")
    return person
