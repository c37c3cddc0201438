"""Tables of who may reach a visit: inspectors' logins and the upload links."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from visit_exchange.services.register.tables.base import Base, OfVisit, VisitKey


class InspectorRow(Base):
    """One inspector of a visit, by the name that they sign in to Airflow with.

    Who ``tracks`` follows the selected children and reads what is sent about them.
    """

    __tablename__ = "inspectors"

    visit_id: Mapped[VisitKey]
    login: Mapped[str] = mapped_column(primary_key=True, index=True)
    tracks: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class UploadLinkRow(Base):
    """The link with which a sender uploads in a browser, by the SHA-256 (hex) of its token."""

    __tablename__ = "upload_links"
    __table_args__ = (
        Index(
            "one_standing_upload_link",
            "visit_id",
            "sender",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[OfVisit]
    sender: Mapped[str]
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
