"""Who gets a mail besides its first reader: by the role that each has in the visit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.mailing import mail_each, mail_once
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds.rules.people_rules import Side, Topic
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.people import hearing
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.mail import Attachment
    from visit_exchange.services.outside import Outside


def who_else(visit: Visit, topic: Topic, *sides: Side) -> tuple[str, ...]:
    """Return the addresses of those whose role hears of a topic, of these sides (any)."""
    people = hearing(framework_of(visit), visit.people, topic, *sides)
    return tuple(dict.fromkeys(each.email for each in people))


def mail_authority(
    outside: "Outside",
    key: str,
    visit: Visit,
    subject: str,
    text: str,
    *,
    topic: Topic = "sending",
    attachments: Sequence["Attachment"] = (),
) -> None:
    """Mail the LANO, and who hears of the topic beside them; once each.

    Until a LANO is nominated the others alone hear of it.
    """
    to = visit.lano_email
    mail_once(outside, key, to, subject, text, visit_id=visit.id, attachments=attachments)
    sides: tuple[Side, ...] = ("authority", "health")
    others = [each for each in who_else(visit, topic, *sides) if each != to]
    mail_each(outside, key, others, subject, text, visit.id, attachments)


def mail_sender(
    outside: "Outside",
    key: str,
    sender: Sender,
    subject: str,
    text: str,
    *,
    attachments: Sequence["Attachment"] = (),
) -> None:
    """Mail who sends files: a partner, or the authority with those of it who hear of sending."""
    if sender.partner:
        to, of = sender.email, sender.visit.id
        mail_once(outside, key, to, subject, text, visit_id=of, attachments=attachments)
    else:
        mail_authority(outside, key, sender.visit, subject, text, attachments=attachments)
