"""Tables of how the exchange itself fares."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base


class FindingRow(Base):
    """One thing that is not well, or was: what was mended is remembered when it is over."""

    __tablename__ = "findings"

    key: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str]
    to_do: Mapped[str]
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]
    mended_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]


class SignOfLifeRow(Base):
    """When a part last said that it lives."""

    __tablename__ = "signs_of_life"

    part: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
