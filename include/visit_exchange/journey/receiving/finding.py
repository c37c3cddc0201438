"""What waits for an answer: all that the bucket holds and the register has not answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from visit_exchange.journey.intake_alerts import tell_of_stray
from visit_exchange.journey.receiving.originals import remember_key
from visit_exchange.services.outside import Outside
from visit_exchange.visits.submission import Unanswered, Upload
from visit_exchange.visits.visit import Visit


@dataclass(frozen=True)
class Waiting:
    """An upload in the bucket that has no answer; ``known`` is None until it is received."""

    upload: Upload
    known: Unanswered | None = field(default=None)


def find_uploads(outside: Outside) -> list[str]:
    """Record what is new in the bucket; return the ids of all uploads that wait for an answer."""
    visits = visits_by_id(outside)
    received = [receive(outside, visits, each) for each in waiting_uploads(outside)]
    return [each.id for each in received if each]


def waiting_uploads(outside: Outside) -> list[Waiting]:
    """Return all that waits for an answer, received or not, oldest first."""
    answered = outside.register.answered_identities()
    known = {each.upload: each for each in outside.register.unanswered()}
    return [
        Waiting(upload, known.get(identity))
        for upload in outside.store.uploads()
        if (identity := upload.identity) not in answered
    ]


def visits_by_id(outside: Outside) -> Mapping[str, Visit]:
    """Return every visit, by its id."""
    return {visit.id: visit for visit in outside.register.visits()}


def receive(outside: Outside, visits: Mapping[str, Visit], waiting: Waiting) -> Unanswered | None:
    """Record an upload if it is new; None, and the data team is told, when it is of no visit."""
    if waiting.known:
        return waiting.known
    upload = waiting.upload
    visit = visits.get(upload.visit_id)
    if visit is None or not _is_from_somebody(outside, visit, upload):
        tell_of_stray(outside, upload)
        return None
    received_at = visit.clock.visit_time(upload.received_at)
    submission, is_new = outside.register.receive(visit.id, upload, received_at)
    if is_new:
        remember_key(outside, submission, upload)
    return Unanswered(submission.id, visit.id, submission.upload)


def _is_from_somebody(outside: Outside, visit: Visit, upload: Upload) -> bool:
    """Whether its folder belongs to the authority, the inspectors or a partner of the visit."""
    if not upload.sender:
        return True
    return upload.sender in {partner.id for partner in outside.register.partners(visit.id)}
