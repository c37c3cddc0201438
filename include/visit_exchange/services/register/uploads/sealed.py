"""What may name a child, in the register: sealed by who writes it, opened by who has the key."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.tables import SealedRow, SubmissionRow
from visit_exchange.services.register.uploads.desk import own_headings_of
from visit_exchange.services.register.uploads.document_reviews import prints_of_names
from visit_exchange.visits.records import UnderSeal


class Sealed(StrEnum):
    """What is sealed about an upload. The values are stored."""

    UPLOAD_KEY = "upload key"
    CROSSWALK = "crosswalk"


class SealedPart(AuditPart):
    """What the register keeps and cannot read."""

    def sealed(self, visit_id: str, what: Sealed) -> dict[str, bytes]:
        """Return one kind of sealed content of a visit's uploads, by the upload's id."""
        query = select(SealedRow).where(
            SealedRow.visit_id == visit_id, SealedRow.what == what.value
        )
        with self._transaction() as session:
            return {row.submission_id: row.content for row in session.scalars(query)}


def keep_sealed(session: Session, upload: SubmissionRow, what: Sealed, content: bytes) -> None:
    """Keep something about an upload, in place of what was kept before."""
    row = {"submission_id": upload.id, "what": what.value, "visit_id": upload.visit_id}
    kept = insert(SealedRow).values(row | {"content": content})
    session.execute(
        kept.on_conflict_do_update(
            index_elements=["submission_id", "what"],
            set_={"content": kept.excluded.content},
        )
    )


def under_seal(session: Session, visit_id: str) -> UnderSeal:
    """Return all that is kept under the seal of a visit's key."""
    kept: dict[str, dict[str, bytes]] = {what.value: {} for what in Sealed}
    for row in session.scalars(select(SealedRow).where(SealedRow.visit_id == visit_id)):
        kept[row.what][row.submission_id] = row.content
    return UnderSeal(
        upload_keys=kept[Sealed.UPLOAD_KEY.value],
        crosswalks=kept[Sealed.CROSSWALK.value],
        name_prints=prints_of_names(session, visit_id),
        own_headings=own_headings_of(session, visit_id),
    )
