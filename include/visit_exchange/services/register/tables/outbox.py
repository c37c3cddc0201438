"""Tables of the outbox: letters that wait, sealed, and the public keys that seal them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, RowNumber


class OutboxRow(Base):
    """A letter that has not gone out; the row goes when it has."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_lane", "channel", "visit_id", "sent_to", "number"),)

    number: Mapped[RowNumber]
    key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visits.id"), index=True)
    sent_to: Mapped[str]
    sealed_for: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    written_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    trouble: Mapped[str | None]
    code: Mapped[str] = mapped_column(server_default="")
    troubled_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]


class OutboxKeyRow(Base):
    """Whoever writes a letter seals it with this; only who holds the key ring can open it."""

    __tablename__ = "outbox_keys"

    name: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bytes]
