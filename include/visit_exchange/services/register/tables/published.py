"""The table of published figures; nothing in it is of a visit or of a person."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, RowNumber


class PublishedReleaseRow(Base):
    """What was loaded of a data set; the newest counts, the others say what was shown before.

    ``told`` are its figures, by their names and then by areas.
    """

    __tablename__ = "published_releases"

    number: Mapped[RowNumber]
    data_set: Mapped[str] = mapped_column(index=True)
    period: Mapped[str]
    identifier: Mapped[str]
    published: Mapped[date]
    file: Mapped[str]
    told: Mapped[dict[str, Any]]
    loaded_by: Mapped[str]
    loaded_at: Mapped[datetime]
