"""What the board shows of mails that have not gone out: how many, since when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.telling import THINGS, say_wall, since
from visit_exchange.visits.watch.waiting_mails import Channel, Trouble, WaitingMail
from visit_exchange.writing.counted import count

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# What was written just now is about to go out.
JUST_NOW = timedelta(minutes=1)
SERVERS = {Channel.MAIL: "The mail server", Channel.WEBHOOK: "The webhook"}
WHY = {
    Trouble.REFUSED: "refused",
    Trouble.GIVEN_UP: "put off for four days, and given up",
    Trouble.UNREADABLE: "not readable",
}


@dataclass(frozen=True)
class RefusedLetter:
    """A letter that is tried no more: its number, which visit, to whom, and why, in words."""

    number: int
    visit_id: str | None
    to: str
    why: str


@dataclass(frozen=True)
class MailStanding:
    """How the outbox stands: a line for each way that letters wait for, and what was refused."""

    waiting: tuple[str, ...] = ()
    refused: tuple[RefusedLetter, ...] = ()


def mail_standing(outside: "Outside") -> MailStanding:
    """Return how the outbox stands now."""
    return standing_of(outside.register.waiting_mails(), wall_now())


def standing_of(letters: Sequence[WaitingMail], now: datetime) -> MailStanding:
    """Return how an outbox with these letters, the longest waiting first, stands at ``now``."""
    waits = [each for each in letters if not each.is_refused and _is_late(each, now)]
    lines = [
        _line(channel, [each for each in waits if each.lane.channel is channel])
        for channel in Channel
    ]
    refused = tuple(refused_letter(each) for each in letters if each.is_refused)
    return MailStanding(tuple(line for line in lines if line), refused)


def _is_late(letter: WaitingMail, now: datetime) -> bool:
    return letter.trouble is not None or now - letter.written_at > JUST_NOW


def _line(channel: Channel, waits: Sequence[WaitingMail]) -> str:
    if not waits:
        return ""
    verb = "waits" if len(waits) == 1 else "wait"
    oldest = min(each.written_at for each in waits)
    line = f"{count(len(waits), THINGS[channel])} {verb} to go out, since {say_wall(oldest)}."
    away = next((each for each in waits if each.trouble is Trouble.AWAY), None)
    if away is None:
        return f"{line} They go out by themselves."
    return (
        f"{line} {SERVERS[channel]} has taken nothing since {say_wall(since(away))} "
        f"({away.code}). They go out by themselves when it does."
    )


def refused_letter(letter: WaitingMail) -> RefusedLetter:
    """Return a letter that is tried no more, with why in words."""
    why = WHY[letter.trouble or Trouble.REFUSED]
    told = f"{why} ({letter.code})" if letter.code else why
    return RefusedLetter(letter.number, letter.lane.visit_id, letter.lane.to, told)
