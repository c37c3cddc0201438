"""The settings of who watches the exchange from outside, off unless set, and of what is kept."""

from pydantic import Field, SecretStr

from visit_exchange.settings.mail_settings import MailSettings


class WatchingSettings(MailSettings):
    """Where signs, numbers and lineage go, and how long Airflow keeps what is over."""

    ping_url: SecretStr | None = Field(
        default=None,
        description="Address that is asked every ten minutes while all is well; empty: none",
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        description="What a monitor says to read /exchange/metrics; empty: nobody reads it",
    )
    lineage_url: str = Field(
        default="",
        description="Address of a receiver of OpenLineage that is told, by ids, what came of which "
        "upload; empty: none",
    )
    lineage_key: SecretStr | None = Field(
        default=None, description="Key that it asks for; empty: none"
    )
    keep_runs_days: int = Field(
        default=30,
        ge=1,
        description="Days that Airflow keeps runs, logs and events of what is over",
    )
