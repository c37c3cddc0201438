"""Counts and times of the whole register, for who watches it by machine."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, select
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc
from visit_exchange.services.register.tables import (
    MilestoneRow,
    OutboxRow,
    SignOfLifeRow,
    SubmissionRow,
    VisitRow,
)
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.visits.watch.measures import (
    AHEAD,
    BACKUP,
    LARGEST,
    SIZES,
    WITHIN,
    Measures,
    Replies,
    age,
)

# The clock of a rehearsal is not the wall's, and it is nobody's deadline.
REAL = VisitRow.is_rehearsal.is_(False)
BACKED_UP = select(SignOfLifeRow.at).where(SignOfLifeRow.part == BACKUP)
GOES_ON = VisitRow.status.not_in([status.value for status in ENDED | STOPPED])


class MeasuringPart(AuditPart):
    """What may be told of the register in numbers."""

    def measures(self, now: datetime) -> Measures:
        """Return what is measured at an instant of the wall."""
        with self._transaction() as session:
            return Measures(
                visits=_visits(session),
                replies=_replies(session),
                **_unanswered(session, now),
                **_deadlines(session, now),
                **_mails(session, now),
                last_backup=age(session.scalar(BACKED_UP), utc(now)),
            )


def _visits(session: Session) -> dict[str, int]:
    counted = select(VisitRow.status, func.count()).where(REAL).group_by(VisitRow.status)
    return {status: number for status, number in session.execute(counted)}


def _replies(session: Session) -> dict[str, Replies]:
    took = extract("epoch", SubmissionRow.answered_at - SubmissionRow.received_at)
    size = _size().label("size")
    within = [func.count().filter(took <= most) for most in WITHIN]
    counted = _of_uploads(size, func.count(), func.sum(took), *within)
    answered = counted.where(SubmissionRow.answered_at.is_not(None)).group_by(size)
    return {
        name: Replies(dict(zip(WITHIN, counts, strict=True)), number, float(seconds))
        for name, number, seconds, *counts in session.execute(answered)
    }


def _size() -> ColumnElement[str]:
    return case(*((SubmissionRow.size < most, name) for name, most in SIZES.items()), else_=LARGEST)


def _of_uploads(*columns: Any) -> Select[Any]:
    joined = select(*columns).join(VisitRow, VisitRow.id == SubmissionRow.visit_id)
    return joined.where(REAL)


def _unanswered(session: Session, now: datetime) -> dict[str, Any]:
    free = SubmissionRow.batch_until.is_(None) | (SubmissionRow.batch_until <= utc(now))
    counted = _of_uploads(
        func.count(), func.count().filter(free), func.min(SubmissionRow.received_at)
    )
    found = session.execute(counted.where(SubmissionRow.answered_at.is_(None))).one()
    return {
        "unanswered": found[0],
        "queued": found[1],
        "oldest_unanswered": age(found[2], utc(now)),
    }


def _deadlines(session: Session, now: datetime) -> dict[str, Any]:
    due, at = MilestoneRow.due, utc(now)
    until = [func.count().filter(due <= at + ahead) for ahead in AHEAD.values()]
    counted = (
        select(func.min(due), *until)
        .join(VisitRow, VisitRow.id == MilestoneRow.visit_id)
        .where(REAL, GOES_ON, due > at)
    )
    first, *counts = session.execute(counted).one()
    ahead: timedelta | None = first - at if first else None
    return {"deadlines": dict(zip(AHEAD, counts, strict=True)), "next_deadline": ahead}


def _mails(session: Session, now: datetime) -> dict[str, Any]:
    waits = OutboxRow.refused_at.is_(None)
    counted = select(
        func.count().filter(waits),
        func.count().filter(~waits),
        func.min(OutboxRow.written_at).filter(waits),
    )
    waiting, refused, oldest = session.execute(counted).one()
    return {
        "mails_waiting": waiting,
        "mails_refused": refused,
        "oldest_mail": age(oldest, utc(now)),
    }
