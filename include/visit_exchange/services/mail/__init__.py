"""What sends mails and alerts: an SMTP server or GOV.UK Notify, and a webhook.

Each takes a ``Letter`` and raises ``NotSent`` when it did not go out: ``Away`` (nothing goes out
just now), ``PutOff`` (not this one, just now) or ``Refused`` (never this one). Whatever else it
raises is ``Unforeseen``.
"""

from visit_exchange.services.mail.letter import (
    Attachment,
    Letter,
    MailSender,
    RefusesLater,
    Sender,
)
from visit_exchange.services.mail.refusals import Away, NotSent, PutOff, Refused, Unforeseen
from visit_exchange.services.mail.smtp import SmtpSender
from visit_exchange.services.mail.webhook import Webhook

__all__ = [
    "Attachment",
    "Away",
    "Letter",
    "MailSender",
    "NotSent",
    "PutOff",
    "Refused",
    "RefusesLater",
    "Sender",
    "SmtpSender",
    "Unforeseen",
    "Webhook",
]
