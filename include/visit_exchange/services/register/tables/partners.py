"""Tables of partners who are asked besides the authority, and of surveys."""

from datetime import date, datetime, time

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, VisitKey


class PartnerRow(Base):
    """A partner of a visit. Who was removed stays: what it had sent is still known by it."""

    __tablename__ = "partners"

    visit_id: Mapped[VisitKey]
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    items: Mapped[list[str]]
    removed_at: Mapped[datetime | None]


class SurveyLinkRow(Base):
    """Where one audience of a visit finds its survey."""

    __tablename__ = "survey_links"

    visit_id: Mapped[VisitKey]
    audience: Mapped[str] = mapped_column(primary_key=True)
    link: Mapped[str]


class SurveyDistributionRow(Base):
    """Who sent the survey of an audience on, to whom, in which form and when. No names.

    What was said in error is ``taken_back`` and stays: its number is not given again.
    """

    __tablename__ = "survey_distributions"

    visit_id: Mapped[VisitKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[str]
    sent_by: Mapped[str]
    sent_to: Mapped[str]
    form: Mapped[str]
    sent_on: Mapped[date]
    sent_at: Mapped[time | None]
    unreached: Mapped[str]
    taken_back: Mapped[bool]


class SurveyResponsesRow(Base):
    """How many responses one audience had given when they were counted on a day; nothing else."""

    __tablename__ = "survey_responses"

    visit_id: Mapped[VisitKey]
    audience: Mapped[str] = mapped_column(primary_key=True)
    counted_on: Mapped[date] = mapped_column(primary_key=True)
    responses: Mapped[int]
