"""The register's tables. What they hold: ids, dates, statuses and counts; nothing of a child."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    FetchedValue,
    ForeignKey,
    Identity,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

if TYPE_CHECKING:
    from visit_exchange.services.register.extra_models import ExtraItemRow


class Base(DeclarativeBase):
    """Every text is ``text``, every instant ``timestamptz``."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text,
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(none_as_null=True),
        list[str]: ARRAY(Text),
    }


class VisitRow(Base):
    """A visit. ``clock`` is null for real time."""

    __tablename__ = "visits"

    id: Mapped[str] = mapped_column(primary_key=True)
    framework: Mapped[str]
    la_code: Mapped[str]
    la_name: Mapped[str]
    notified: Mapped[date]
    lano_email: Mapped[str]
    lead_inspector_email: Mapped[str]
    on_site_days: Mapped[int]
    clock: Mapped[dict[str, Any] | None]
    status: Mapped[str]
    is_rehearsal: Mapped[bool]
    items: Mapped[list[str]]
    timeline: Mapped[int] = mapped_column(server_default="1")
    extra: Mapped[list["ExtraItemRow"]] = relationship(
        order_by="ExtraItemRow.number", lazy="selectin", viewonly=True
    )


class MilestoneRow(Base):
    """One deadline of a visit; ``position`` keeps the order of the framework."""

    __tablename__ = "milestones"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    due: Mapped[datetime]
    local: Mapped[str]
    calendar: Mapped[str]
    adjusted: Mapped[bool]
    reached_at: Mapped[datetime | None]


class AdjustmentRow(Base):
    """One change of a deadline."""

    __tablename__ = "adjustments"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), index=True)
    milestone: Mapped[str]
    was: Mapped[datetime]
    now: Mapped[datetime]
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class SubmissionRow(Base):
    """An upload, known by the hash of its key and its version: the key may name a child."""

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
    sender: Mapped[str] = mapped_column(default="")
    items: Mapped[list["SubmissionItemRow"]] = relationship(
        order_by="SubmissionItemRow.position", cascade="all, delete-orphan", lazy="selectin"
    )
    problem_counts: Mapped[list["ProblemCountRow"]] = relationship(
        order_by="ProblemCountRow.position", cascade="all, delete-orphan"
    )


class SubmissionItemRow(Base):
    """One item of the request that an upload answers."""

    __tablename__ = "submission_items"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
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

    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str]
    severity: Mapped[str]
    field: Mapped[str | None]
    count: Mapped[int]


class NotHeldRow(Base):
    """An item that a sender has declared it does not hold; the authority's name is empty."""

    __tablename__ = "not_held"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))


class SelectionRow(Base):
    """A selection of children, by code; the newest of a visit counts, the others are history."""

    __tablename__ = "selections"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), index=True)
    codes: Mapped[list[str]]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class PackRow(Base):
    """A numbered pack; reserved until ``published_at``."""

    __tablename__ = "packs"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    is_final: Mapped[bool]
    manifest_sha256: Mapped[str | None]
    published_at: Mapped[datetime | None]


class SentMailRow(Base):
    """A mail that has gone out, by the key that names its occasion."""

    __tablename__ = "sent_mails"

    key: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visits.id"), index=True)
    sent_to: Mapped[str]
    sent_at: Mapped[datetime]


class AuditRow(Base):
    """One act; a trigger forbids changing or deleting it, another numbers and chains it."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    visit_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    act: Mapped[str]
    detail: Mapped[dict[str, Any]]
    written_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    previous: Mapped[str] = mapped_column(server_default=FetchedValue())
    hash: Mapped[str] = mapped_column(server_default=FetchedValue())
