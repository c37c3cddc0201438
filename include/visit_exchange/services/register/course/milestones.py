"""The milestones of a visit: when they are due, when they were passed, and audited adjustments."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.services.register.audit import PIPELINE, AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_record, visit_row
from visit_exchange.services.register.tables import AdjustmentRow, MilestoneRow, VisitRow
from visit_exchange.visits.acts import MISSED, missed_entries, missed_in
from visit_exchange.visits.dates.timetable import Timetable
from visit_exchange.visits.visit import ENDED, Adjustment, VisitMilestone


class MilestonesPart(AuditPart):
    """What the register knows of milestones."""

    def milestones(self, visit_id: str) -> tuple[VisitMilestone, ...]:
        """Return the milestones of a visit in the framework's order."""
        query = select(MilestoneRow).where(MilestoneRow.visit_id == visit_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(MilestoneRow.position))
            return tuple(milestone_record(row) for row in rows)

    def milestone(self, visit_id: str, milestone: str) -> VisitMilestone:
        """Return one milestone; UserError when the visit has none of that id."""
        with self._transaction() as session:
            return milestone_record(milestone_row(session, visit_id, milestone))

    def timetable(self) -> Timetable:
        """Return the deadlines of every visit that has not ended."""
        going_on = VisitRow.status.not_in([status.value for status in ENDED])
        of_these = select(VisitRow.id).where(going_on)
        with self._transaction() as session:
            visits = session.scalars(select(VisitRow).where(going_on))
            by_id = {row.id: visit_record(row) for row in visits}
            query = select(MilestoneRow.visit_id, MilestoneRow.id, MilestoneRow.due)
            rows = session.execute(query.where(MilestoneRow.visit_id.in_(of_these)))
            return Timetable(by_id, {(visit, name): due for visit, name, due in rows})

    def reach_milestone(self, visit_id: str, milestone: str, at: datetime) -> bool:
        """Mark a milestone as passed at ``at`` (visit time); True only the first time."""
        with self._transaction() as session:
            row = milestone_row(session, visit_id, milestone, lock=True)
            if row.reached_at is not None:
                return False
            row.reached_at = utc(at)
            detail = {"milestone": milestone}
            write_audit(session, visit_id, "milestone reached", by=PIPELINE, at=at, detail=detail)
            return True

    def adjust_milestone(
        self,
        visit_id: str,
        milestone: str,
        to: datetime,
        reason: str,
        *,
        by: str,
        at: datetime,
    ) -> VisitMilestone:
        """Move a milestone to the instant ``to``.

        ``to`` may have any timezone; the local text is written in the framework's. UserError when
        no reason is given or the milestone is past.
        """
        if not reason.strip():
            raise UserError("Enter a reason for the adjustment")
        with self._transaction() as session:
            row = milestone_row(session, visit_id, milestone, lock=True)
            if row.reached_at is not None:
                raise UserError(f"The milestone {milestone} is past and cannot be moved any more")
            zone = ZoneInfo(load_framework(visit_row(session, visit_id).framework).timezone)
            session.add(adjustment_row(row, to, reason, by=by, at=at))
            row.due, row.local, row.adjusted = utc(to), to.astimezone(zone).isoformat(), True
            detail = {"milestone": milestone, "to": row.local}
            write_audit(session, visit_id, "milestone adjusted", by=by, at=at, detail=detail)
            return milestone_record(row)

    def record_missed(
        self, visit_id: str, milestone: str, what: str, *, of: str = "", at: datetime
    ) -> None:
        """Record what was missing when a milestone fell, in words; again changes nothing.

        ``of`` tells apart what falls due together: items, tracking information.
        """
        entries = missed_entries(self.audit(visit_id))
        told = {(entry["milestone"], entry.get("of", "")) for entry in entries}
        if (milestone, of) in told:
            return
        with self._transaction() as session:
            detail = {"milestone": milestone, "what": what, "of": of}
            write_audit(session, visit_id, MISSED, by=PIPELINE, at=at, detail=detail)

    def missed(self, visit_id: str) -> dict[str, str]:
        """Return what was missing at each milestone that fell with something missing."""
        return missed_in(self.audit(visit_id))

    def adjustments(self, visit_id: str) -> tuple[Adjustment, ...]:
        """Return the adjustments of a visit, oldest first."""
        query = select(AdjustmentRow).where(AdjustmentRow.visit_id == visit_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(AdjustmentRow.number))
            return tuple(adjustment_record(row) for row in rows)


def milestone_row(
    session: Session, visit_id: str, milestone: str, *, lock: bool = False
) -> MilestoneRow:
    """Return the row of a milestone, locked if asked; UserError when the visit has none such."""
    row = session.get(MilestoneRow, (visit_id, milestone), with_for_update=lock or None)
    if row is None:
        raise UserError(f"Visit {visit_id} has no milestone {milestone}")
    return row


def adjustment_row(
    row: MilestoneRow, to: datetime, reason: str, *, by: str, at: datetime
) -> AdjustmentRow:
    """Return the row that says that a milestone was moved to the instant ``to``."""
    return AdjustmentRow(
        visit_id=row.visit_id,
        milestone=row.id,
        was=row.due,
        now=utc(to),
        reason=reason.strip(),
        made_by=by,
        made_at=utc(at),
    )


def milestone_record(row: MilestoneRow) -> VisitMilestone:
    """Return a milestone as the register hands it out."""
    return VisitMilestone(
        visit_id=row.visit_id,
        id=row.id,
        title=row.title,
        due=row.due,
        local=row.local,
        calendar=row.calendar,
        adjusted=row.adjusted,
        reached_at=row.reached_at,
    )


def adjustment_record(row: AdjustmentRow) -> Adjustment:
    """Return an adjustment as the register hands it out."""
    return Adjustment(
        visit_id=row.visit_id,
        milestone=row.milestone,
        was=row.was,
        now=row.now,
        reason=row.reason,
        made_by=row.made_by,
        made_at=row.made_at,
    )
