"""What the acts of a visit say, as the audit keeps them: holds, stops, what was missed."""

from collections.abc import Mapping, Sequence

from visit_exchange.visits.disposal_records import Hold
from visit_exchange.visits.records import AuditEntry, Stop
from visit_exchange.visits.visit import STOPPED, VisitStatus

MOVED, RESUMED, MISSED = "visit moved", "visit resumed", "milestone missed"
CONTACT_CHANGED = "contact changed"
PERSON_ADDED, PERSON_LEFT = "person added", "person left"
PARTNER_CHANGED = "partner contact changed"
PERSON_WISHES = "packs wished"
HELD, LIFTED, DESTROYED = "hold set", "hold lifted", "evidence destroyed"
KEY_DESTROYED = "key destroyed"
UPLOAD_TAKEN_BACK = "upload taken back"
ACCESS_ISSUED, ACCESS_REVOKED = "store access issued", "store access revoked"
KEY_ACTS = (ACCESS_ISSUED, ACCESS_REVOKED)


def hold_in(audit: Sequence[AuditEntry]) -> Hold | None:
    """Return the hold that the audit of a visit tells of; None when there is none."""
    entries = [each for each in audit if each.act in (HELD, LIFTED)]
    if not entries or entries[-1].act == LIFTED:
        return None
    newest = entries[-1]
    return Hold(str(newest.detail["reason"]), newest.by, newest.at)


def kinds_destroyed_in(audit: Sequence[AuditEntry]) -> frozenset[str]:
    """Return the kinds of evidence that the audit of a visit says were destroyed."""
    return frozenset(str(each.detail["kind"]) for each in audit if each.act == DESTROYED)


def is_announced_in(audit: Sequence[AuditEntry]) -> bool:
    """Say whether a visit was ever opened: from then on its authority knows of it."""
    return any(each.act == MOVED and each.detail["to"] == VisitStatus.OPEN for each in audit)


def stop_in(audit: Sequence[AuditEntry]) -> Stop | None:
    """Return the last time that a visit was deferred or cancelled; None if it never was."""
    for entry in reversed(audit):
        if entry.act == MOVED and entry.detail["to"] in STOPPED:
            to, reason = VisitStatus(str(entry.detail["to"])), str(entry.detail["why"])
            return Stop(to, reason, entry.by, entry.at)
    return None


def revoker_in(audit: Sequence[AuditEntry], who: str) -> str:
    """Return who revoked the store credentials of ``who``; empty when that was not the last act."""
    acts = [e for e in audit if e.act.startswith("store access") and e.detail["for"] == who]
    return acts[-1].by if acts and acts[-1].act == ACCESS_REVOKED else ""


def has_keys_in(audit: Sequence[AuditEntry], who: str) -> bool:
    """Say whether ``who`` has store credentials, as the audit of a visit tells it."""
    acts = [e.act for e in audit if e.act in KEY_ACTS and e.detail["for"] == who]
    return acts[-1:] == [ACCESS_ISSUED]


def missed_in(audit: Sequence[AuditEntry]) -> dict[str, str]:
    """Return what was missing at each milestone of the present timeline, in words."""
    found: dict[str, str] = {}
    for entry in missed_entries(audit):
        milestone, what = str(entry["milestone"]), str(entry["what"])
        found[milestone] = f"{found[milestone]}; {what}" if milestone in found else what
    return found


def missed_entries(audit: Sequence[AuditEntry]) -> list[Mapping[str, object]]:
    """Return each record of something missing at a milestone of the present timeline."""
    return [entry.detail for entry in _since_resumed(audit) if entry.act == MISSED]


def _since_resumed(audit: Sequence[AuditEntry]) -> Sequence[AuditEntry]:
    resumed = [place for place, entry in enumerate(audit) if entry.act == RESUMED]
    return audit[resumed[-1] :] if resumed else audit
