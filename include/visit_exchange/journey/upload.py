"""What a step works on while it answers one upload, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visit_exchange.kinds import Framework
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.visits.submission import Submission, SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import ReadList

# What lies under this folder of a visit's uploads is about its selected children.
TRACKING_FOLDER = "tracking/"
# Only inspectors can write under this one, and only here does a Selection sheet count.
INSPECTORS_FOLDER = "from-inspectors/"
DEFERRED = (
    "The visit is deferred. We keep this file and it counts when the visit is resumed. No "
    "deadline stands now."
)
OUR_FAULT = (
    "We could not check this file because of a fault of ours. The file is kept as you sent it and "
    "the data team has been told. You do not need to do anything now."
)


@dataclass(frozen=True)
class Opened:
    """An upload with its visit and content. ``name`` is its sender's, below the sender's prefix.

    ``framework`` has the items that this sender is asked for.
    """

    visit: Visit
    framework: Framework
    submission: Submission
    name: str = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def is_from_inspectors(self) -> bool:
        """Whether inspectors sent it: then they, not the authority, get its reply."""
        return not self.submission.sender and self.name.startswith(INSPECTORS_FOLDER)

    @property
    def is_document(self) -> bool:
        """Whether the upload is text to read rather than a table."""
        return self.kind in ("pdf", "docx", "pptx", "odt", "odp", "txt")

    @property
    def notes(self) -> tuple[str, ...]:
        """What screening noticed and the sender should know: macros, links to other files."""
        return tuple((self.submission.reason or "").splitlines())

    @property
    def standing(self) -> tuple[str, ...]:
        """What the sender should know of the visit itself: that it is deferred."""
        return (DEFERRED,) if self.visit.status is VisitStatus.DEFERRED else ()

    @property
    def kind(self) -> str:
        """The real type that screening found."""
        return self.submission.kind or "unknown"


@dataclass(frozen=True)
class Understood:
    """What an upload came to: the answer in words, the items for the register, what to stage.

    ``staged`` is content by staging key, ``crosswalk`` the authority's references by code, for its
    own reply alone. ``reads`` are the lists as read, for the marked copy in the reply.
    ``not_held`` are items that the upload declares not held.
    """

    answer: Answer
    items: tuple[SubmittedItem, ...] = ()
    reads: tuple["ReadList", ...] = ()
    staged: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    crosswalk: Mapping[str, str] = field(default_factory=dict, repr=False)
    not_held: frozenset[str] = frozenset()


def held(opened: Opened, why: str) -> Understood:
    """Return the answer to an upload that goes no further; ``why`` says so and the way out."""
    return Understood(build_answer(opened.name, number=opened.submission.number, held_because=why))


def set_aside(opened: Opened, why: str) -> Understood:
    """Return the answer to an upload that is kept but not used, and why."""
    answer = build_answer(
        opened.name,
        number=opened.submission.number,
        notes=opened.notes,
        held_because=why,
        verdict=SubmissionStatus.SET_ASIDE,
    )
    return Understood(answer)
