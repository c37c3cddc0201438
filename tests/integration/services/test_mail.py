"""Mail through a real SMTP server: what arrives, and what each of its refusals means."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from services import free_ports
from visit_exchange.services.mail import (
    Attachment,
    Away,
    Letter,
    NotSent,
    PutOff,
    Refused,
    SmtpSender,
)

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # Monday 23 November 2026
LANO = "lano@la.example"


class Inbox:
    """Keeps what arrives; ``says`` is what the server answers to a command instead of 250."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.says: dict[str, str] = {}

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.says.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.says.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return self.says.get("DATA", "250 OK")

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return self.says.get("QUIT", "221 Bye")


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def sender(inbox: Inbox) -> Iterator[SmtpSender]:
    port = free_ports().mail
    controller = Controller(inbox, hostname="127.0.0.1", port=port, ready_timeout=60)
    controller.start()
    yield SmtpSender("127.0.0.1", port, "Visit Exchange <visit-exchange@inspectorate.example>")
    controller.stop()


def a_letter(key: str = "999-ap-20261123/request", *attachments: Attachment) -> Letter:
    subject, text = "Returns – due Thursday", "Drop your files by 5pm – not later.\n"
    return Letter(key, LANO, subject, text, MONDAY, attachments=attachments)


def test_a_mail_arrives_as_it_was_written(sender: SmtpSender, inbox: Inbox) -> None:
    calendar = Attachment("timeline.ics", "text/calendar", b"BEGIN:VCALENDAR")

    sender.send(a_letter("request", calendar))

    [message] = inbox.messages
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["Drop your files by 5pm – not later."]
    assert (message["To"], message["Subject"]) == (LANO, "Returns – due Thursday")
    assert message["From"] == "Visit Exchange <visit-exchange@inspectorate.example>"
    assert message["Date"].datetime == MONDAY, "when it was written, however late it goes out"
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (
        "timeline.ics",
        "text/calendar",
    )


def test_the_mail_of_one_occasion_has_one_id(sender: SmtpSender, inbox: Inbox) -> None:
    for key in ("request", "request", "reminder"):
        sender.send(a_letter(key))

    first, again, other = (message["Message-ID"] for message in inbox.messages)
    assert first == again != other
    assert first == sender.message_id("request")


@pytest.mark.parametrize(
    ("command", "answer", "means", "code"),
    [
        ("RCPT", "550 5.1.1 nobody of the name lano@la.example", Refused, "550 5.1.1"),
        ("DATA", "554 5.7.1 looks like spam", Refused, "554 5.7.1"),
        ("MAIL", "552 5.3.4 too large", Refused, "552 5.3.4"),
        ("RCPT", "450 4.2.0 come back later", PutOff, "450 4.2.0"),
        ("DATA", "452 no room", PutOff, "452"),
        ("MAIL", "550 5.7.1 we do not know this sender", Away, "550 5.7.1"),
        ("RCPT", "421 4.3.2 closing", Away, "421 4.3.2"),
    ],
)
def test_a_refusal_is_of_the_mail_or_of_us_for_now_or_for_good(
    sender: SmtpSender, inbox: Inbox, command: str, answer: str, means: type[NotSent], code: str
) -> None:
    inbox.says[command] = answer

    with pytest.raises(means) as told:
        sender.send(a_letter())

    assert type(told.value) is means
    assert told.value.code == code, "the code alone: a server's words quote addresses"
    assert LANO not in str(told.value)


def test_a_server_that_has_taken_a_mail_may_say_goodbye_as_it_likes(
    sender: SmtpSender, inbox: Inbox
) -> None:
    inbox.says["QUIT"] = "421 4.3.2 closing"

    sender.send(a_letter())

    assert len(inbox.messages) == 1


def test_nobody_who_listens_is_a_server_that_is_away() -> None:
    with pytest.raises(Away, match=r"The mail server did not answer \(ConnectionRefusedError\)"):
        SmtpSender("127.0.0.1", 1, "a@b.example").send(a_letter())


def test_a_server_that_offers_no_encryption_gets_no_mail(sender: SmtpSender, inbox: Inbox) -> None:
    encrypted = SmtpSender(sender.host, sender.port, sender.sender, starttls=True)

    with pytest.raises(Away, match="SMTPNotSupportedError"):
        encrypted.send(a_letter())
    assert inbox.messages == []


def test_its_repr_keeps_the_password_and_a_letter_its_words() -> None:
    assert "secret" not in repr(SmtpSender("host", 25, "a@b.example", password="secret"))
    assert "files" not in repr(a_letter())


def test_a_server_is_asked_whether_it_answers_without_a_mail(
    sender: SmtpSender, inbox: Inbox
) -> None:
    sender.check()
    assert inbox.messages == []


def test_a_server_that_is_away_is_noticed() -> None:
    with pytest.raises(Away):
        SmtpSender("127.0.0.1", free_ports().mail, "visit-exchange@inspectorate.example").check()
