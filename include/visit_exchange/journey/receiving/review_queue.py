"""Uploads that go no further until somebody of the data team acts, and what they can do."""

from collections.abc import Iterator
from dataclasses import dataclass

from visit_exchange.journey.receiving.malware_scan import is_waiting
from visit_exchange.journey.upload import OUR_FAULT
from visit_exchange.returns.documents.document_search import in_words
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus

DECIDE = 'visit-exchange submissions release {visit} {number} --reason "…" (or refuse)'
SCANNER = "Get the virus scanner running again. The upload is then checked automatically"
FAULT = (
    "Read the log of the failed task in receive_returns, deal with the cause, and ask for the file "
    "again"
)


@dataclass(frozen=True)
class Waits:
    """An upload of a visit, by ``number``: why it waits and how to go on, often a command."""

    number: int
    why: str
    how: str


def waiting_uploads(dossier: Dossier) -> tuple[Waits, ...]:
    """Return what waits for the data team; what its sender has to correct is not among it."""
    submissions = dossier.submissions
    return (
        *_documents(dossier),
        *(
            Waits(each.number, "The virus scanner does not answer", SCANNER)
            for each in submissions
            if is_waiting(dossier, each)
        ),
        *(
            Waits(each.number, "We failed to check it", FAULT)
            for each in submissions
            if each.reason == OUR_FAULT
            and each.status is SubmissionStatus.WITHHELD
            and not _came_again(each, submissions)
        ),
    )


def _documents(dossier: Dossier) -> Iterator[Waits]:
    for each in dossier.document_reviews:
        if each.decision is None:
            how = DECIDE.format(visit=dossier.visit.id, number=each.number)
            yield Waits(each.number, f"May identify a child: {in_words(each.found)}", how)


def _came_again(failed: Submission, submissions: tuple[Submission, ...]) -> bool:
    """Whether its sender sent the same bytes again, and they were answered as they should be."""
    return any(
        each.sha256 == failed.sha256
        for each in submissions
        if each.number > failed.number
        and each.sender == failed.sender
        and each.status not in (SubmissionStatus.RECEIVED, SubmissionStatus.WITHHELD)
    )
