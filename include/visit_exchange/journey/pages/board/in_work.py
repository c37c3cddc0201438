"""The uploads that are being answered, and for how long each has waited."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from visit_exchange.journey.receiving.malware_scan import is_waiting
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import ANSWERS, SubmissionStatus
from visit_exchange.writing.lateness import duration

BEGUN = frozenset({SubmissionStatus.RECEIVED, SubmissionStatus.SCREENED})
# Nothing takes so long by itself: who waits longer has a reason to be looked at.
LONG = timedelta(minutes=10)


@dataclass(frozen=True)
class InWork:
    """An upload that has no answer yet; ``waits`` is in time of the wall."""

    visit_id: str
    authority: str
    number: int
    waits: timedelta

    @property
    def is_long(self) -> bool:
        """Whether it waits longer than an answer takes."""
        return self.waits > LONG

    @property
    def in_words(self) -> str:
        """How long it waits: ``2 minutes``."""
        return duration(self.waits)


def in_work(dossier: Dossier, wall: datetime) -> tuple[InWork, ...]:
    """Return a visit's uploads without an answer at the wall's ``wall``, the longest first.

    What waits for the virus scanner is not among them: the data team was told.
    """
    visit = dossier.visit
    found = [
        InWork(
            visit.id,
            visit.la_name,
            each.number,
            max(wall - visit.clock.wall_time(each.received_at), timedelta()),
        )
        for each in dossier.submissions
        if (each.status in BEGUN or (each.status in ANSWERS and each.answered_at is None))
        and not is_waiting(dossier, each)
    ]
    return tuple(sorted(found, key=lambda each: each.waits, reverse=True))
