"""The outbox as people and the disposal look after it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from visit_exchange.services.register.audit import AuditPart, utc, write_audit
from visit_exchange.services.register.outbox.rows import (
    WAITS,
    SealedLetter,
    sealed_letter,
    waiting_record,
)
from visit_exchange.services.register.tables import OutboxRow
from visit_exchange.visits.watch.waiting_mails import WaitingMail


class OutboxCarePart(AuditPart):
    """What the register knows of letters that somebody has to look after."""

    def send_again(self, numbers: Sequence[int], *, at: datetime) -> int:
        """Let refused letters go again, as if they were written now; return how many."""
        refused = update(OutboxRow).where(OutboxRow.number.in_(numbers), ~WAITS)
        with self._transaction() as session:
            again = refused.values(**_fresh(at)).returning(OutboxRow.number)
            return len(session.scalars(again).all())

    def readdress(self, visit_id: str, old: str, new: str, *, at: datetime) -> int:
        """Let what waits for an inbox about a visit, or was refused there, go to another.

        Return how many letters that is.
        """
        here = (OutboxRow.visit_id == visit_id, OutboxRow.sent_to == old)
        moved = update(OutboxRow).where(*here).values(sent_to=new, **_fresh(at))
        with self._transaction() as session:
            return len(session.scalars(moved.returning(OutboxRow.number)).all())

    def drop_letters(self, numbers: Sequence[int]) -> int:
        """Delete letters that are not to be sent; return how many there were.

        Their occasions count as told no longer.
        """
        gone = delete(OutboxRow).where(OutboxRow.number.in_(numbers))
        with self._transaction() as session:
            return len(session.scalars(gone.returning(OutboxRow.number)).all())

    def record_letter_act(self, letter: WaitingMail, act: str, *, by: str, at: datetime) -> None:
        """Record what a person did about a letter of a visit."""
        if letter.lane.visit_id is None:
            return
        detail = {"letter": letter.number}
        with self._transaction() as session:
            write_audit(session, letter.lane.visit_id, act, by=by, at=at, detail=detail)

    def waiting_mails(self) -> tuple[WaitingMail, ...]:
        """Return every letter that has not gone out, the longest waiting first."""
        with self._transaction() as session:
            rows = session.scalars(select(OutboxRow).order_by(OutboxRow.number))
            return tuple(waiting_record(row) for row in rows)

    def sealed_letters(self, visit_id: str) -> tuple[SealedLetter, ...]:
        """Return the letters about a visit that have not gone out, with their content."""
        query = select(OutboxRow).where(OutboxRow.visit_id == visit_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(OutboxRow.number))
            return tuple(sealed_letter(row) for row in rows)


def _fresh(at: datetime) -> dict[str, object]:
    """Return the values of a letter that nobody has tried to send."""
    untried = {"tries": 0, "trouble": None, "code": "", "troubled_at": None, "refused_at": None}
    return untried | {"written_at": utc(at), "next_try_at": utc(at)}
