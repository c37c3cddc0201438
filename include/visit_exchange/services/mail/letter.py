"""A mail or an alert as it was written, before anybody has sent it."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail; ``content_type`` as in ``text/calendar``.

    ``place`` is where its reader finds it besides, for a sender that cannot attach it; empty where
    it lies nowhere else.
    """

    name: str
    content_type: str
    content: bytes = field(repr=False)
    place: str = field(default="", repr=False)


@dataclass(frozen=True)
class Letter:
    """What is sent, to one inbox. ``key`` names its occasion, ``written_at`` is the wall's time.

    A webhook tells ``subject``, ``visit_id`` and ``link`` (where to look), and nothing else.
    """

    key: str
    to: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    written_at: datetime
    visit_id: str | None = None
    link: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()

    def to_bytes(self) -> bytes:
        """Return all of it as JSON."""
        told = vars(self) | {
            "written_at": self.written_at.isoformat(),
            "attachments": [
                vars(each) | {"content": b64encode(each.content).decode()}
                for each in self.attachments
            ],
        }
        return json.dumps(told).encode()


def letter_from(written: bytes) -> Letter:
    """Return the letter that ``to_bytes`` wrote."""
    told: dict[str, Any] = json.loads(written)
    attachments = tuple(_attachment(each) for each in told["attachments"])
    at = datetime.fromisoformat(told["written_at"])
    return Letter(**told | {"written_at": at, "attachments": attachments})


def _attachment(told: Mapping[str, str]) -> Attachment:
    return Attachment(told["name"], told["content_type"], b64decode(told["content"]), told["place"])


class Sender(Protocol):
    """Who sends letters."""

    def send(self, letter: Letter) -> None:
        """Send a letter; NotSent when it did not go out."""


class MailSender(Sender, Protocol):
    """Who sends mails."""

    def check(self) -> None:
        """Ask whether a mail would be taken now; NotSent when none would."""


@runtime_checkable
class RefusesLater(Protocol):
    """A sender that learns only after it has taken a letter that nobody can be reached."""

    def undelivered(self) -> tuple[str, ...]:
        """Return the keys of letters that were taken and will never arrive; NotSent if unknown."""
