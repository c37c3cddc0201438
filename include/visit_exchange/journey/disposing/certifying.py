"""The certificate of a disposal: what was destroyed, by hash; kept in the register and mailed."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from visit_exchange.journey.disposing.disposal_page import certificate_page
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import wall_now
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.rules.retention import Evidence, Retention
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.mail import Attachment
from visit_exchange.visits.disposal_records import UNTRACKED
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.disposal_records import Certificate, Destroyed


def certify(outside: "Outside", visit: Visit) -> None:
    """Certify what was destroyed and has no certificate, and mail every one that was not."""
    now = wall_now()
    outside.register.certify(
        visit.id, lambda number, things: certificate_text(visit, number, things, now), at=now
    )
    for certificate in outside.register.certificates(visit.id):
        _mail(outside, visit, certificate)


def is_certified(outside: "Outside", visit: Visit) -> bool:
    """Return whether everything destroyed is on a certificate, and each has been mailed."""
    certificates = outside.register.certificates(visit.id)
    mailed = all(outside.register.mail_written(occasion(each)) for each in certificates)
    return mailed and not outside.register.has_uncertified(visit.id)


def certificate_text(visit: Visit, number: int, things: Sequence["Destroyed"], at: datetime) -> str:
    """Return a certificate as JSON. Every thing is there by the hash of its key."""
    retention = load_framework(visit.framework).retention
    told: dict[str, Any] = {
        "certificate": number,
        "visit": visit.id,
        "rehearsal": visit.is_rehearsal,
        "made_at": at.isoformat(),
        "retention_counted_from": retention.after,
        "kinds": [
            *(_kind(kind, retention, things) for kind in Evidence),
            _sum(UNTRACKED, things) | {"kept_days": 0, "needed_for": ()},
        ],
        "things": [_thing(each) for each in things],
    }
    told["kinds"] = [each for each in told["kinds"] if each["destroyed"]]
    return json.dumps(told, indent=1)


def _kind(kind: Evidence, retention: Retention, things: Sequence["Destroyed"]) -> dict[str, object]:
    told = {"kept_days": retention.days(kind), "needed_for": retention.needing(kind)}
    return _sum(kind.value, things) | told


def _sum(kind: str, things: Sequence["Destroyed"]) -> dict[str, object]:
    of_kind = [each for each in things if each.kind == kind]
    return {
        "kind": kind,
        "destroyed": len(of_kind),
        "bytes": sum(each.size for each in of_kind),
    }


def _thing(each: "Destroyed") -> dict[str, object]:
    at = each.destroyed_at.isoformat() if each.destroyed_at else None
    return {**vars(each), "destroyed_at": at}


def _mail(outside: "Outside", visit: Visit, certificate: "Certificate") -> None:
    told = json.loads(certificate.body)
    name = f"disposal-{visit.id}-{certificate.number}"
    mail_once(
        outside,
        occasion(certificate),
        outside.settings.data_team_email,
        *mail(
            "evidence_destroyed",
            visit=visit.id,
            things=len(told["things"]),
            kinds=told["kinds"],
            sha256=certificate.sha256,
        ),
        visit_id=visit.id,
        attachments=[
            Attachment(f"{name}.json", "application/json", certificate.body.encode()),
            Attachment(f"{name}.html", "text/html", certificate_page(certificate).encode()),
        ],
    )


def occasion(certificate: "Certificate") -> str:
    """Return the key of the mail that a certificate goes out with."""
    return f"{certificate.visit_id}/certificate/{certificate.number}"
