"""Who answers an upload: given to one task for a while, begun by one process at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart, utc
from visit_exchange.services.register.tables import SubmissionRow, VisitRow
from visit_exchange.visits.uploads.intake import Intake, Unanswered
from visit_exchange.visits.uploads.submission import UploadIdentity
from visit_exchange.visits.visit import ENDED


class AnsweringPart(AuditPart):
    """What the register knows of uploads on the way to their answer."""

    def unanswered(self) -> tuple[Unanswered, ...]:
        """Return the uploads of every visit that have no answer yet."""
        with self._transaction() as session:
            return _unanswered(session)

    def intake(self) -> Intake:
        """Return how many uploads each running visit has, and which of them have no answer.

        A visit that has ended counts while one of its uploads has none.
        """
        waited_for = select(SubmissionRow.visit_id).where(SubmissionRow.answered_at.is_(None))
        runs = VisitRow.status.not_in([status.value for status in ENDED])
        counted = (
            select(VisitRow.id, func.count(SubmissionRow.id))
            .outerjoin(SubmissionRow, SubmissionRow.visit_id == VisitRow.id)
            .where(or_(runs, VisitRow.id.in_(waited_for)))
            .group_by(VisitRow.id)
        )
        with self._transaction() as session:
            known = {visit: number for visit, number in session.execute(counted)}
            waiting = _unanswered(session, SubmissionRow.visit_id.in_(known))
        return Intake(known, waiting)

    def turns_taken(self, now: datetime) -> dict[str, int]:
        """Return how many uploads of each visit are a task's at the wall instant ``now``.

        What was begun in the last minutes counts too, although it may have its answer.
        """
        taken = (
            select(SubmissionRow.visit_id, func.count())
            .where(SubmissionRow.batch_until > utc(now))
            .group_by(SubmissionRow.visit_id)
        )
        with self._transaction() as session:
            return {visit: number for visit, number in session.execute(taken)}

    def give_to(self, batch: str, uploads: Sequence[str], *, until: datetime) -> None:
        """Give uploads to the task that answers ``batch``, for nobody else until a wall instant."""
        given = update(SubmissionRow).where(
            SubmissionRow.id.in_(uploads), SubmissionRow.answered_at.is_(None)
        )
        with self._transaction() as session:
            session.execute(given.values(batch=batch, batch_until=utc(until)))

    def begin_answer(
        self, upload: str, batch: str, *, until: datetime, others_until: datetime
    ) -> int | None:
        """Count a try to answer an upload; return the how manieth it is.

        It is the batch's alone until ``until``, and what else of the batch has no answer yet until
        ``others_until``. None when it has its answer, or was given to another batch.
        """
        ours = update(SubmissionRow).where(
            SubmissionRow.batch == batch, SubmissionRow.answered_at.is_(None)
        )
        begun = ours.where(SubmissionRow.id == upload).values(
            tries=SubmissionRow.tries + 1, batch_until=utc(until)
        )
        others = ours.where(SubmissionRow.id != upload).values(batch_until=utc(others_until))
        with self._transaction() as session:
            tries = session.scalar(begun.returning(SubmissionRow.tries))
            if tries is not None:
                session.execute(others)
            return tries

    def put_off(self, upload: str, *, until: datetime) -> None:
        """Let an upload wait until a wall instant, for a reason that is none of its own."""
        later = update(SubmissionRow).where(SubmissionRow.id == upload)
        with self._transaction() as session:
            session.execute(later.values(tries=0, batch_until=utc(until)))

    @contextmanager
    def claimed(self, upload: str) -> Iterator[bool]:
        """Hold an upload while it is worked on; False when another process holds it.

        The claim goes with its connection, so a process that is killed leaves none behind.
        """
        with self.if_free(f"answer {upload}") as is_ours:
            yield is_ours


def _unanswered(session: Session, *which: ColumnElement[bool]) -> tuple[Unanswered, ...]:
    query = select(
        SubmissionRow.id,
        SubmissionRow.visit_id,
        SubmissionRow.key_hash,
        SubmissionRow.version_id,
        SubmissionRow.tries,
        SubmissionRow.batch,
        SubmissionRow.batch_until,
        SubmissionRow.came_at,
    )
    query = query.where(SubmissionRow.answered_at.is_(None), *which)
    rows = session.execute(query.order_by(SubmissionRow.visit_id, SubmissionRow.number))
    return tuple(
        Unanswered(upload, visit, UploadIdentity(key, version), tries, batch, until, came)
        for upload, visit, key, version, tries, batch, until, came in rows
    )
