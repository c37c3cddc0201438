"""What may name a child and is kept sealed: it opens only with the visit's key."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, OfVisit, SubmissionKey, VisitKey


class SealedRow(Base):
    """One thing about an upload, sealed: its key in the store, or the codes of its children."""

    __tablename__ = "sealed"

    submission_id: Mapped[SubmissionKey]
    what: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[OfVisit]
    content: Mapped[bytes]


class OwnHeadingsRow(Base):
    """What a sender calls the columns of a list, sealed for the visit's key."""

    __tablename__ = "own_headings"

    visit_id: Mapped[VisitKey]
    sender: Mapped[str] = mapped_column(primary_key=True)
    list_id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    said_at: Mapped[datetime]
