"""Mails about packs, to each of the team as they wish: every version, once a day, the final one."""

from typing import TYPE_CHECKING

from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.kinds.rules.people_rules import LEAD
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.addresses import pack_place
from visit_exchange.visits.people.people import PackWish
from visit_exchange.visits.visit import ENDED, UNPUBLISHED, Visit, VisitStatus
from visit_exchange.visits.watch.pack_mails import Digest, digests_due, is_last, told_at_once

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

# A visit closes on the day of its last pack.
NO_DIGEST = (ENDED | UNPUBLISHED) - {VisitStatus.CLOSED}


def announce(outside: "Outside", visit: Visit, pack: "Pack", subject: str, text: str) -> None:
    """Mail a version of a pack to who wishes to hear of it at once; each once."""
    dossier = outside.register.dossier(visit.id)
    key = f"{pack.prefix}/published"
    for person in told_at_once(dossier, pack, outside.register.trackers(visit.id)):
        own = key if person.role == LEAD else f"{key}/{person.number}"
        mail_once(outside, own, person.email, subject, text, visit_id=visit.id)


def send_digests(outside: "Outside") -> int:
    """Mail what was published of each visit to who wishes to hear of it once a day."""
    visits = [v for v in outside.register.visits() if v.status not in NO_DIGEST]
    daily = [v for v in visits if any(each.packs is PackWish.DAILY for each in v.people)]
    return sum(_send_those_of(outside, visit) for visit in daily)


def _send_those_of(outside: "Outside", visit: Visit) -> int:
    dossier, trackers = outside.register.dossier(visit.id), outside.register.trackers(visit.id)
    due = digests_due(dossier, visit_now(visit), trackers)
    for digest in due:
        _send(outside, visit, digest)
    return len(due)


def _send(outside: "Outside", visit: Visit, digest: Digest) -> None:
    packs = [
        (each.kind, each.version, is_last(visit, each), pack_place(outside, each.prefix))
        for each in digest.packs
    ]
    written = mail("packs_of_the_day", visit=visit.id, area=visit.la_name, packs=packs)
    mail_once(outside, digest.key(visit), digest.person.email, *written, visit_id=visit.id)
