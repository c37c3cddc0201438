"""Dossiers built in memory, for tests of what is decided from them: no database is needed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from builders.visits import a_visit, its_milestones
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.people.partners import Partner
from visit_exchange.visits.records import AuditEntry, Selection, SentMail
from visit_exchange.visits.uploads.submission import (
    Submission,
    SubmissionStatus,
    SubmittedItem,
    UploadIdentity,
)
from visit_exchange.visits.visit import Visit

MORNING = datetime(2023, 3, 28, 9, tzinfo=UTC)  # Tuesday 28 March 2023, the day after notification


def a_dossier(visit: Visit | None = None, **known: Any) -> Dossier:
    """Return the dossier of a visit as it was registered, with what else is ``known``."""
    of_visit = visit or a_visit()
    return Dossier(of_visit, **({"milestones": tuple(its_milestones(of_visit))} | known))


def an_upload(number: int = 1, *accepted: str, **changes: Any) -> Submission:
    """Return an upload that answered these items; the authority's, an hour after the one before."""
    status = SubmissionStatus.ACCEPTED
    usual: dict[str, Any] = {
        "id": f"999-ap-20230327/{number}",
        "visit_id": "999-ap-20230327",
        "number": number,
        "upload": UploadIdentity(f"{number:064x}", "v1"),
        "size": 1000,
        "received_at": MORNING + timedelta(hours=number),
        "status": status,
        "sha256": f"{number:064x}",
        "kind": "xlsx",
        "reason": None,
        "late_by": None,
        "items": tuple(SubmittedItem(item, status) for item in accepted),
        "reply_prefix": None,
        "answered_at": None,
        "name_hash": f"{number:064x}",
    }
    return Submission(**(usual | changes))


def a_partner(**changes: Any) -> Partner:
    """Return the ICB of the visit, asked for two documents on health."""
    usual: dict[str, Any] = {
        "visit_id": "999-ap-20230327",
        "id": "icb",
        "kind": "health",
        "name": "Exampleshire ICB",
        "email": "icb@health.example",
        "items": ("evidence_of_pathways", "health_system_overview"),
    }
    return Partner(**(usual | changes))


def acts(*told: tuple[str, Mapping[str, object]], at: datetime = MORNING) -> tuple[AuditEntry, ...]:
    """Return the audit that these acts with their details make, a minute apart, by ann."""
    return tuple(
        AuditEntry(n, "999-ap-20230327", at + timedelta(minutes=n), "ann", act, detail, at)
        for n, (act, detail) in enumerate(told)
    )


def chosen(*codes: str) -> Selection:
    """Return the selection of these children."""
    return Selection("999-ap-20230327", codes, "lead", MORNING)


def mailed(*keys: str) -> tuple[SentMail, ...]:
    """Return the mails of these occasions."""
    return tuple(SentMail(key, "somebody@example.org", MORNING) for key in keys)
