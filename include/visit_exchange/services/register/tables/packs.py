"""Tables of packs, and of what inspectors choose from them: children, providers to visit."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, OfVisit, RowNumber, VisitKey


class PackRow(Base):
    """A numbered pack; reserved until ``published_at``."""

    __tablename__ = "packs"

    visit_id: Mapped[VisitKey]
    kind: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    is_final: Mapped[bool]
    manifest_sha256: Mapped[str | None]
    published_at: Mapped[datetime | None]


class OpenedPackRow(Base):
    """A version that an inspector has opened on their page, and when for the first time."""

    __tablename__ = "opened_packs"

    visit_id: Mapped[VisitKey]
    login: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]


class SelectionRow(Base):
    """A selection of children, by code; the newest of a visit counts, the others are history."""

    __tablename__ = "selections"

    number: Mapped[RowNumber]
    visit_id: Mapped[OfVisit]
    codes: Mapped[list[str]]
    declined: Mapped[list[str]]
    own_due: Mapped[dict[str, Any]]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class ProviderVisitsRow(Base):
    """A choice of providers, by name; the newest of a visit counts, the others are history."""

    __tablename__ = "provider_visits"

    number: Mapped[RowNumber]
    visit_id: Mapped[OfVisit]
    names: Mapped[list[str]]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
