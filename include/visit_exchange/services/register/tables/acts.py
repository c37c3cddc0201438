"""Tables of what the house did: the audit, what was ordered, the mails that went out."""

from datetime import datetime
from typing import Any

from sqlalchemy import FetchedValue, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, RowNumber, VisitKey


class AuditRow(Base):
    """One act; a trigger forbids changing or deleting it, another numbers and chains it."""

    __tablename__ = "audit"

    id: Mapped[RowNumber]
    visit_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    act: Mapped[str]
    detail: Mapped[dict[str, Any]]
    written_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    previous: Mapped[str] = mapped_column(server_default=FetchedValue())
    hash: Mapped[str] = mapped_column(server_default=FetchedValue())


class OrderRow(Base):
    """What was ordered on the board and a task does; ``said`` is what became of it."""

    __tablename__ = "orders"

    visit_id: Mapped[VisitKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str]
    entered: Mapped[dict[str, Any]]
    ordered_by: Mapped[str]
    ordered_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    said: Mapped[str] = mapped_column(default="")
    is_refused: Mapped[bool] = mapped_column(default=False)


class SentMailRow(Base):
    """A mail that has gone out, by the key that names its occasion."""

    __tablename__ = "sent_mails"

    key: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visits.id"), index=True)
    sent_to: Mapped[str]
    sent_at: Mapped[datetime]
