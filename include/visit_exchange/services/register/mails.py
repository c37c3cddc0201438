"""Mails in the register: what has gone out is not sent again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc
from visit_exchange.services.register.tables import SentMailRow
from visit_exchange.visits.records import SentMail


class MailsPart(AuditPart):
    """What the register knows of mails."""

    def mail_sent(self, key: str) -> bool:
        """Return whether the mail of this occasion has gone out."""
        with self._transaction() as session:
            return session.get(SentMailRow, key) is not None

    def record_mail(self, key: str, *, to: str, at: datetime, visit_id: str | None = None) -> bool:
        """Record a mail after it went out; True only the first time.

        Record after sending: a crash between the two sends it twice under one Message-ID, where
        recording first could lose it.
        """
        with self._transaction() as session:
            return write_mail(session, SentMail(key, to, at), visit_id)

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


def write_mail(session: Session, mail: SentMail, visit_id: str | None) -> bool:
    """Record a mail that went out; True only the first time."""
    values = {"key": mail.key, "visit_id": visit_id, "sent_to": mail.to, "sent_at": utc(mail.at)}
    recorded = insert(SentMailRow).values(values).on_conflict_do_nothing()
    return session.scalar(recorded.returning(SentMailRow.key)) is not None


def mail_record(row: SentMailRow) -> SentMail:
    """Return a mail that went out as the register hands it out."""
    return SentMail(row.key, row.sent_to, row.sent_at)
