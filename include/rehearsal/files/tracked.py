"""What the authority sends about the children who were selected, and about one who was not."""

import io
from collections.abc import Sequence
from datetime import timedelta

import openpyxl

from rehearsal.expectations import SOUND, Drop, Expected
from rehearsal.files.documents import Text, write_docx, write_pdf
from rehearsal.files.lists import Maker
from visit_exchange.kinds import Framework, TrackingItem
from visit_exchange.tracking.checklist import (
    DOES_NOT_APPLY,
    HEADING_ROW,
    ITEM_ID,
    tracking_checklist,
)
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status

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
    wanted = [each for each in wanted if each != no_such(framework, codes)]
    astray = framework.tracking.items[0]
    entry = make.authority.material.files["tracking"]
    return (
        *checklist_of_children(framework, codes, entry.milestone, entry.offset),
        *(_tracking(make, nth, kind, code) for nth, (kind, code) in enumerate(wanted)),
        _document(make, "tracking_outsider", 0, astray, outsider, frozenset({Status.SET_ASIDE})),
    )


def missing_kind(framework: Framework, codes: Sequence[str]) -> tuple[str, str]:
    """Return (kind, code) of the one document that never comes."""
    return framework.tracking.items[-1].id, codes[-1]


def no_such(framework: Framework, codes: Sequence[str]) -> tuple[TrackingItem, str] | None:
    """Return what does not apply to a child: the first one has no document of the last such kind.

    None where the kind of visit asks for nothing "if applicable".
    """
    kinds = [each for each in framework.tracking.items if each.if_applicable]
    return (kinds[-1], codes[0]) if kinds else None


def checklist_of_children(
    framework: Framework, codes: Sequence[str], milestone: str, offset: timedelta
) -> tuple[Drop, ...]:
    """Return the checklist of the selected children, which says what does not apply to the first.

    It is dropped ``offset`` from a milestone; none where everything applies to everybody.
    """
    none = no_such(framework, codes)
    if none is None:
        return ()
    kind, code = none
    book = openpyxl.load_workbook(io.BytesIO(tracking_checklist(framework, codes)))
    rows = list(book.worksheets[0].iter_rows())
    headings = [cell.value for cell in rows[HEADING_ROW]]
    for row in rows[HEADING_ROW + 1 :]:
        if row[headings.index(ITEM_ID)].value == f"{kind.id}:{code}":
            row[headings.index(DOES_NOT_APPLY)].value = "X"
    out = io.BytesIO()
    book.save(out)
    expected = Expected("the checklist of the selected children", milestone, offset, SOUND)
    return (Drop(f"{FOLDER}tracking-checklist.xlsx", out.getvalue(), expected),)


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
