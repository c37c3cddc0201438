"""Mail by SMTP. What a mail says is its sender's business; that it goes out whole is ours."""

import hashlib
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from socket import gethostname


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail; ``content_type`` as in ``text/calendar``."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Mail:
    """Sends mails through one SMTP server.

    With ``starttls`` nothing is said to a server that offers no encryption. ``user`` and
    ``password`` are None when the server asks for none.
    """

    host: str
    port: int
    sender: str
    starttls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def send(
        self,
        to: str | Sequence[str],
        subject: str,
        text: str,
        *,
        key: str,
        attachments: Sequence[Attachment] = (),
    ) -> None:
        """Send a plain text mail.

        ``key`` names its occasion; the Message-ID follows from it, so that a mail which is sent
        again after a crash is the same mail to whoever receives it. An SMTP error propagates.
        """
        message = self._message(to, subject, text, key)
        for each in attachments:
            main, _, sub = each.content_type.partition("/")
            message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
        with self._server(timeout=30) as server:
            server.send_message(message)

    def check(self) -> None:
        """Ask the server whether it would take a mail; an SMTP error propagates."""
        with self._server(timeout=10) as server:
            server.noop()

    @contextmanager
    def _server(self, timeout: float) -> Iterator[smtplib.SMTP]:
        # The name is given: looking up our own in the DNS can take seconds for every mail.
        with smtplib.SMTP(self.host, self.port, gethostname(), timeout=timeout) as server:
            if self.starttls:
                server.starttls()
            if self.user is not None:
                server.login(self.user, self.password or "")
            yield server

    def _message(self, to: str | Sequence[str], subject: str, text: str, key: str) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = to if isinstance(to, str) else ", ".join(to)
        message["Subject"] = subject
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = self.message_id(key)
        message.set_content(text)
        return message

    def message_id(self, key: str) -> str:
        """Return the Message-ID of the mail of this occasion."""
        domain = self.sender.rpartition("@")[2].rstrip(">")
        return f"<{hashlib.sha256(key.encode('utf-8')).hexdigest()[:32]}@{domain}>"
