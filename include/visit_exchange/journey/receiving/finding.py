"""What waits for an answer: all that the bucket holds and the register has not answered."""

from collections.abc import Iterator, Mapping

from visit_exchange.journey.intake_alerts import tell_of_stray
from visit_exchange.journey.receiving.originals import remember_key
from visit_exchange.services.outside import Outside
from visit_exchange.visits.submission import Unanswered, Upload
from visit_exchange.visits.visit import Visit


def find_uploads(outside: Outside) -> list[str]:
    """Record what is new in the bucket; return the ids of all uploads that wait for an answer."""
    return [waiting.id for waiting, _ in waiting_uploads(outside)]


def waiting_uploads(outside: Outside) -> Iterator[tuple[Unanswered, Upload]]:
    """Record what is new in the bucket; yield all that waits for an answer, oldest first."""
    answered = outside.register.answered_identities()
    received = {each.upload: each for each in outside.register.unanswered()}
    visits = {visit.id: visit for visit in outside.register.visits()}
    for upload in outside.store.uploads():
        identity = upload.identity
        if identity in answered:
            continue
        waiting = received.get(identity) or _receive(outside, visits, upload)
        if waiting:
            yield waiting, upload


def _receive(outside: Outside, visits: Mapping[str, Visit], upload: Upload) -> Unanswered | None:
    """Record a new upload; None, and the data team is told, when it belongs to no visit."""
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
