"""What came of the uploads of a visit: the accepted items, repeats, counts and what is not held."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from visit_exchange.kinds.severity import Severity
from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.submission_rows import submission_record
from visit_exchange.services.register.tables import NotHeldRow, ProblemCountRow, SubmissionRow
from visit_exchange.visits.records import ProblemCount
from visit_exchange.visits.submission import (
    ACCEPTED,
    Submission,
    SubmittedItem,
)

Version = tuple[Submission, SubmittedItem]
Accepted = dict[str, Version]
NEWEST_FIRST = (SubmissionRow.received_at.desc(), SubmissionRow.number.desc())


# A kind of document about one child is written with a colon between them; an item has none.
_IS_OF_A_CHILD = NotHeldRow.item.contains(":")


class AnswersPart(AuditPart):
    """What the register knows of the content of uploads."""

    def accepted_items(self, visit_id: str, sender: str = "") -> Accepted:
        """Return, for each item, the sender's newest accepted version by upload time.

        ``sender`` is the id of a partner; empty for the authority.
        """
        return self.accepted_of_every_sender(visit_id).get(sender, {})

    def accepted_of_every_sender(self, visit_id: str) -> dict[str, Accepted]:
        """Return, for each sender and item, the newest accepted version; the authority's first."""
        query = select(SubmissionRow).where(SubmissionRow.visit_id == visit_id)
        newest: dict[str, Accepted] = {"": {}}
        with self._transaction() as session:
            for row in session.scalars(query.order_by(*NEWEST_FIRST)):
                submission = submission_record(row)
                for item in submission.items:
                    if item.status in ACCEPTED:
                        of_sender = newest.setdefault(submission.sender, {})
                        of_sender.setdefault(item.item, (submission, item))
        return dict(sorted(newest.items()))

    def accepted_files(self, visit_id: str, sender: str = "") -> dict[str, tuple[Version, ...]]:
        """Return, for each item, the newest accepted version of each file, the newest first.

        Files are told apart by their names: one that is sent again under its name replaces what
        it was, one under another name stands beside it.
        """
        query = select(SubmissionRow).where(
            SubmissionRow.visit_id == visit_id, SubmissionRow.sender == sender
        )
        files: dict[str, dict[str, Version]] = {}
        with self._transaction() as session:
            for row in session.scalars(query.order_by(*NEWEST_FIRST)):
                submission = submission_record(row)
                for item in submission.items:
                    if item.status in ACCEPTED:
                        of_item = files.setdefault(item.item, {})
                        of_item.setdefault(row.name_hash, (submission, item))
        return {item: tuple(versions.values()) for item, versions in files.items()}

    def problem_counts(self, submission_id: str) -> tuple[ProblemCount, ...]:
        """Return how often each rule failed in an upload."""
        query = select(ProblemCountRow).where(ProblemCountRow.submission_id == submission_id)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(ProblemCountRow.position))
            return tuple(
                ProblemCount(row.rule, Severity(row.severity), row.field, row.count) for row in rows
            )

    def declare_not_held(self, visit_id: str, items: Iterable[str], submission_id: str) -> None:
        """Record which items a sender says it does not hold, and where it said so.

        The newest declaration stands as a whole: what an older one said and this one does not is
        to come again. Whether an item was sent after all is known from ``accepted_items``.
        """
        named = sorted(set(items))
        with self._transaction() as session:
            by = session.get_one(SubmissionRow, submission_id).sender
            mine = (NotHeldRow.visit_id == visit_id, NotHeldRow.sender == by)
            session.execute(delete(NotHeldRow).where(*mine, ~_IS_OF_A_CHILD))
            same = {"visit_id": visit_id, "sender": by, "submission_id": submission_id}
            session.add_all(NotHeldRow(**same, item=item) for item in named)

    def declare_of_children(
        self,
        visit_id: str,
        not_held: Iterable[str],
        does_not_apply: Iterable[str],
        submission_id: str,
    ) -> None:
        """Record what the authority does not hold of selected children, or what does not apply.

        The items are kinds of documents by child (``plans:CODE``); the newest declaration stands as
        a whole.
        """
        said = dict.fromkeys(not_held, False) | dict.fromkeys(does_not_apply, True)
        with self._transaction() as session:
            of_visit = (NotHeldRow.visit_id == visit_id, NotHeldRow.sender == "")
            session.execute(delete(NotHeldRow).where(*of_visit, _IS_OF_A_CHILD))
            same = {"visit_id": visit_id, "sender": "", "submission_id": submission_id}
            session.add_all(
                NotHeldRow(**same, item=item, does_not_apply=applies_not)
                for item, applies_not in sorted(said.items())
            )

    def not_held(self, visit_id: str, sender: str = "") -> dict[str, str]:
        """Return the items that a sender (the authority, if none is named) does not hold.

        Each comes with the id of the upload that said so.
        """
        query = select(NotHeldRow).where(
            NotHeldRow.visit_id == visit_id, NotHeldRow.sender == sender
        )
        with self._transaction() as session:
            return {row.item: row.submission_id for row in session.scalars(query)}
