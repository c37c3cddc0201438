"""Tell a sender what became of its files: what it sent together is told in one mail.

A mail waits for nobody's reply: that lies there, and on the upload page, as soon as a file is
checked. It waits while another file of the same sender has no answer yet, ten minutes at most.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.posting import post
from visit_exchange.journey.outbox.sending import send_lane
from visit_exchange.journey.receiving.finding import waiting_uploads
from visit_exchange.journey.receiving.malware_scan import is_waiting
from visit_exchange.journey.receiving.replying import mail_text
from visit_exchange.journey.receiving.telling_mails import Text, told_alone, told_together
from visit_exchange.journey.sender import Sender, sender_in
from visit_exchange.services.mail import Letter
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import is_answer_to_inspectors, sender_prefix
from visit_exchange.visits.uploads.submission import Submission, Upload
from visit_exchange.visits.watch.waiting_mails import Channel, Lane

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

LONGEST = timedelta(minutes=10)


def tell_sender(outside: "Outside", visit_id: str, sender_id: str) -> None:
    """Mail a sender what it was not told yet, unless more of its files are about to be answered."""
    with outside.register.alone(f"tell {visit_id}/{sender_id}"):
        dossier = outside.register.dossier(visit_id)
        listed = tuple(outside.store.uploads(sender_prefix(visit_id, sender_id)))
        told, lanes = to_tell(dossier, sender_id, listed, wall_now()), set[Lane]()
        if told:
            lanes = _write(outside, dossier, sender_in(dossier, sender_id), told)
    for lane in lanes:
        send_lane(outside, lane)


def tell_what_is_left(outside: "Outside") -> int:
    """Tell every sender of what nobody came to tell it; return how many there were."""
    left = _left(outside)
    for visit_id, sender_id in left:
        tell_sender(outside, visit_id, sender_id)
    return len(left)


def _left(outside: "Outside") -> list[tuple[str, str]]:
    """Return who was not told: those whose further files are about to be answered can wait.

    While many are, to look closely at each of them would keep a task busy for ten seconds.
    """
    untold, since = outside.register.untold(), wall_now() - LONGEST
    clocks = {visit.id: visit.clock for visit in outside.register.visits()} if untold else {}
    waiting = waiting_uploads(outside) if untold else []
    coming = {(e.upload.visit_id, e.upload.sender) for e in waiting if e.upload.received_at > since}
    return sorted(
        (visit_id, sender)
        for (visit_id, sender), oldest in untold.items()
        if (visit_id, sender) not in coming or clocks[visit_id].wall_time(oldest) <= since
    )


def to_tell(
    dossier: Dossier, sender_id: str, listed: Sequence[Upload], now: datetime
) -> tuple[Submission, ...]:
    """Return the answered uploads that a sender is to be told of at the wall instant ``now``.

    ``listed`` is what lies in the bucket. None while another of its files, not older than ten
    minutes, has no answer, and the first of them was answered within that time.
    """
    mine = [each for each in dossier.submissions if each.sender == sender_id]
    untold = tuple(each for each in mine if each.answered_at and each.told_at is None)
    oldest = min((each.answered_at for each in untold if each.answered_at), default=None)
    if oldest is None:
        return ()
    done = {e.upload for e in mine if e.answered_at or is_waiting(dossier, e)}
    since = now - LONGEST
    comes = any(
        each.sender == sender_id and each.identity not in done and each.received_at > since
        for each in listed
    )
    return () if comes and dossier.visit.clock.wall_time(oldest) > since else untold


def _write(
    outside: "Outside", dossier: Dossier, sender: Sender, uploads: tuple[Submission, ...]
) -> set[Lane]:
    """Write what is told and that it was, whole or not at all; return where it is to be sent."""
    at, lanes = wall_now(), set[Lane]()
    with outside.register.together():
        texts = dict(_texts(outside, sender, uploads))
        for group in _groups([each for each in uploads if each.id in texts]):
            written = told_alone if len(group) == 1 else told_together
            key, to, subject, text = written(outside, dossier, sender, group, texts)
            for own, inbox in _keys(key, to):
                letter = Letter(own, inbox, subject, text, at, dossier.visit.id)
                if lane := post(outside, Channel.MAIL, letter):
                    lanes.add(lane)
        outside.register.record_told(tuple(each.id for each in uploads), at=at)
    return lanes


def _texts(
    outside: "Outside", sender: Sender, uploads: Sequence[Submission]
) -> Iterator[tuple[str, Text]]:
    """Yield subject and text of the mail of each upload by its id, where its reply is still there.

    Evidence may have been disposed of since; there is nothing to tell then.
    """
    for each in uploads:
        with suppress(FileNotFoundError):
            yield each.id, mail_text(outside, sender, each)


def _keys(key: str, to: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield a key of its own for each inbox: the first has the mail's, which others begin with."""
    for place, inbox in enumerate(to):
        yield f"{key}/{inbox}" if place else key, inbox


def _groups(uploads: Sequence[Submission]) -> Iterator[tuple[Submission, ...]]:
    """Yield what is told in one mail: what inspectors sent is answered to them, each alone."""
    theirs = [each for each in uploads if is_answer_to_inspectors(each.reply_prefix or "")]
    yield from ((each,) for each in theirs)
    if others := tuple(each for each in uploads if each not in theirs):
        yield others
