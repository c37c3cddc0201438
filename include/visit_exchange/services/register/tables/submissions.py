"""Tables of uploads: what each answers, what was wrong with it, what is not held."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visit_exchange.services.register.tables.base import (
    Base,
    OfVisit,
    SubmissionKey,
    VisitKey,
)
from visit_exchange.visits.uploads.statements import Says


class SubmissionItemRow(Base):
    """One item of the request that an upload answers."""

    __tablename__ = "submission_items"

    submission_id: Mapped[SubmissionKey]
    position: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str]
    status: Mapped[str]
    rows: Mapped[int]
    checks_run: Mapped[int]
    must_fix: Mapped[int]
    please_check: Mapped[int]
    not_held: Mapped[list[str]]
    staged_key: Mapped[str | None]


class ProblemCountRow(Base):
    """How often a rule failed in a column of an upload."""

    __tablename__ = "problem_counts"

    submission_id: Mapped[SubmissionKey]
    position: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str]
    severity: Mapped[str]
    field: Mapped[str | None]
    count: Mapped[int]


class SubmissionRow(Base):
    """An upload, known by the hash of its key and its version: the key may name a child.

    ``came_at`` is when it came (wall time), where the store does not say: since it was restored.
    """

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("visit_id", "number"),
        UniqueConstraint("key_hash", "version_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"))
    number: Mapped[int]
    key_hash: Mapped[str]
    name_hash: Mapped[str]
    version_id: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime]
    status: Mapped[str]
    sha256: Mapped[str | None]
    kind: Mapped[str | None]
    reason: Mapped[str | None]
    late_by: Mapped[timedelta | None]
    reply_prefix: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    sender: Mapped[str] = mapped_column(default="")
    batch: Mapped[str | None]
    batch_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    came_at: Mapped[datetime | None]
    items: Mapped[list[SubmissionItemRow]] = relationship(
        order_by=SubmissionItemRow.position, cascade="all, delete-orphan", lazy="selectin"
    )
    problem_counts: Mapped[list[ProblemCountRow]] = relationship(
        order_by=ProblemCountRow.position, cascade="all, delete-orphan"
    )


class NotHeldRow(Base):
    """What a sender says of an item that it does not send; the authority's name is empty.

    A checklist says so, then it is the upload's; or the page, then it is somebody's (``who``).
    """

    __tablename__ = "not_held"

    visit_id: Mapped[VisitKey]
    item: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str | None] = mapped_column(ForeignKey("submissions.id"))
    says: Mapped[str] = mapped_column(default=Says.NOT_HELD.value)
    said_at: Mapped[datetime]
    who: Mapped[str] = mapped_column(default="")


class FileDateRow(Base):
    """When a file was last changed where it was sent from, as the upload page was told."""

    __tablename__ = "file_dates"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[OfVisit]
    modified_at: Mapped[datetime]
