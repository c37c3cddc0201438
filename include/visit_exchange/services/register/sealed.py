"""What may name a child, in the register: sealed by who writes it, opened by who has the key."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.tables import SealedRow, SubmissionRow


class Sealed(StrEnum):
    """What is sealed about an upload. The values are stored."""

    UPLOAD_KEY = "upload key"
    CROSSWALK = "crosswalk"


class SealedPart(AuditPart):
    """What the register keeps and cannot read."""

    def keep_sealed(self, submission_id: str, what: Sealed, content: bytes) -> None:
        """Keep something about an upload, in place of what was kept before."""
        with self._transaction() as session:
            visit_id = session.get_one(SubmissionRow, submission_id).visit_id
            row = {"submission_id": submission_id, "what": what.value, "visit_id": visit_id}
            kept = insert(SealedRow).values(row | {"content": content})
            session.execute(
                kept.on_conflict_do_update(
                    index_elements=["submission_id", "what"],
                    set_={"content": kept.excluded.content},
                )
            )

    def sealed(self, visit_id: str, what: Sealed) -> dict[str, bytes]:
        """Return one kind of sealed content of a visit's uploads, by the upload's id."""
        query = select(SealedRow).where(
            SealedRow.visit_id == visit_id, SealedRow.what == what.value
        )
        with self._transaction() as session:
            return {row.submission_id: row.content for row in session.scalars(query)}

    def sealed_of(self, submission_id: str, what: Sealed) -> bytes | None:
        """Return one kind of sealed content of one upload; None when nothing is kept."""
        with self._transaction() as session:
            row = session.get(SealedRow, (submission_id, what.value))
            return row.content if row else None
