"""Information that agencies offer beside what they are asked for."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, VisitKey


class OfferRow(Base):
    """One offer of a visit's authority or partner, and what the lead inspector decided."""

    __tablename__ = "offers"

    visit_id: Mapped[VisitKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[str]
    title: Mapped[str]
    reason: Mapped[str]
    decided: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    offered_at: Mapped[datetime]
