"""People of visits as rows: how they come into the register, and how it hands them out."""

from datetime import datetime

from visit_exchange.kinds.rules.people_rules import LANO, LEAD
from visit_exchange.services.register.audit import utc
from visit_exchange.services.register.tables import PersonRow
from visit_exchange.visits.people.people import PackWish, Person
from visit_exchange.visits.visit import NewVisit


def first_people(new: NewVisit, visit_id: str, at: datetime) -> list[PersonRow]:
    """Return the rows of those who are named when a visit is registered."""
    entered = {LEAD: new.lead_inspector_email, LANO: new.lano_email}
    return [
        new_person(visit_id, Person(number, role, email, since=at))
        for number, (role, email) in enumerate(entered.items(), start=1)
        if email
    ]


def new_person(visit_id: str, person: Person) -> PersonRow:
    """Return the row of somebody who is given a role."""
    return PersonRow(
        visit_id=visit_id,
        number=person.number,
        role=person.role,
        name=person.name,
        email=person.email,
        telephone=person.telephone,
        login=person.login,
        packs=person.packs.value,
        since=utc(person.since) if person.since else None,
    )


def person_record(row: PersonRow) -> Person:
    """Return somebody as the register hands them out."""
    return Person(
        number=row.number,
        role=row.role,
        email=row.email,
        name=row.name,
        login=row.login,
        packs=PackWish(row.packs),
        since=row.since,
        until=row.until,
        telephone=row.telephone,
    )
