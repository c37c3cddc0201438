"""The register's table of what happened around a visit."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.models import Base


class HappeningRow(Base):
    """An event of a visit's framework, or a milestone that was met, with the day it happened."""

    __tablename__ = "happenings"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)
    happened_on: Mapped[date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
