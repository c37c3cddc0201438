"""The containers' way out for mail: taken only when a relay has taken it, and nothing quoted."""

import asyncio
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from mail import NOT_NOW, REFUSED, Relay, handler

from local_stack.mail.mail_sink import Keep

LANO = "lano@exampleshire.example"
MAIL = b"Subject: Request\r\n\r\nWhat we ask of Exampleshire\r\n"


class Answers:
    """A relay that answers every mail alike, and keeps what it took."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.taken: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return self.answer


class NobodyIsKnown(Answers):
    """A relay that knows no recipient."""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        return "550 Unknown"


def handed_over(answers: Answers | None, *, starttls: bool = False) -> str:
    """Return what the writer of a mail is told by a way to that relay; None: it is down."""

    async def hand_over() -> str:
        relay = await asyncio.get_running_loop().create_server(lambda: SMTP(answers), "127.0.0.1")
        port = relay.sockets[0].getsockname()[1]
        if answers is None:
            relay.close()
        way = Relay("127.0.0.1", port, starttls)
        return await way.handle_DATA(None, None, mail())  # type: ignore[arg-type]

    return asyncio.run(hand_over())


def mail() -> Envelope:
    envelope = Envelope()
    envelope.mail_from, envelope.rcpt_tos = "visit-exchange@inspectorate.example", [LANO]
    envelope.content = MAIL
    return envelope


def test_a_mail_goes_to_the_relay_whole() -> None:
    answers = Answers("250 OK")
    assert handed_over(answers).startswith("250")
    assert [(each.rcpt_tos, each.content) for each in answers.taken] == [([LANO], MAIL)]


@pytest.mark.parametrize(
    ("answer", "told"),
    [("451 full", NOT_NOW), (f"550 no such mailbox {LANO}", REFUSED), ("554 no", REFUSED)],
)
def test_the_writer_is_told_when_it_was_not_taken(
    answer: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert handed_over(Answers(answer)) == told
    assert LANO not in " ".join(line.getMessage() for line in caplog.records if line.name == "mail")


def test_a_recipient_whom_the_relay_does_not_know_is_refused() -> None:
    assert handed_over(NobodyIsKnown("250 OK")) == REFUSED


def test_a_relay_that_is_down_is_tried_again_by_the_writer() -> None:
    assert handed_over(None) == NOT_NOW


def test_nothing_is_said_to_a_relay_that_offers_no_encryption() -> None:
    answers = Answers("250 OK")
    assert handed_over(answers, starttls=True) == NOT_NOW
    assert answers.taken == []


def test_without_a_relay_mails_are_kept(tmp_path: Path) -> None:
    assert isinstance(handler(tmp_path, {"MAIL_RELAY_HOST": ""}), Keep)


def test_a_relay_is_spoken_to_under_encryption_unless_that_is_refused(tmp_path: Path) -> None:
    named = {"MAIL_RELAY_HOST": "relay.example", "MAIL_RELAY_USER": "us"}
    assert handler(tmp_path, named) == Relay("relay.example", 587, True, "us")
    opened = handler(tmp_path, {**named, "MAIL_RELAY_STARTTLS": "false"})
    assert isinstance(opened, Relay)
    assert not opened.starttls


def test_the_password_of_the_relay_is_in_no_repr() -> None:
    assert "hidden" not in repr(Relay("relay.example", password="hidden"))
