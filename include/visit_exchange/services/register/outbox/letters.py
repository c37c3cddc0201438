"""The outbox: letters that wait to be sent, in order, and what came of each try."""

from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert

from visit_exchange.services.register.audit import AuditPart, utc
from visit_exchange.services.register.outbox.rows import (
    WAITS,
    SealedLetter,
    in_lane,
    lane_of,
    sealed_letter,
    server_away,
)
from visit_exchange.services.register.tables import OutboxRow, SentMailRow
from visit_exchange.visits.watch.waiting_mails import Channel, Lane, Trouble


class OutboxPart(AuditPart):
    """What the register knows of letters that have not gone out."""

    def post(self, key: str, lane: Lane, sealed_for: str, content: bytes, *, at: datetime) -> bool:
        """Put a letter into the outbox; False when one of its key is there or went out."""
        values = {
            "key": key,
            "channel": lane.channel.value,
            "visit_id": lane.visit_id,
            "sent_to": lane.to,
            "sealed_for": sealed_for,
            "content": content,
            "written_at": utc(at),
            "next_try_at": utc(at),
        }
        posted = insert(OutboxRow).values(values).on_conflict_do_nothing()
        with self._transaction() as session:
            number = session.scalar(posted.returning(OutboxRow.number))
            # Asked last: it may have gone out while it was being written a second time.
            if number is not None and session.get(SentMailRow, key) is not None:
                session.execute(delete(OutboxRow).where(OutboxRow.number == number))
                return False
            return number is not None

    def first_due(self, lane: Lane, now: datetime) -> SealedLetter | None:
        """Return the letter that a lane begins with; None when there is none, or it rests.

        It rests as long as its channel's server is not to be asked again, whoever found it away.
        """
        query = select(OutboxRow).where(in_lane(lane), WAITS).order_by(OutboxRow.number).limit(1)
        with self._transaction() as session:
            if session.scalar(_resting(lane.channel, now)) is not None:
                return None
            row = session.scalar(query)
            if row is None or row.next_try_at > utc(now):
                return None
            return sealed_letter(row)

    def lanes_due(self, now: datetime) -> tuple[Lane, ...]:
        """Return the lanes whose first letter is due, the longest waiting first."""
        lane = (OutboxRow.channel, OutboxRow.visit_id, OutboxRow.sent_to)
        firsts = select(OutboxRow).where(WAITS).ext(distinct_on(*lane))
        firsts = firsts.order_by(*lane, OutboxRow.number)
        with self._transaction() as session:
            due = [row for row in session.scalars(firsts) if row.next_try_at <= utc(now)]
            due.sort(key=lambda row: row.number)
            return tuple(lane_of(row) for row in due)

    def is_resting(self, channel: Channel, now: datetime) -> bool:
        """Return whether a channel's server did not answer and is not to be asked again yet."""
        with self._transaction() as session:
            return session.scalar(_resting(channel, now)) is not None

    def record_sent(self, number: int, *, at: datetime) -> bool:
        """Record that a letter went out and delete what it said; False when it was so before.

        Record after sending: a crash between the two sends it twice under one Message-ID, where
        recording first could lose it. The server answers, so whatever rests for it is due.
        """
        with self._transaction() as session:
            row = session.get(OutboxRow, number, with_for_update=True)
            if row is None:
                return False
            sent = {"key": row.key, "visit_id": row.visit_id, "sent_to": row.sent_to}
            recorded = insert(SentMailRow).values(sent | {"sent_at": utc(at)})
            session.execute(recorded.on_conflict_do_nothing())
            session.delete(row)
            rested = update(OutboxRow).where(server_away(Channel(row.channel)))
            session.execute(rested.values(next_try_at=utc(at)))
            return True

    def keep_waiting(
        self, number: int, trouble: Trouble, code: str, *, at: datetime, until: datetime
    ) -> None:
        """Record a try that came to nothing; the next is not before ``until``."""
        with self._transaction() as session:
            row = session.get(OutboxRow, number, with_for_update=True)
            if row is not None:
                _count_try(row, trouble, code, at)
                row.next_try_at = utc(until)

    def refuse(self, number: int, trouble: Trouble, code: str, *, at: datetime) -> None:
        """Record that a letter is tried no more; it stays for a person to look at."""
        with self._transaction() as session:
            row = session.get(OutboxRow, number, with_for_update=True)
            if row is not None:
                _count_try(row, trouble, code, at)
                row.refused_at = utc(at)


def _resting(channel: Channel, now: datetime) -> Select[int]:
    away = server_away(channel), OutboxRow.next_try_at > utc(now)
    return select(OutboxRow.number).where(*away).limit(1)


def _count_try(row: OutboxRow, trouble: Trouble, code: str, at: datetime) -> None:
    row.tries += 1
    row.trouble, row.code = trouble.value, code
    row.troubled_at = row.troubled_at or utc(at)
