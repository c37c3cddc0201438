"""What the authority sends about the children who were selected, and about one who was not."""

from collections.abc import Sequence

from rehearsal.expectations import SOUND, Drop
from rehearsal.files.documents import Text, write_docx, write_pdf
from rehearsal.files.lists import Maker
from visit_exchange.kinds import Framework, TrackingItem
from visit_exchange.visits.submission import SubmissionStatus as Status

# Keys of tracking files start with this, under the visit's prefix.
FOLDER = "tracking/"


def tracking_drops(
    make: Maker, framework: Framework, codes: Sequence[str], outsider: str
) -> tuple[Drop, ...]:
    """Return every kind of document for each of ``codes``, but one: the last child's last kind.

    ``codes`` are the pseudonymous codes of the selected children; ``outsider`` is the code of a
    child of the lists who was not selected, about whom one document comes all the same.
    """
    wanted = [(kind, code) for code in codes for kind in framework.tracking.items][:-1]
    astray = framework.tracking.items[0]
    return (
        *(_tracking(make, nth, kind, code) for nth, (kind, code) in enumerate(wanted)),
        _document(make, "tracking_outsider", 0, astray, outsider, frozenset({Status.SET_ASIDE})),
    )


def missing_kind(framework: Framework, codes: Sequence[str]) -> tuple[str, str]:
    """Return (kind, code) of the one document that never comes."""
    return framework.tracking.items[-1].id, codes[-1]


def _tracking(make: Maker, nth: int, kind: TrackingItem, code: str) -> Drop:
    return _document(make, "tracking", nth, kind, code, SOUND)


def _document(
    make: Maker, file: str, nth: int, kind: TrackingItem, code: str, outcomes: frozenset[Status]
) -> Drop:
    ending, write = (("pdf", write_pdf), ("docx", write_docx))[nth % 2]
    text = tracking_text(kind, code, make.authority.material.people.officers[0])
    title = f"{kind.title}.{ending}"
    items = [f"{kind.id}:{code}"] if outcomes == SOUND else []
    label = f"{kind.title} of {code}"
    drop = make.drop(file, label, write(text), outcomes, items=items, code=code, title=title)
    return Drop(FOLDER + drop.name, drop.content, drop.expected)


def tracking_text(kind: TrackingItem, code: str, author: str) -> Text:
    """Return a document of one kind about a child, named by code."""
    written = "Written by the practitioner who knows the child best, from the authority's records."
    return Text(kind.title, (f"Child: {code}", kind.about, written), author)
