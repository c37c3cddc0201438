"""Concerns: sealed but for their number, and when they were opened and closed by whom."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, VisitKey


class ConcernRow(Base):
    """One concern of a visit; ``content`` opens only with the visit's key."""

    __tablename__ = "concerns"

    visit_id: Mapped[VisitKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
