"""Letters in the outbox as the register hands them out, and how their rows are found."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_

from visit_exchange.services.register.tables import OutboxRow
from visit_exchange.visits.watch.waiting_mails import Channel, Lane, Trouble, WaitingMail

WAITS = OutboxRow.refused_at.is_(None)


@dataclass(frozen=True)
class SealedLetter:
    """A letter in the outbox with its content, sealed for who holds the key ``sealed_for``."""

    waiting: WaitingMail
    sealed_for: str
    content: bytes = field(repr=False)


def waiting_record(row: OutboxRow) -> WaitingMail:
    """Return a letter that has not gone out, without what it says."""
    return WaitingMail(
        row.number,
        row.key,
        lane_of(row),
        row.written_at,
        row.tries,
        Trouble(row.trouble) if row.trouble else None,
        row.code,
        row.troubled_at,
    )


def sealed_letter(row: OutboxRow) -> SealedLetter:
    """Return a letter that has not gone out, with what it says, sealed."""
    return SealedLetter(waiting_record(row), row.sealed_for, row.content)


def lane_of(row: OutboxRow) -> Lane:
    """Return the lane that a letter goes in."""
    return Lane(Channel(row.channel), row.visit_id, row.sent_to)


def in_lane(lane: Lane) -> ColumnElement[bool]:
    """Return the condition for the letters of a lane."""
    return and_(
        OutboxRow.channel == lane.channel.value,
        OutboxRow.visit_id.is_not_distinct_from(lane.visit_id),
        OutboxRow.sent_to == lane.to,
    )


def server_away(channel: Channel) -> ColumnElement[bool]:
    """Return the condition for the letters at which a channel's server did not answer."""
    away = OutboxRow.trouble == Trouble.AWAY.value
    return and_(WAITS, OutboxRow.channel == channel.value, away)
