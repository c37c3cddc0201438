"""Everything dropped at one moment, and when the reply to each went out."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from rehearsal.load.officers import PATIENCE, Officer
from rehearsal.load.sent import Sent
from visit_exchange.services.outside import Outside

SENDERS = 16  # who press the button at the same time


@dataclass(frozen=True)
class Drop:
    """A file that lies in the store: of which visit, of what sort, since when (wall time)."""

    visit_id: str
    key_hash: str
    sort: str
    at: datetime


@dataclass(frozen=True)
class Answered:
    """A drop with the instant at which the mail with its reply went out (wall time)."""

    drop: Drop
    at: datetime

    @property
    def seconds(self) -> float:
        return (self.at - self.drop.at).total_seconds()


def drop_all(sent: Sequence[tuple[Officer, Sent]]) -> tuple[Drop, ...]:
    """Drop every file at once, as authorities do."""

    def one(pair: tuple[Officer, Sent]) -> Drop:
        officer, file = pair
        key_hash = officer.send(client, file.name, file.content)
        return Drop(officer.visit_id, key_hash, file.sort, datetime.now(UTC))

    with httpx.Client(timeout=PATIENCE) as client, ThreadPoolExecutor(SENDERS) as senders:
        return tuple(senders.map(one, sent))


def how_many_answered(outside: Outside, drops: Sequence[Drop]) -> int:
    """Return how many drops have their reply, by one question: asking must cost little."""
    answered = {each.key_hash for each in outside.register.answered_identities()}
    return sum(drop.key_hash in answered for drop in drops)


def answers_to(outside: Outside, drops: Sequence[Drop]) -> tuple[Answered, ...]:
    """Return the drops whose reply is there, the earliest first."""
    by_visit = {drop.visit_id for drop in drops}
    told = {key: at for visit in by_visit for key, at in _replies(outside, visit).items()}
    found = [Answered(drop, told[drop.key_hash]) for drop in drops if drop.key_hash in told]
    return tuple(sorted(found, key=lambda answered: answered.at))


def _replies(outside: Outside, visit_id: str) -> Mapping[str, datetime]:
    """Return when each upload of a visit had its reply (wall time), by the hash of its key.

    The mail about it may come later, with that of others of the same sender.
    """
    clock = outside.register.visit(visit_id).clock
    return {
        upload.upload.key_hash: clock.wall_time(upload.answered_at)
        for upload in outside.register.submissions(visit_id)
        if upload.answered_at
    }
