"""Mails in the register: what was written is not written again."""

from collections.abc import Collection

from sqlalchemy import select

from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.tables import OutboxRow, SentMailRow
from visit_exchange.visits.records import SentMail


class MailsPart(AuditPart):
    """What the register knows of mails."""

    def mail_written(self, key: str) -> bool:
        """Return whether the mail of this occasion was written: it has gone out, or it will."""
        waits = select(OutboxRow.number).where(OutboxRow.key == key)
        with self._transaction() as session:
            return session.get(SentMailRow, key) is not None or session.scalar(waits) is not None

    def sent_mails(self, keys: Collection[str]) -> tuple[SentMail, ...]:
        """Return the mails of these occasions that went out."""
        query = select(SentMailRow).where(SentMailRow.key.in_(keys)).order_by(SentMailRow.key)
        with self._transaction() as session:
            return tuple(mail_record(row) for row in session.scalars(query))

    def mails_with_times(self, visit_id: str) -> tuple[SentMail, ...]:
        """Return what was mailed about a visit, to whom and when, oldest first."""
        query = select(SentMailRow).where(SentMailRow.visit_id == visit_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(SentMailRow.sent_at, SentMailRow.key))
            return tuple(mail_record(row) for row in rows)

    def mails(self, visit_id: str) -> tuple[str, ...]:
        """Return the keys of the mails of a visit in the order they went out."""
        query = select(SentMailRow.key).where(SentMailRow.visit_id == visit_id)
        with self._transaction() as session:
            return tuple(session.scalars(query.order_by(SentMailRow.sent_at, SentMailRow.key)))


def mail_record(row: SentMailRow) -> SentMail:
    """Return a mail that went out as the register hands it out."""
    return SentMail(row.key, row.sent_to, row.sent_at)
