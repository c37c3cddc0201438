"""Everything dropped at one moment, and when the reply to each went out."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from rehearsal.load.sent import Sent
from rehearsal.playing.desks import Desk
from visit_exchange.buckets import Bucket
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


def drop_all(outside: Outside, sent: Sequence[tuple[Desk, Sent]]) -> tuple[Drop, ...]:
    """Drop every file at once, as authorities do."""
    uploads = outside.store.name(Bucket.UPLOADS)

    def one(pair: tuple[Desk, Sent]) -> Drop:
        desk, file = pair
        key = desk.drop(uploads, file.name, file.content)
        digest = hashlib.sha256(key.encode()).hexdigest()
        return Drop(desk.visit_id, digest, file.sort, datetime.now(UTC))

    with ThreadPoolExecutor(SENDERS) as senders:
        return tuple(senders.map(one, sent))


def answers_to(outside: Outside, drops: Sequence[Drop]) -> tuple[Answered, ...]:
    """Return the drops whose reply has gone out, the earliest first."""
    by_visit = {drop.visit_id for drop in drops}
    told = {key: at for visit in by_visit for key, at in _replies(outside, visit).items()}
    found = [Answered(drop, told[drop.key_hash]) for drop in drops if drop.key_hash in told]
    return tuple(sorted(found, key=lambda answered: answered.at))


def _replies(outside: Outside, visit_id: str) -> Mapping[str, datetime]:
    """Return when the reply to each upload of a visit was mailed, by the hash of its key."""
    mailed = {mail.key: mail.at for mail in outside.register.mails_with_times(visit_id)}
    uploads = outside.register.submissions(visit_id)
    return {
        upload.upload.key_hash: mailed[f"{upload.id}/reply"]
        for upload in uploads
        if f"{upload.id}/reply" in mailed
    }
