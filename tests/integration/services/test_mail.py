"""Mail through a real SMTP server."""

import email
import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from visit_exchange.services.mail import Attachment, Mail


class Inbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def mail(inbox: Inbox) -> Iterator[Mail]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield Mail("127.0.0.1", port, "Visit Exchange <visit-exchange@inspectorate.example>")
    controller.stop()


def test_a_mail_arrives_as_it_was_written(mail: Mail, inbox: Inbox) -> None:
    calendar = Attachment("timeline.ics", "text/calendar", b"BEGIN:VCALENDAR")

    mail.send(
        "lano@la.example",
        "Returns – due Thursday",
        "Drop your files by 5pm – not later.\n",
        key="999-ap-20261123/request",
        attachments=[calendar],
    )

    [message] = inbox.messages
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["Drop your files by 5pm – not later."]
    assert (message["To"], message["Subject"]) == ("lano@la.example", "Returns – due Thursday")
    assert message["From"] == "Visit Exchange <visit-exchange@inspectorate.example>"
    assert message["Date"].datetime.utcoffset() is not None
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (
        "timeline.ics",
        "text/calendar",
    )


def test_the_mail_of_one_occasion_has_one_id(mail: Mail, inbox: Inbox) -> None:
    for key in ("request", "request", "reminder"):
        mail.send("lano@la.example", "Returns", "Text", key=key)

    first, again, other = (message["Message-ID"] for message in inbox.messages)
    assert first == again != other
    assert first == mail.message_id("request")


def test_a_mail_goes_to_several(mail: Mail, inbox: Inbox) -> None:
    mail.send(["lano@la.example", "lead@inspectorate.example"], "Pack", "Text", key="pack")

    assert inbox.messages[0]["To"] == "lano@la.example, lead@inspectorate.example"


def test_a_server_that_offers_no_encryption_gets_no_mail(mail: Mail, inbox: Inbox) -> None:
    encrypted = Mail(mail.host, mail.port, mail.sender, starttls=True)

    with pytest.raises(smtplib.SMTPNotSupportedError):
        encrypted.send("lano@la.example", "Returns", "Text", key="request")
    assert inbox.messages == []


def test_its_repr_keeps_the_password() -> None:
    assert "secret" not in repr(Mail("host", 25, "a@b.example", user="u", password="secret"))


def test_a_server_is_asked_whether_it_answers_without_a_mail(mail: Mail, inbox: Inbox) -> None:
    mail.check()
    assert inbox.messages == []


def test_a_server_that_is_away_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(OSError, match="refused"):
        Mail("127.0.0.1", port, "visit-exchange@inspectorate.example").check()
