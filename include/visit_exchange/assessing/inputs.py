"""What an assessment works on: the file, what its sender is asked for, and what is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from visit_exchange.kinds import Framework
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.request.checklist_reading import Checklist
from visit_exchange.returns.recognition.headings import OwnHeadings
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem

NOTHING_SAID = Checklist(files={}, not_held=frozenset())
# Types of files that are text to read rather than a table.
DOCUMENTS = ("pdf", "docx", "pptx", "odt", "odp", "txt")


@dataclass(frozen=True)
class File:
    """A screened file. ``name`` is its sender's, ``kind`` the real type that screening found.

    ``notes`` are sentences about what screening noticed: macros, links to other files.
    """

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    kind: str
    notes: tuple[str, ...] = ()

    @property
    def is_document(self) -> bool:
        """Whether the file is text to read rather than a table."""
        return self.kind in DOCUMENTS


@dataclass(frozen=True)
class Asked:
    """Who was asked for what: the kind of visit with the items that this sender is asked for.

    ``visit_id``, ``sender`` ("" is the authority) and ``number`` say where the answer belongs.
    At the desk the number is 0.
    """

    framework: Framework
    visit_id: str
    sender: str = ""
    number: int = 0

    @property
    def told_number(self) -> int | None:
        """The upload's number as the sender is told it; None at the desk."""
        return self.number or None


@dataclass(frozen=True)
class Earlier:
    """A file that the same sender sent before, and what it came to.

    ``names`` are all under which these bytes came, the newest first. ``file`` is None where nobody
    needs its content. ``is_newest`` says that no later file has its name. ``undecided`` is what a
    person has to decide on, ``released`` what a person has seen in it and let through.
    """

    number: int
    names: tuple[str, ...] = field(repr=False)
    status: SubmissionStatus
    items: tuple[SubmittedItem, ...] = ()
    file: File | None = None
    is_newest: bool = True
    is_refused: bool = False
    undecided: Mapping[str, int] = field(default_factory=dict)
    released: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What the visit knows before the file is looked at.

    ``key`` makes the codes of its children, ``crosswalk`` has those made so far by the authority's
    reference, ``children`` what documents are searched for. ``lists`` are this sender's newest
    accepted lists, treated, by list id; ``codes`` the codes in the lists from which children are
    selected. ``selection`` is None before children are selected. ``earlier`` are the files that
    this sender sent so far: they are gathered for a checklist alone. ``before`` are the documents
    that the newest file of this name answers. Of these very bytes, ``again`` is what they answer
    already, with the upload's number, and ``released`` what a person has seen in them and let
    through. ``not_held`` is what the sender has declared so far, ``own`` are its headings of which
    it has said what they are.
    """

    key: bytes = field(repr=False)
    crosswalk: Mapping[str, str] = field(repr=False)
    children: KnownChildren
    lists: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    codes: frozenset[str] = frozenset()
    selection: frozenset[str] | None = None
    checklist: Checklist = NOTHING_SAID
    earlier: tuple[Earlier, ...] = ()
    before: frozenset[str] = frozenset()
    again: Mapping[str, int] = field(default_factory=dict)
    released: Mapping[str, int] = field(default_factory=dict)
    not_held: frozenset[str] = frozenset()
    own: OwnHeadings = field(default_factory=dict, repr=False)
