"""What waits for an answer: all that the bucket holds and the register has not answered."""

from dataclasses import dataclass, field
from functools import cache

from visit_exchange.journey.intake_alerts import tell_of_stray
from visit_exchange.journey.receiving.originals import sealed_key
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.intake import Unanswered
from visit_exchange.visits.uploads.submission import Upload
from visit_exchange.visits.visit import Visit


@dataclass(frozen=True)
class Waiting:
    """An upload in the bucket that has no answer; ``known`` is None until it is received."""

    upload: Upload
    known: Unanswered | None = field(default=None)


class Receiver:
    """Records what is new; of each visit it asks once, however many uploads are of it."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._visits = {visit.id: visit for visit in outside.register.visits()}
        self._partners = cache(self._partners_of)
        self._key = cache(self._key_of)

    def receive(self, waiting: Waiting) -> Unanswered | None:
        """Record an upload if it is new; None, and the data team is told, when it is of no visit.

        Before the visit's key is made there is nothing to seal with; the upload is then looked for.
        """
        if waiting.known:
            return waiting.known
        upload = waiting.upload
        visit = self._visits.get(upload.visit_id)
        if visit is None or not self._is_from_somebody(visit, upload):
            tell_of_stray(self._outside, upload)
            return None
        key = self._key(visit.id)
        submission, _ = self._outside.register.receive(
            visit.id,
            upload,
            visit.clock.visit_time(upload.received_at),
            sealed_key=sealed_key(key, upload) if key else None,
        )
        return Unanswered(submission.id, visit.id, submission.upload)

    def _is_from_somebody(self, visit: Visit, upload: Upload) -> bool:
        """Whether its folder belongs to the authority, the inspectors or a partner of the visit."""
        return not upload.sender or upload.sender in self._partners(visit.id)

    def _partners_of(self, visit_id: str) -> frozenset[str]:
        return frozenset(each.id for each in self._outside.register.partners(visit_id))

    def _key_of(self, visit_id: str) -> bytes | None:
        keys = self._outside.keys
        return keys.key(visit_id) if keys.has(visit_id) else None


def find_uploads(outside: Outside) -> list[str]:
    """Record what is new in the bucket; return the ids of all uploads that wait for an answer."""
    receiver = Receiver(outside)
    received = [receiver.receive(each) for each in waiting_uploads(outside)]
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
