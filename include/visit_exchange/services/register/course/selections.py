"""Selections in the register: the newest counts, the earlier ones are history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Select, select

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import SelectionRow
from visit_exchange.visits.records import BY_AUTHORITY, Selection

REFUSED = "selection refused"


class SelectionsPart(AuditPart):
    """What the register knows of the children selected, by code."""

    def record_selection(
        self,
        visit_id: str,
        codes: Sequence[str],
        *,
        by: str,
        at: datetime,
        reason: str = "",
        own_due: Mapping[str, datetime] = MappingProxyType({}),
    ) -> Selection:
        """Record the children selected; the same codes again change nothing.

        Who declined is remembered, and the earlier deadlines of children who are still there.
        """
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            newest = session.scalar(_newest(visit_id))
            if newest is not None and newest.codes == list(codes):
                return selection_record(newest)
            row = SelectionRow(visit_id=visit_id, codes=list(codes), made_by=by, made_at=utc(at))
            row.declined = list(newest.declined) if newest else []
            row.own_due = _carried(newest, codes) | {
                c: utc(d).isoformat() for c, d in own_due.items()
            }
            session.add(row)
            detail = {"children": len(codes), **({"why": reason} if reason else {})}
            write_audit(session, visit_id, "children selected", by=by, at=at, detail=detail)
            return selection_record(row)

    def take_from_selection(self, visit_id: str, code: str, *, what: str, at: datetime) -> None:
        """Take a child who declined or withdrew (``what``) out of the selection, for good."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            newest = session.scalars(_newest(visit_id)).one()
            codes = [each for each in newest.codes if each != code]
            row = SelectionRow(visit_id=visit_id, codes=codes, made_by=BY_AUTHORITY)
            row.made_at, row.declined = utc(at), [*newest.declined, code]
            row.own_due = _carried(newest, codes)
            session.add(row)
            detail = {"children": len(codes)}
            write_audit(session, visit_id, f"child {what}", by=BY_AUTHORITY, at=at, detail=detail)

    def note_agreement(self, visit_id: str, what: str, *, at: datetime) -> None:
        """Note that the authority said how a child stands; never which child."""
        with self._transaction() as session:
            act, detail = "agreement of a child", {"says": what}
            write_audit(session, visit_id, act, by=BY_AUTHORITY, at=at, detail=detail)

    def selection(self, visit_id: str) -> Selection | None:
        """Return the selection that counts; None while there is none."""
        with self._transaction() as session:
            newest = session.scalar(_newest(visit_id))
            return selection_record(newest) if newest else None

    def record_refusal(self, visit_id: str, why: str, *, by: str, at: datetime) -> int:
        """Record that a selection was refused and why (codes only); return how many have been."""
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            write_audit(session, visit_id, REFUSED, by=by, at=at, detail={"why": why})
        return len(self.refusals(visit_id))

    def refusals(self, visit_id: str) -> tuple[str, ...]:
        """Return why selections of a visit were refused, oldest first."""
        return tuple(
            str(entry.detail["why"]) for entry in self.audit(visit_id) if entry.act == REFUSED
        )


def _newest(visit_id: str) -> Select[SelectionRow]:
    of_visit = select(SelectionRow).where(SelectionRow.visit_id == visit_id)
    return of_visit.order_by(SelectionRow.number.desc()).limit(1)


def selection_record(row: SelectionRow) -> Selection:
    """Return a selection as the register hands it out."""
    return Selection(
        row.visit_id,
        tuple(row.codes),
        row.made_by,
        row.made_at,
        tuple(row.declined),
        {code: datetime.fromisoformat(due) for code, due in row.own_due.items()},
    )


def _carried(newest: SelectionRow | None, codes: Sequence[str]) -> dict[str, str]:
    """Return the deadlines of their own of the children who stay."""
    return {code: due for code, due in (newest.own_due if newest else {}).items() if code in codes}
