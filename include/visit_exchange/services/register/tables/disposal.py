"""Tables of what was destroyed. Objects are known by hash, as everywhere here."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, RowNumber, VisitKey


class CertificateRow(Base):
    """A certificate of disposal, as it was mailed; a trigger forbids changing or deleting it."""

    __tablename__ = "certificates"

    visit_id: Mapped[VisitKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str]
    made_at: Mapped[datetime]


class DestroyedRow(Base):
    """A thing that is being destroyed (``destroyed_at`` is null) or has been."""

    __tablename__ = "destroyed"
    __table_args__ = (
        UniqueConstraint("visit_id", "place", "key_hash", "version_id"),
        ForeignKeyConstraint(
            ["visit_id", "certificate"], ["certificates.visit_id", "certificates.number"]
        ),
    )

    number: Mapped[RowNumber]
    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"))
    kind: Mapped[str]
    place: Mapped[str]
    key_hash: Mapped[str]
    version_id: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    is_marker: Mapped[bool]
    sha256: Mapped[str | None]
    destroyed_at: Mapped[datetime | None]
    certificate: Mapped[int | None]
