"""What an assessment came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from visit_exchange.assessing.inputs import Asked, File
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.returns.checks.hidden_places import HiddenFinding
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.tables.read_list import ReadList
from visit_exchange.tracking.checklist import TrackingAnswers
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem


@dataclass(frozen=True)
class Placed:
    """An earlier upload, by its number, that a checklist says more of: what it comes to now.

    ``keeps`` are items that it answers besides, as they were.
    """

    number: int
    now: "Assessed"
    keeps: tuple[SubmittedItem, ...] = ()


@dataclass(frozen=True)
class Assessed:
    """What a file came to: the answer in words, the items for the register, what to stage.

    ``staged`` is content by staging key, ``crosswalk`` the authority's references by code, for its
    own reply alone. ``reads`` are the lists as read, for the marked copy in the reply. ``not_held``
    are the items that a checklist declares not held, None for any other file. ``names`` are
    children's names that nobody asked for: their prints are kept. ``hidden`` is what identifies
    people beside the lists. ``undecided`` is what a person must decide on, ``taken`` what the text
    of lists lost: kind to count. ``placed`` are the uploads that a checklist placed. ``tracking``
    is what the checklist about the selected children says, None for any other file.
    """

    answer: Answer
    items: tuple[SubmittedItem, ...] = ()
    reads: tuple[ReadList, ...] = ()
    staged: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    crosswalk: Mapping[str, str] = field(default_factory=dict, repr=False)
    not_held: frozenset[str] | None = None
    names: tuple[str, ...] = field(default=(), repr=False)
    hidden: tuple[HiddenFinding, ...] = ()
    undecided: Mapping[str, int] = field(default_factory=dict)
    taken: Mapping[Kind, int] = field(default_factory=dict)
    placed: tuple[Placed, ...] = ()
    tracking: TrackingAnswers | None = None


def withheld(file: File, asked: Asked, why: str) -> Assessed:
    """Return the answer to a file that goes no further; ``why`` says so and the way out."""
    return Assessed(build_answer(file.name, number=asked.told_number, withheld_because=why))


def set_aside(file: File, asked: Asked, why: str) -> Assessed:
    """Return the answer to a file that is kept but not used, and why."""
    answer = build_answer(
        file.name,
        number=asked.told_number,
        notes=file.notes,
        withheld_because=why,
        verdict=SubmissionStatus.SET_ASIDE,
    )
    return Assessed(answer)
