"""Where a visit's notes are kept: beside its packs, and destroyed with them."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_may_choose
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.inspectors.opened import RETURNS, open_pack
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.notes import (
    NOTES_FILE,
    About,
    Note,
    checked,
    notes_workbook,
    read_notes,
    standing_notes,
    subject,
    with_note,
    without_note,
    written_notes,
)
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import notes_key
from visit_exchange.visits.visit import STOPPED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_NOW = "The visit is {status}. Its notes cannot be opened now."
DISPOSED = "The visit is disposed of: its notes were destroyed with its packs."


def notes_of(outside: "Outside", visit_id: str) -> tuple[Note, ...]:
    """Return every note of a visit, removed ones too, oldest first.

    UserError while the visit is stopped, as for its packs, and when it was disposed of.
    """
    _open_visit(outside, visit_id)
    try:
        return read_notes(outside.store.get(Bucket.PACKS, notes_key(visit_id)))
    except FileNotFoundError:
        return ()


def add_note(
    outside: "Outside", visit_id: str, about: About, of: str, text: str, *, is_line: bool, by: str
) -> None:
    """Keep one more note; UserError says why it cannot be one. The audit has its number alone.

    Who shadows the visit leaves none: notes are evidence (SEND, paragraph 78).
    """
    visit = _open_visit(outside, visit_id)
    check_may_choose(outside, visit_id, by)
    at, tidy = visit_now(visit), checked(text)
    children = _children(outside, visit) if about is About.CHILD else frozenset()
    of = subject(about, of, {item.id for item in framework_of(visit).items}, children)
    with outside.register.alone(f"notes of {visit_id}"):
        notes = with_note(
            notes_of(outside, visit_id), Note(0, by, at, about, of, tidy, is_line=is_line)
        )
        outside.store.put(Bucket.PACKS, notes_key(visit_id), written_notes(notes))
    outside.register.note_written(visit_id, len(notes), by=by, at=at)


def remove_note(outside: "Outside", visit_id: str, number: int, *, by: str) -> None:
    """Remove a note of one's own; UserError when there is none such."""
    at = visit_now(_open_visit(outside, visit_id))
    with outside.register.alone(f"notes of {visit_id}"):
        notes = without_note(notes_of(outside, visit_id), number, by)
        outside.store.put(Bucket.PACKS, notes_key(visit_id), written_notes(notes))
    outside.register.note_written(visit_id, number, by=by, at=at, is_removed=True)


def exported_notes(outside: "Outside", visit_id: str) -> tuple[tuple[str, bytes], ...]:
    """Return the file of notes that goes with a pack; none where there is no note."""
    notes = notes_of(outside, visit_id)
    if not standing_notes(notes):
        return ()
    items = framework_of(outside.register.visit(visit_id)).items
    return ((NOTES_FILE, notes_workbook(notes, {i.id: numbered(i) for i in items})),)


def _children(outside: "Outside", visit: Visit) -> frozenset[str]:
    """Return the codes of every child in a version of the pack: who reads an older one may note."""
    packs = outside.register.packs(visit.id, RETURNS)
    return frozenset().union(*(open_pack(outside, visit.id, p.version).children for p in packs))


def _open_visit(outside: "Outside", visit_id: str) -> Visit:
    """Return a visit whose notes may be read and written now; UserError for any other.

    What is written after its disposal would be destroyed by nobody.
    """
    visit = outside.register.visit(visit_id)
    if visit.status in STOPPED:
        raise UserError(NOT_NOW.format(status=visit.status.value))
    if visit.status is VisitStatus.DISPOSED:
        raise UserError(DISPOSED)
    return visit
