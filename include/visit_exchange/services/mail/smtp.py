"""Mail by SMTP. What a mail says is its writer's business; that it goes out whole is ours."""

import hashlib
import re
import smtplib
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime
from socket import gethostname

from visit_exchange.services.mail.letter import Letter
from visit_exchange.services.mail.refusals import Away, NotSent, PutOff, Refused

SERVER = "The mail server"
# Seconds. Who waits for a reply waits no longer for a server that swallows what is said to it.
PATIENCE = 15
CLOSING = 421  # the server goes away, whatever it was asked
TOO_LARGE = 552
ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class SmtpSender:
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

    def send(self, letter: Letter) -> None:
        """Send a letter as a plain text mail; NotSent when the server has not taken it.

        The Message-ID follows from the letter's key, so that a mail which is sent again after a
        crash is the same mail to whoever receives it.
        """
        message = self._message(letter)
        server = self._connect()
        try:
            server.send_message(message)
        except smtplib.SMTPException as error:
            raise _told(error) from None
        except OSError as error:
            raise Away(SERVER, type(error).__name__) from None
        finally:
            # The mail is taken or not; how the server says goodbye changes nothing.
            with suppress(OSError):
                server.quit()
            server.close()

    def check(self) -> None:
        """Ask the server whether it would take a mail; NotSent when it does not answer."""
        server = self._connect()
        try:
            server.noop()
        except OSError as error:
            raise _away(error) from None
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        try:
            # The name is given: looking up our own in the DNS can take seconds for every mail.
            server = smtplib.SMTP(self.host, self.port, gethostname(), timeout=PATIENCE)
            if self.starttls:
                server.starttls()
            if self.user is not None:
                server.login(self.user, self.password or "")
        except OSError as error:  # smtplib's own errors are among them
            raise _away(error) from None
        return server

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(letter.written_at)
        message["Message-ID"] = self.message_id(letter.key)
        message.set_content(letter.text)
        for each in letter.attachments:
            main, _, sub = each.content_type.partition("/")
            message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
        return message

    def message_id(self, key: str) -> str:
        """Return the Message-ID of the mail of this occasion."""
        domain = self.sender.rpartition("@")[2].rstrip(">")
        return f"<{hashlib.sha256(key.encode('utf-8')).hexdigest()[:32]}@{domain}>"


def _told(error: smtplib.SMTPException) -> NotSent:
    """Return what an error of a conversation means for the mail that it was about."""
    number, words = _answer(error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused(SERVER, type(error).__name__, TOO_LARGE)
    is_about_it = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    if number == CLOSING or not (is_about_it or number == TOO_LARGE):
        return _away(error)
    code = f"{number} {words}".strip()
    return Refused(SERVER, code, number) if number >= 500 else PutOff(SERVER, code, number)


def _away(error: OSError) -> Away:
    number, words = _answer(error)
    return Away(SERVER, f"{number} {words}".strip() if number else type(error).__name__)


def _answer(error: OSError) -> tuple[int, str]:
    """Return the server's code and its enhanced code (RFC 3463); zero when it gave no answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(number, said)] = error.recipients.values()
    elif isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        number, said = error.smtp_code, words if isinstance(words, bytes) else words.encode()
    else:
        return 0, ""
    found = ENHANCED.match(said)
    return number, found[0].decode() if found else ""
