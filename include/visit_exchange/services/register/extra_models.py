"""The register's table of what was asked for during a visit, beside its kind's own items."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.models import Base


class ExtraItemRow(Base):
    """One document that was asked for during a visit; its deadline is a milestone."""

    __tablename__ = "extra_items"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    reason: Mapped[str]
    words: Mapped[list[str]]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
