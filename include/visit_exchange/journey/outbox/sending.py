"""Send what waits in the outbox: in order in each lane, by one process at a time, until it is gone.

A letter is recorded as sent right after its server has taken it. A process that is killed between
the two sends it again, under the same Message-ID: SMTP has no way to ask whether a mail was taken.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from traceback import format_tb
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.keys import can_open, is_lost, opened
from visit_exchange.journey.outbox.telling import (
    THINGS,
    tell_of_outage,
    tell_of_refused,
    tell_of_undelivered,
)
from visit_exchange.privacy.sealing import CannotUnseal
from visit_exchange.services.mail import Away, NotSent, PutOff, Sender, Unforeseen
from visit_exchange.services.mail.letter import Letter, letter_from
from visit_exchange.visits.watch.waiting_mails import (
    NEVER,
    Channel,
    Lane,
    Trouble,
    WaitingMail,
    is_given_up,
    is_stumbled_over,
    pause,
)
from visit_exchange.writing.counted import count

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import SealedLetter

# Whoever writes a letter sends it at once. What still lies there after so long is left behind.
LEFT_BEHIND = timedelta(seconds=30)
# A run sends no longer than this; what is left starts the next.
LONGEST = timedelta(minutes=5)

log = logging.getLogger(__name__)


def is_waiting(outside: "Outside") -> bool:
    """Say whether something is due that nobody is about to send."""
    return bool(_lanes(outside, left_behind=True))


def send_waiting(outside: "Outside") -> str:
    """Send whatever is due, and tell of a server that is away; return how it stands, in words."""
    until = wall_now() + LONGEST
    before = len(outside.register.waiting_mails())
    for _ in range(2):  # what is written because of the first round goes in the second
        for lane in _lanes(outside):
            if wall_now() < until:
                send_lane(outside, lane)
        tell_of_outage(outside)
    tell_of_undelivered(outside)
    left = outside.register.waiting_mails()
    return f"{count(before, 'mail')} waited, {len(left)} are left"


def send_lane(outside: "Outside", lane: Lane) -> None:
    """Send what is due in a lane, unless another process is at it or its server rests."""
    is_due = True
    while is_due:
        with outside.register.if_free(f"outbox {lane}") as is_ours:
            if not (is_ours and _send_due(outside, lane)):
                return
        # Who held the lane looks once more when it is free again: nothing is left lying.
        is_due = outside.register.first_due(lane, wall_now()) is not None


def send_visit(outside: "Outside", visit_id: str) -> None:
    """Send what is due about a visit."""
    for lane in _lanes(outside):
        if lane.visit_id == visit_id:
            send_lane(outside, lane)


def _lanes(outside: "Outside", *, left_behind: bool = False) -> tuple[Lane, ...]:
    now = wall_now()
    lanes = outside.register.lanes_due(now - LEFT_BEHIND if left_behind else now)
    rests = {c for c in Channel if outside.register.is_resting(c, now)}
    return tuple(lane for lane in lanes if lane.channel not in rests)


def _send_due(outside: "Outside", lane: Lane) -> bool:
    """Send a lane's letters until the first that stays; False when we cannot open one."""
    while letter := outside.register.first_due(lane, wall_now()):
        if can_open(outside, letter):
            _send(outside, letter)
        elif is_lost(outside, letter):
            outside.register.forget_outbox_key(letter.sealed_for)
            _refuse(outside, letter.waiting, Trouble.UNREADABLE, "its key was destroyed")
        else:
            log.info("a mail waits for a process that holds the key ring")
            return False
    return True


def _send(outside: "Outside", sealed: "SealedLetter") -> None:
    waiting = sealed.waiting
    try:
        _hand_over(outside, sealed)
    except CannotUnseal:
        _refuse(outside, waiting, Trouble.UNREADABLE, "it was changed")
    except NotSent as error:
        log.warning("a mail waits: %s", error)
        _keep(outside, waiting, error)
    else:
        outside.register.record_sent(waiting.number, at=wall_now())


def _hand_over(outside: "Outside", sealed: "SealedLetter") -> None:
    """Hand a letter to its sender; NotSent or CannotUnseal says why it did not go out.

    Whatever else happens is about this letter alone: it must not keep the others from going out.
    """
    lane = sealed.waiting.lane
    try:
        letter = letter_from(opened(outside, sealed))
        # A person may have sent it elsewhere since it was sealed.
        _sender(outside, lane.channel).send(replace(letter, to=lane.to))
    except (NotSent, CannotUnseal):
        raise
    except Exception as error:  # noqa: BLE001  (see above)
        # Where it happened and no more: its own words may quote the letter.
        log.error("a mail waits:\n%s", "".join(format_tb(error.__traceback__)))
        raise Unforeseen(f"The {THINGS[lane.channel]}", type(error).__name__) from None


def _keep(outside: "Outside", waiting: WaitingMail, error: NotSent) -> None:
    now = wall_now()
    trouble = _trouble(waiting, error, now)
    if trouble in NEVER:
        _refuse(outside, waiting, trouble, error.code)
    else:
        until = now + pause(trouble, waiting.tries + 1)
        outside.register.keep_waiting(waiting.number, trouble, error.code, at=now, until=until)


def _trouble(waiting: WaitingMail, error: NotSent, now: datetime) -> Trouble:
    if isinstance(error, Away):
        return Trouble.AWAY
    if isinstance(error, Unforeseen):
        return Trouble.REFUSED if is_stumbled_over(waiting) else Trouble.PUT_OFF
    if isinstance(error, PutOff):
        return Trouble.GIVEN_UP if is_given_up(waiting, now) else Trouble.PUT_OFF
    return Trouble.REFUSED


def _refuse(outside: "Outside", waiting: WaitingMail, trouble: Trouble, code: str) -> None:
    with outside.register.together():
        outside.register.refuse(waiting.number, trouble, code, at=wall_now())
        tell_of_refused(outside, waiting, code)


def _sender(outside: "Outside", channel: Channel) -> Sender:
    senders: Mapping[Channel, Sender | None] = {
        Channel.MAIL: outside.mail,
        Channel.WEBHOOK: outside.alerts,
    }
    return senders[channel] or _Nobody()


class _Nobody:
    """Stands for a webhook that is set no longer: what waits for it, waits on."""

    def send(self, letter: Letter) -> None:
        raise Away("The alert webhook", "it is not set")
