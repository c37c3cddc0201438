"""What a step works on while it answers one upload."""

from dataclasses import dataclass, field

from visit_exchange.assessing.inputs import Asked, File
from visit_exchange.kinds import Framework
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import INSPECTORS_FOLDER
from visit_exchange.visits.records import UnderSeal
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import Visit, VisitStatus

DEFERRED = (
    "The visit is deferred. We keep this file and it counts when the visit is resumed. No "
    "deadline stands now."
)
OUR_FAULT = (
    "We could not check this file because of a fault of ours. The file is kept as you sent it and "
    "the data team has been told. You do not need to do anything now."
)


@dataclass(frozen=True)
class AtHand:
    """An upload with all that the register knows of its visit, read at one instant.

    ``key`` is the visit's: there is none before it opens and after its evidence is destroyed.
    ``content`` is None until the upload was fetched.
    """

    dossier: Dossier = field(repr=False)
    submission: Submission
    sealed: UnderSeal = field(default_factory=UnderSeal, repr=False)
    key: bytes = field(default=b"", repr=False)
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Opened:
    """An upload with its visit and content. ``name`` is its sender's, below the sender's prefix.

    ``framework`` has the items that this sender is asked for.
    """

    at_hand: AtHand
    framework: Framework
    name: str = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def submission(self) -> Submission:
        """The upload as the register knows it."""
        return self.at_hand.submission

    @property
    def dossier(self) -> Dossier:
        """What the register knew of its visit when the upload was opened."""
        return self.at_hand.dossier

    @property
    def visit(self) -> Visit:
        """The visit that it was sent for."""
        return self.dossier.visit

    @property
    def is_from_inspectors(self) -> bool:
        """Whether inspectors sent it: then they, not the authority, get its reply."""
        return not self.submission.sender and self.name.startswith(INSPECTORS_FOLDER)

    @property
    def file(self) -> File:
        """The upload as an assessment takes it."""
        return File(self.name, self.content, self.kind, self.notes)

    @property
    def asked(self) -> Asked:
        """What its sender is asked for."""
        upload = self.submission
        return Asked(self.framework, upload.visit_id, upload.sender, upload.number)

    @property
    def notes(self) -> tuple[str, ...]:
        """What screening noticed and the sender should know: macros, links to other files."""
        return tuple((self.submission.reason or "").splitlines())

    @property
    def standing(self) -> tuple[str, ...]:
        """What the sender should know of the visit itself: that it is deferred."""
        return standing(self.visit)

    @property
    def kind(self) -> str:
        """The real type that screening found."""
        return self.submission.kind or "unknown"


def standing(visit: Visit) -> tuple[str, ...]:
    """Return what whoever sends a file should know of the visit itself: that it is deferred."""
    return (DEFERRED,) if visit.status is VisitStatus.DEFERRED else ()
