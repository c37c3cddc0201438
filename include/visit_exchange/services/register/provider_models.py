"""The register's table of the providers that inspectors plan to visit."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.models import Base


class ProviderVisitsRow(Base):
    """A choice of providers, by name; the newest of a visit counts, the others are history."""

    __tablename__ = "provider_visits"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), index=True)
    names: Mapped[list[str]]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
