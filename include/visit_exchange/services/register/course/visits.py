"""Visits in the register, and how they move."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.people_rules import LANO, LEAD
from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.people.person_rows import first_people, person_record
from visit_exchange.services.register.tables import InspectorRow, MilestoneRow, VisitRow
from visit_exchange.visits.acts import MOVED
from visit_exchange.visits.dates.clock import clock_from_json
from visit_exchange.visits.dates.starting import has_come
from visit_exchange.visits.dates.timeline import Milestone, Timeline
from visit_exchange.visits.extra_items import ExtraItem
from visit_exchange.visits.people.people import address
from visit_exchange.visits.visit import NewVisit, Visit, VisitStatus, check_visit_move


class VisitsPart(AuditPart):
    """What the register knows of visits."""

    def add_visit(
        self,
        new: NewVisit,
        timeline: Timeline,
        *,
        by: str,
        at: datetime,
        visit_id: str,
        is_rehearsal: bool,
    ) -> Visit:
        """Register a visit with the milestones of its timeline; UserError when it exists."""
        with self._transaction() as session:
            _insert_visit(session, new, visit_id, is_rehearsal=is_rehearsal)
            session.add_all(
                new_milestone(visit_id, position, milestone, timeline.calendar)
                for position, milestone in enumerate(timeline.milestones)
            )
            session.add_all(first_people(new, visit_id, at))
            write_audit(session, visit_id, "visit registered", by=by, at=at)
            for login in new.inspectors:
                session.add(InspectorRow(visit_id=visit_id, login=login))
                detail = {"login": login}
                write_audit(session, visit_id, "inspector added", by=by, at=at, detail=detail)
            return visit_record(visit_row(session, visit_id))

    def visit(self, visit_id: str) -> Visit:
        """Return a visit; UserError when there is none."""
        with self._transaction() as session:
            return visit_record(visit_row(session, visit_id))

    def visits(self, status: VisitStatus | None = None) -> tuple[Visit, ...]:
        """Return every visit, or those in one status, by notification date."""
        query = select(VisitRow).order_by(VisitRow.notified, VisitRow.id)
        if status is not None:
            query = query.where(VisitRow.status == status.value)
        with self._transaction() as session:
            return tuple(visit_record(row) for row in session.scalars(query))

    def visits_to_start(self, now: datetime) -> tuple[Visit, ...]:
        """Return the registered visits whose notification date has come at the wall time ``now``.

        The date is the local one of the visit's framework, in the visit's own time.
        """
        waiting = self.visits(VisitStatus.REGISTERED)
        return tuple(visit for visit in waiting if has_come(visit, now))

    def move_visit(self, visit_id: str, to: VisitStatus, *, by: str, at: datetime) -> Visit:
        """Move a visit; UserError when it may not move so.

        A visit that is there already stays as it is: a task that is tried again does no harm.
        """
        with self._transaction() as session:
            row = visit_row(session, visit_id, lock=True)
            was = VisitStatus(row.status)
            if was != to:
                check_visit_move(was, to)
                row.status = to.value
                detail = {"from": was.value, "to": to.value}
                write_audit(session, visit_id, MOVED, by=by, at=at, detail=detail)
            return visit_record(row)


def visit_row(session: Session, visit_id: str, *, lock: bool = False) -> VisitRow:
    """Return the row of a visit, locked until the transaction ends if asked; UserError if none."""
    row = session.get(VisitRow, visit_id, with_for_update=lock or None)
    if row is None:
        raise no_visit(visit_id)
    return row


def no_visit(visit_id: str) -> UserError:
    """Return what is told of a visit that is not registered."""
    return UserError(f"No visit {visit_id} is registered. Check the visit id")


def _insert_visit(session: Session, new: NewVisit, visit_id: str, *, is_rehearsal: bool) -> None:
    values = {
        "id": visit_id,
        "framework": new.framework,
        "la_code": new.la_code,
        "la_name": new.la_name,
        "notified": new.notified,
        "on_site_days": new.on_site_days,
        "clock": new.clock.to_json(),
        "status": VisitStatus.REGISTERED.value,
        "is_rehearsal": is_rehearsal,
        "items": list(new.items),
    }
    # The database decides between two who register the same visit at the same moment.
    added = insert(VisitRow).values(values).on_conflict_do_nothing().returning(VisitRow.id)
    if session.scalar(added) is None:
        raise UserError(f"Visit {visit_id} is registered already")


def new_milestone(visit_id: str, position: int, planned: Milestone, calendar: str) -> MilestoneRow:
    """Return the row of a milestone of a new timeline."""
    return MilestoneRow(
        visit_id=visit_id,
        id=planned.id,
        position=position,
        title=planned.title,
        due=utc(planned.due),
        local=planned.local,
        calendar=calendar,
        adjusted=False,
        reached_at=None,
    )


def visit_record(row: VisitRow) -> Visit:
    """Return a visit as the register hands it out."""
    people = tuple(person_record(each) for each in row.people)
    return Visit(
        id=row.id,
        framework=row.framework,
        la_code=row.la_code,
        la_name=row.la_name,
        notified=row.notified,
        lano_email=address(people, LANO),
        lead_inspector_email=address(people, LEAD),
        on_site_days=row.on_site_days,
        clock=clock_from_json(row.clock),
        status=VisitStatus(row.status),
        is_rehearsal=row.is_rehearsal,
        items=tuple(row.items),
        timeline=row.timeline,
        extra=tuple(
            ExtraItem(each.number, each.title, each.reason, tuple(each.words), each.partner)
            for each in row.extra
        ),
        people=people,
    )
