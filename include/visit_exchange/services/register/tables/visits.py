"""Tables of visits: their timelines, what was asked beside them, and what happened."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from visit_exchange.services.register.tables.base import Base, OfVisit, RowNumber, VisitKey


class ExtraItemRow(Base):
    """One document that was asked for during a visit; its deadline is a milestone."""

    __tablename__ = "extra_items"

    visit_id: Mapped[VisitKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    reason: Mapped[str]
    words: Mapped[list[str]]
    partner: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]


class PersonRow(Base):
    """Somebody in a role of a visit; who has left it has an ``until``."""

    __tablename__ = "people"

    visit_id: Mapped[VisitKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    telephone: Mapped[str]
    login: Mapped[str]
    packs: Mapped[str]
    since: Mapped[datetime | None]
    until: Mapped[datetime | None]


class VisitRow(Base):
    """A visit. ``clock`` is null for real time."""

    __tablename__ = "visits"

    id: Mapped[str] = mapped_column(primary_key=True)
    framework: Mapped[str]
    la_code: Mapped[str]
    la_name: Mapped[str]
    notified: Mapped[date]
    on_site_days: Mapped[int]
    clock: Mapped[dict[str, Any] | None]
    status: Mapped[str]
    is_rehearsal: Mapped[bool]
    items: Mapped[list[str]]
    timeline: Mapped[int] = mapped_column(server_default="1")
    extra: Mapped[list[ExtraItemRow]] = relationship(
        order_by=ExtraItemRow.number, lazy="selectin", viewonly=True
    )
    people: Mapped[list[PersonRow]] = relationship(
        primaryjoin=lambda: (VisitRow.id == PersonRow.visit_id) & PersonRow.until.is_(None),
        order_by=PersonRow.number,
        lazy="selectin",
        viewonly=True,
    )


class MilestoneRow(Base):
    """One deadline of a visit; ``position`` keeps the order of the framework."""

    __tablename__ = "milestones"

    visit_id: Mapped[VisitKey]
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

    number: Mapped[RowNumber]
    visit_id: Mapped[OfVisit]
    milestone: Mapped[str]
    was: Mapped[datetime]
    now: Mapped[datetime]
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class HappeningRow(Base):
    """An event of a visit's framework, or a milestone that was met, with the day it happened."""

    __tablename__ = "happenings"

    visit_id: Mapped[VisitKey]
    event: Mapped[str] = mapped_column(primary_key=True)
    happened_on: Mapped[date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
