"""What was asked for during a visit, in the register: the item and its own deadline."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from visit_exchange.kinds import load_framework
from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import ExtraItemRow, MilestoneRow
from visit_exchange.visits.dates.working_days import calendar_version
from visit_exchange.visits.extra_items import ExtraItem


class ExtraItemsPart(AuditPart):
    """What the register knows of items beyond those of a kind of visit."""

    def ask_for(
        self,
        visit_id: str,
        title: str,
        reason: str,
        due: datetime,
        *,
        words: tuple[str, ...],
        partner: str = "",
        by: str,
        at: datetime,
    ) -> ExtraItem:
        """Add an item to a visit, due at ``due`` (any timezone); return it with its number."""
        with self._transaction() as session:
            visit = visit_row(session, visit_id, lock=True)
            extra = ExtraItem(len(visit.extra) + 1, title, reason, words, partner)
            row = ExtraItemRow(
                visit_id=visit_id, **vars(extra) | {"words": list(words)}, asked_by=by, asked_at=at
            )
            session.add(row)
            zone = ZoneInfo(load_framework(visit.framework).timezone)
            last = select(func.max(MilestoneRow.position)).where(MilestoneRow.visit_id == visit_id)
            milestone = MilestoneRow(
                visit_id=visit_id,
                id=extra.id,
                position=(session.scalar(last) or 0) + 1,
                title=extra.milestone.title,
                due=utc(due),
                local=due.astimezone(zone).isoformat(),
                calendar=calendar_version(),
                adjusted=False,
                reached_at=None,
            )
            session.add(milestone)
            detail = {"item": extra.id, "due": milestone.local, "why": reason}
            detail |= {"partner": partner} if partner else {}
            write_audit(session, visit_id, "extra item asked for", by=by, at=at, detail=detail)
            return extra
