"""Mails and alerts that wait in the outbox: in which order, how long, and when it is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# A mail that its recipient's server puts off is tried for so long. A mail server that is away
# altogether is waited for as long as it takes: nothing is lost by it.
GIVEN_UP_AFTER = timedelta(days=4)
# The server is asked again soon, so that all go out soon after it is back; one mail less often.
LONGEST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE_OF_ONE = timedelta(hours=1)
FIRST_PAUSE = timedelta(minutes=1)
# A sender that stumbles over a letter may do so for a moment; then a person has to look.
STUMBLES = 3


class Channel(StrEnum):
    """The way a letter goes. The values are stored."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class Trouble(StrEnum):
    """Why a letter still waits, or waits no longer. The values are stored."""

    AWAY = "server away"
    PUT_OFF = "put off"
    REFUSED = "refused"
    GIVEN_UP = "given up"
    UNREADABLE = "unreadable"


NEVER = frozenset({Trouble.REFUSED, Trouble.GIVEN_UP, Trouble.UNREADABLE})


@dataclass(frozen=True)
class Lane:
    """Letters that go out one after the other: those about a visit to one inbox."""

    channel: Channel
    visit_id: str | None
    to: str


@dataclass(frozen=True)
class WaitingMail:
    """A letter in the outbox; what it says is sealed. Instants are the wall's, UTC.

    ``written_at`` is when it was written, or was let go again by a person. ``code`` is the server's
    own; ``troubled_at`` when it first came to grief.
    """

    number: int
    key: str
    lane: Lane
    written_at: datetime
    tries: int = 0
    trouble: Trouble | None = None
    code: str = ""
    troubled_at: datetime | None = None

    @property
    def is_refused(self) -> bool:
        """Whether it is tried no more unless a person says so."""
        return self.trouble in NEVER


def pause(trouble: Trouble, tries: int) -> timedelta:
    """Return how long a letter waits after its ``tries``-th try, which came to nothing."""
    longest = LONGEST_PAUSE if trouble is Trouble.AWAY else LONGEST_PAUSE_OF_ONE
    doublings = min(tries - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), longest)


def is_stumbled_over(waiting: WaitingMail) -> bool:
    """Say whether a letter that its sender stumbles over once more is tried no more."""
    return waiting.tries + 1 >= STUMBLES


def is_given_up(waiting: WaitingMail, now: datetime) -> bool:
    """Say whether a letter that was put off is tried no more."""
    return now - waiting.written_at >= GIVEN_UP_AFTER
