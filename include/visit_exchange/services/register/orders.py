"""What the data team orders on the board: kept until a task has done it, with what came of it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visit_exchange.errors import UserError
from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.course.visits import visit_row
from visit_exchange.services.register.tables import OrderRow
from visit_exchange.visits.watch.orders import Order

REASON_GIVEN = "reason given"


class OrdersPart(AuditPart):
    """Keeps what was ordered, and the reasons of acts that keep none themselves."""

    def add_order(
        self, visit_id: str, act: str, entered: Mapping[str, str], *, by: str, at: datetime
    ) -> str:
        """Keep an order and return its id; ``act`` is the board's, ``entered`` its form.

        The newest order given once more, before it is done, is that order and no second one.
        """
        with self._transaction() as session:
            visit_row(session, visit_id, lock=True)
            newest = _newest(session, visit_id)
            if newest and _is_same(newest, act, entered, by):
                return order_record(newest).id
            number = newest.number + 1 if newest else 1
            row = OrderRow(visit_id=visit_id, number=number, act=act, entered=dict(entered))
            row.ordered_by, row.ordered_at = by, utc(at)
            session.add(row)
            detail = {"order": number, "of": act}
            write_audit(session, visit_id, "act ordered", by=by, at=at, detail=detail)
            return order_record(row).id

    def order(self, order_id: str) -> Order:
        """Return an order by its id; UserError when there is none."""
        with self._transaction() as session:
            return order_record(_row(session, order_id))

    def open_orders(self) -> tuple[Order, ...]:
        """Return what was ordered and is not done, oldest first."""
        query = select(OrderRow).where(OrderRow.done_at.is_(None)).order_by(OrderRow.ordered_at)
        with self._transaction() as session:
            return tuple(order_record(row) for row in session.scalars(query))

    def finish_order(self, order_id: str, said: str, *, is_refused: bool, at: datetime) -> None:
        """Write down what came of an order; a second time changes nothing."""
        with self._transaction() as session:
            row = _row(session, order_id, lock=True)
            if row.done_at is not None:
                return
            row.done_at, row.said, row.is_refused = utc(at), said, is_refused
            row.entered = {}  # the audit has what is to be kept of it
            act = "act not done" if is_refused else "act done"
            detail = {"order": row.number, "of": row.act}
            write_audit(session, row.visit_id, act, by=row.ordered_by, at=at, detail=detail)

    def note_reason(
        self, visit_id: str, detail: Mapping[str, object], *, by: str, at: datetime
    ) -> None:
        """Keep why something was done, beside the act itself."""
        with self._transaction() as session:
            visit_row(session, visit_id)
            write_audit(session, visit_id, REASON_GIVEN, by=by, at=at, detail=detail)


def _newest(session: Session, visit_id: str) -> OrderRow | None:
    orders = select(OrderRow).where(OrderRow.visit_id == visit_id)
    return session.scalar(orders.order_by(OrderRow.number.desc()).limit(1))


def _is_same(order: OrderRow, act: str, entered: Mapping[str, str], by: str) -> bool:
    given = (order.act, order.entered, order.ordered_by)
    return order.done_at is None and given == (act, dict(entered), by)


def order_record(row: OrderRow) -> Order:
    """Return an order as the register hands it out."""
    return Order(
        visit_id=row.visit_id,
        number=row.number,
        act=row.act,
        entered=dict(row.entered),
        by=row.ordered_by,
        at=row.ordered_at,
        done_at=row.done_at,
        said=row.said,
        is_refused=row.is_refused,
    )


def _row(session: Session, order_id: str, *, lock: bool = False) -> OrderRow:
    visit_id, _, number = order_id.rpartition("/")
    key = (visit_id, int(number)) if number.isdecimal() else None
    row = session.get(OrderRow, key, with_for_update=lock) if key else None
    if row is None:
        raise UserError(f"No order {order_id} is known")
    return row
