"""What happened around a visit, as the data team records it, and the milestones that move by it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import HappeningRow, MilestoneRow
from visit_exchange.visits.dates.milestone_days import Milestone


class HappeningsPart(AuditPart):
    """What the register knows of the events of visits."""

    def happened(self, visit_id: str) -> dict[str, date]:
        """Return the day of each event of a visit that has been recorded, by its id."""
        query = select(HappeningRow).where(HappeningRow.visit_id == visit_id)
        with self._transaction() as session:
            return {row.event: row.happened_on for row in session.scalars(query)}

    def record_happening(
        self, visit_id: str, event: str, on: date, *, by: str, at: datetime
    ) -> None:
        """Record that an event happened on a day; recording it again puts the day right."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            row = HappeningRow(
                visit_id=visit_id,
                event=event,
                happened_on=on,
                recorded_by=by,
                recorded_at=utc(at),
            )
            session.merge(row)
            detail = {"event": event, "on": on.isoformat()}
            write_audit(session, visit_id, "event recorded", by=by, at=at, detail=detail)

    def replan(self, visit_id: str, planned: Sequence[Milestone], *, calendar: str) -> None:
        """Put milestones on the days that they were worked out for, new ones after the others.

        Those that were adjusted by hand, or are past, stay as they are.
        """
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            for milestone in planned:
                row = session.get(MilestoneRow, (visit_id, milestone.id))
                if row is None:
                    session.add(_new_row(session, visit_id, milestone, calendar))
                    session.flush()
                elif not row.adjusted and row.reached_at is None:
                    row.due, row.local = utc(milestone.due), milestone.local


def _new_row(session: Session, visit_id: str, milestone: Milestone, calendar: str) -> MilestoneRow:
    last = select(func.max(MilestoneRow.position)).where(MilestoneRow.visit_id == visit_id)
    return MilestoneRow(
        visit_id=visit_id,
        id=milestone.id,
        position=(session.scalar(last) or 0) + 1,
        title=milestone.title,
        due=utc(milestone.due),
        local=milestone.local,
        calendar=calendar,
        adjusted=False,
        reached_at=None,
    )
