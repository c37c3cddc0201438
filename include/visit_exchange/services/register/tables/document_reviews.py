"""Tables of prints of children's names, and of documents that wait for a person."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, OfVisit, SubmissionKey, VisitKey


class NamePrintRow(Base):
    """The print (keyed hash, hex) of the name of a listed child."""

    __tablename__ = "name_prints"

    visit_id: Mapped[VisitKey]
    print: Mapped[str] = mapped_column(primary_key=True)


class DocumentReviewRow(Base):
    """A document on which a person decides. ``found`` is kind to count; nothing that it holds."""

    __tablename__ = "document_reviews"

    submission_id: Mapped[SubmissionKey]
    visit_id: Mapped[OfVisit]
    found: Mapped[dict[str, Any]]
    withheld_at: Mapped[datetime]
    decision: Mapped[str | None]
    reason: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
