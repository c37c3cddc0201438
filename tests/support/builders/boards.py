"""Many visits in memory, as they stand on a Thursday afternoon: for the board and its pictures."""

from datetime import UTC, date, datetime, timedelta

from builders.dossiers import a_dossier, acts, an_upload
from builders.visits import a_visit
from visit_exchange.kinds.authorities import open_authorities
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import DocumentReview
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import VisitStatus

# 4:20pm on Thursday 30 March 2023: the lists of Monday's visits are due at 5pm.
THURSDAY = datetime(2023, 3, 30, 15, 20, tzinfo=UTC)
ITEMS = (
    "currently_attending",
    "recently_attended",
    "dynamic_support",
    "alternative_providers",
    "strategic_planning",
    "impact",
)
DEFERRED = ("visit moved", {"from": "open", "to": "deferred", "why": "A flood"})


def many_visits(number: int) -> tuple[Dossier, ...]:
    """Return so many visits of authorities by name, each at another point of its journey."""
    authorities = [each for each in open_authorities(date(2026, 11, 27)) if not each.fictitious]
    return tuple(
        _visit(n, authority.code, authority.name)
        for n, authority in enumerate(authorities[:number])
    )


def _visit(n: int, code: str, name: str) -> Dossier:
    monday = date(2023, 3, 27) - timedelta(weeks=(n % 3) if n % 4 else 0)
    status = {7: VisitStatus.DEFERRED, 11: VisitStatus.CLOSED}.get(n % 13, VisitStatus.OPEN)
    visit = a_visit(
        monday, id=f"{code}-ap-{monday:%Y%m%d}", la_code=code, la_name=name, status=status
    )
    uploads = tuple(_upload(n, number, visit.id) for number in range(1, 1 + n % 7))
    reviews = (_review(uploads[-1]),) if uploads and n % 9 == 3 else ()
    audit = acts(DEFERRED, at=THURSDAY) if status is VisitStatus.DEFERRED else ()
    return a_dossier(
        visit,
        inspectors=("j.smith",) if n % 5 else ("a.jones", "j.smith"),
        submissions=uploads,
        document_reviews=reviews,
        audit=audit,
    )


def _upload(n: int, number: int, visit_id: str) -> Submission:
    item = ITEMS[(number - 1) % len(ITEMS)]
    at = THURSDAY - timedelta(hours=30 - number)
    usual = {"id": f"{visit_id}/{number}", "visit_id": visit_id, "received_at": at}
    if (n + number) % 11 == 0:
        received = usual | {"received_at": THURSDAY - timedelta(minutes=n % 17)}
        return an_upload(number, **received, status=SubmissionStatus.RECEIVED)
    answered = usual | {"answered_at": at + timedelta(seconds=20)}
    if (n + number) % 5 == 0:
        refused = (SubmittedItem(item, SubmissionStatus.MUST_FIX, must_fix=3),)
        return an_upload(number, **answered, status=SubmissionStatus.MUST_FIX, items=refused)
    late = timedelta(hours=2) if (n + number) % 8 == 0 else None
    return an_upload(number, item, **answered, late_by=late)


def _review(upload: Submission) -> DocumentReview:
    return DocumentReview(upload.id, upload.number, {"reference": 1}, THURSDAY, None, None, None)
