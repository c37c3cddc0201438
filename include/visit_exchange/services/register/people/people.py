"""People of visits in the register: who has which role, and who had it before.

The audit says which role and which number among the visit's people; never a name or an address.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_record, visit_row
from visit_exchange.services.register.people.person_rows import new_person, person_record
from visit_exchange.services.register.tables import PersonRow
from visit_exchange.visits.acts import CONTACT_CHANGED, PERSON_ADDED, PERSON_LEFT, PERSON_WISHES
from visit_exchange.visits.people.people import PackWish, Person
from visit_exchange.visits.visit import Visit


class PeoplePart(AuditPart):
    """What the register knows of the people of visits."""

    def everybody(self, visit_id: str) -> tuple[Person, ...]:
        """Return who has or had a role in a visit, in the order in which they were entered."""
        query = select(PersonRow).where(PersonRow.visit_id == visit_id).order_by(PersonRow.number)
        with self._transaction() as session:
            visit_row(session, visit_id)
            return tuple(person_record(row) for row in session.scalars(query))

    def give_role(
        self, visit_id: str, person: Person, *, instead_of: int | None, by: str, at: datetime
    ) -> Visit:
        """Give somebody a role, ``instead_of`` whoever has that number; return the visit.

        The person gets a number of their own, whatever they came with.
        """
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            number = _last_number(session, visit_id) + 1
            if instead_of is not None:
                _end(session, visit_id, instead_of, at)
            session.add(new_person(visit_id, replace(person, number=number, since=at)))
            act = PERSON_ADDED if instead_of is None else CONTACT_CHANGED
            detail = {"role": person.role, "number": number}
            write_audit(session, visit_id, act, by=by, at=at, detail=detail)
            return _again(session, visit_id)

    def end_role(self, visit_id: str, number: int, *, by: str, at: datetime) -> Visit:
        """Let somebody have no role any more; return the visit."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            role = _end(session, visit_id, number, at)
            detail = {"role": role, "number": number}
            write_audit(session, visit_id, PERSON_LEFT, by=by, at=at, detail=detail)
            return _again(session, visit_id)

    def wish_packs(
        self, visit_id: str, number: int, wish: PackWish, *, by: str, at: datetime
    ) -> None:
        """Record which packs somebody wishes to be mailed about."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            row = session.get_one(PersonRow, (visit_id, number))
            row.packs = wish.value
            detail = {"role": row.role, "number": number, "packs": wish.value}
            write_audit(session, visit_id, PERSON_WISHES, by=by, at=at, detail=detail)

    def forget_names(self, visit_id: str) -> int:
        """Forget names and telephone numbers of a visit's people; return of how many.

        Role, address and since when stay: they say whom the mails of the register went to.
        """
        known = or_(PersonRow.name != "", PersonRow.telephone != "")
        theirs = update(PersonRow).where(PersonRow.visit_id == visit_id, known)
        forget = theirs.values(name="", telephone="").returning(PersonRow.number)
        with self._transaction() as session:
            return len(session.scalars(forget).all())


def _last_number(session: Session, visit_id: str) -> int:
    highest = select(func.max(PersonRow.number)).where(PersonRow.visit_id == visit_id)
    return session.scalar(highest) or 0


def _end(session: Session, visit_id: str, number: int, at: datetime) -> str:
    row = session.get_one(PersonRow, (visit_id, number))
    row.until = utc(at)
    return row.role


def _again(session: Session, visit_id: str) -> Visit:
    """Return the visit with its people as they are now."""
    session.flush()
    row = visit_row(session, visit_id)
    session.refresh(row)
    return visit_record(row)
