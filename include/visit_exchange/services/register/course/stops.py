"""Visits that are deferred, cancelled or resumed, or moved before they begin, in the register."""

from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.milestones import adjustment_row, milestone_row
from visit_exchange.services.register.course.visits import new_milestone, visit_record, visit_row
from visit_exchange.services.register.tables import (
    HappeningRow,
    MilestoneRow,
    SubmissionRow,
    VisitRow,
)
from visit_exchange.visits.acts import MOVED, RESUMED, stop_in
from visit_exchange.visits.dates.clock import VisitClock
from visit_exchange.visits.dates.timeline import Timeline
from visit_exchange.visits.records import Stop
from visit_exchange.visits.visit import Visit, VisitStatus, check_visit_move


class StopsPart(AuditPart):
    """What the register knows of visits that stand beside their journey."""

    def stop_visit(
        self, visit_id: str, to: VisitStatus, reason: str, *, by: str, at: datetime
    ) -> Stop:
        """Defer or cancel a visit; UserError when it may not. Again, it changes nothing."""
        with self._transaction() as session:
            row = visit_row(session, visit_id, lock=True)
            was = VisitStatus(row.status)
            if was != to:
                check_visit_move(was, to)
                row.status = to.value
                detail = {"from": was.value, "to": to.value, "why": reason}
                write_audit(session, visit_id, MOVED, by=by, at=at, detail=detail)
        return self.stop(visit_id) or Stop(to, reason, by, at)

    def stop(self, visit_id: str) -> Stop | None:
        """Return how a visit came to be deferred or cancelled the last time; None if it never."""
        return stop_in(self.audit(visit_id))

    def resume_visit(
        self,
        visit_id: str,
        timeline: Timeline,
        clock: VisitClock,
        reason: str,
        *,
        by: str,
        at: datetime,
    ) -> Visit:
        """Begin a deferred visit again with a new timeline; UserError when it is not deferred.

        The old milestones, and what was recorded of events by then, stay in the audit. What was
        sent stays; none of it is late, since the deadlines that it was late for stand no more.
        """
        with self._transaction() as session:
            row = visit_row(session, visit_id, lock=True)
            check_visit_move(VisitStatus(row.status), VisitStatus.REGISTERED)
            detail = _kept(session, row) | {"notified": timeline.notified, "why": reason}
            told = {name: _plain(value) for name, value in detail.items()}
            write_audit(session, visit_id, RESUMED, by=by, at=at, detail=told)
            row.status, row.notified = VisitStatus.REGISTERED.value, timeline.notified
            row.clock, row.timeline = clock.to_json(), row.timeline + 1
            _replace_milestones(session, row, timeline)
            session.execute(delete(HappeningRow).where(HappeningRow.visit_id == visit_id))
            sent = update(SubmissionRow).where(SubmissionRow.visit_id == visit_id)
            session.execute(sent.values(late_by=None))
            return visit_record(row)

    def replan_visit(
        self, visit_id: str, timeline: Timeline, reason: str, *, by: str, at: datetime
    ) -> Visit:
        """Give a visit that has not begun other dates: its notification, and all after it.

        UserError when it has begun. The old milestones stay in the audit.
        """
        with self._transaction() as session:
            row = visit_row(session, visit_id, lock=True)
            if row.status != VisitStatus.REGISTERED.value:
                raise UserError(f"{visit_id} is {row.status}: it has begun")
            detail = _kept(session, row) | {"notified": timeline.notified, "why": reason}
            told = {name: _plain(value) for name, value in detail.items()}
            write_audit(session, visit_id, "notification moved", by=by, at=at, detail=told)
            call = milestone_row(session, visit_id, timeline.milestones[0].id)
            due = timeline.milestones[0].due
            session.add(adjustment_row(call, due, reason, by=by, at=at))
            row.notified, row.on_site_days = timeline.notified, timeline.on_site_days
            _replace_milestones(session, row, timeline)
            session.flush()
            milestone_row(session, visit_id, call.id).adjusted = True
            return visit_record(row)


def _kept(session: Session, row: VisitRow) -> dict[str, object]:
    milestones = session.query(MilestoneRow).filter_by(visit_id=row.id)
    happened = session.query(HappeningRow).filter_by(visit_id=row.id)
    return {
        "was_notified": row.notified,
        "was_on_site_days": row.on_site_days,
        "milestones": {each.id: each.local for each in milestones},
        "happened": {each.event: each.happened_on.isoformat() for each in happened},
    }


def _replace_milestones(session: Session, visit: VisitRow, timeline: Timeline) -> None:
    visit_id = visit.id
    extra = [f"extra_{each.number}" for each in visit.extra]
    of_visit = MilestoneRow.visit_id == visit_id
    session.execute(delete(MilestoneRow).where(of_visit, MilestoneRow.id.not_in(extra)))
    for row in session.scalars(select(MilestoneRow).where(of_visit)):
        _put_off(row, timeline)
    session.add_all(
        new_milestone(visit_id, position, planned, timeline.calendar)
        for position, planned in enumerate(timeline.milestones)
    )


def _put_off(row: MilestoneRow, timeline: Timeline) -> None:
    """Let an extra item's deadline stand when it comes after the call; else with the returns."""
    returns = timeline.milestone(load_framework(timeline.framework).returns_milestone)
    row.reached_at, row.position = None, row.position + len(timeline.milestones)
    if row.due <= timeline.milestones[0].due:
        row.due, row.local = utc(returns.due), returns.local


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
