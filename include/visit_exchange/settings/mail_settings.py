"""The settings of what goes out: mails, and alerts besides them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class MailSettings(BaseModel):
    """Who sends mails and how, and where alerts go besides."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    mail_sender: Literal["smtp", "notify"] = Field(
        default="smtp", description="Who sends mails: the mail server, or GOV.UK Notify"
    )
    smtp_host: str | None = Field(default=None, description="Mail server")
    smtp_port: int = Field(default=25, description="Port of the mail server")
    smtp_starttls: bool = Field(default=False, description="Encrypt mail on its way out")
    smtp_user: str | None = Field(default=None, description="User of the mail server, if it asks")
    smtp_password: SecretStr | None = Field(default=None, description="Password of that user")
    mail_from: str = Field(
        default="Visit Exchange <visit-exchange@example.org>", description="Sender of every mail"
    )
    data_team_email: str = Field(
        default="data-team@example.org", description="Who is told of alerts and withheld files"
    )
    notify_api_key: SecretStr | None = Field(
        default=None, description="API key of GOV.UK Notify, as its page shows it"
    )
    notify_template: str = Field(
        default="", description="Id of its template, with ((subject)), ((body)) and ((file))"
    )
    notify_reply_to: str = Field(default="", description="Id of its reply-to address, if any")
    notify_url: str = Field(
        default="https://api.notifications.service.gov.uk", description="Address of its API"
    )
    alert_webhook: SecretStr | None = Field(
        default=None, description="Address that alerts are posted to besides the mail; a secret"
    )
    alert_webhook_shape: Literal["plain", "slack", "teams", "pagerduty"] = Field(
        default="plain", description="Who reads what is posted there"
    )
    alert_webhook_key: SecretStr | None = Field(
        default=None, description="Routing key, which PagerDuty alone asks for"
    )
