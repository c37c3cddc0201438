"""Uploads that a checklist places, recorded; and those that were checked while it was."""

from collections.abc import Iterable
from dataclasses import replace

from visit_exchange.assessing.assessed import Placed
from visit_exchange.assessing.inputs import Asked, Known
from visit_exchange.assessing.placing import UNCHECKED, place
from visit_exchange.journey.receiving.earlier import earlier_files
from visit_exchange.journey.receiving.known import (
    codes_and_children,
    newest_checklist,
    own_headings,
)
from visit_exchange.journey.receiving.opening import open_upload
from visit_exchange.journey.receiving.originals import visits_key
from visit_exchange.journey.receiving.recording import record_placed
from visit_exchange.journey.sender import sender_in
from visit_exchange.journey.upload import AtHand
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import CHECKLIST_ITEM, Submission


def record_each(outside: Outside, at_hand: AtHand, placed: Iterable[Placed]) -> None:
    """Record what earlier uploads come to by a checklist."""
    dossier = at_hand.dossier
    for each in placed:
        upload = dossier.submission(f"{dossier.visit.id}/{each.number}")
        opened = open_upload(outside, replace(at_hand, submission=upload, content=None))
        record_placed(outside, opened, each)


def place_what_came_meanwhile(outside: Outside, before: Dossier, now: AtHand) -> None:
    """Place what was checked at the same time as the checklist that names it.

    Files of one visit are checked side by side: neither may have known of the other. Whichever is
    recorded last finds both. ``before`` is what the upload at hand was checked by.
    """
    if is_to_place(before, now.dossier, now.submission):
        _place_named(outside, now)


def is_to_place(before: Dossier, now: Dossier, upload: Submission) -> bool:
    """Return whether a checklist and what it may name were checked without knowing of each other.

    ``upload`` is one of the two, recorded last; ``before`` is what it was checked by.
    """
    if any(item.item == CHECKLIST_ITEM for item in upload.items):
        return bool(_checked(now, upload) - _checked(before, upload))
    return _checklist(now, upload) != _checklist(before, upload)


def _checked(dossier: Dossier, upload: Submission) -> set[str]:
    """Return the other uploads of the same sender that are checked."""
    others = (each for each in dossier.submissions if each.sender == upload.sender)
    return {each.id for each in others if each.id != upload.id and each.status not in UNCHECKED}


def _checklist(dossier: Dossier, upload: Submission) -> str | None:
    """Return which upload is its sender's newest checklist."""
    found = dossier.accepted_items(upload.sender).get(CHECKLIST_ITEM)
    return found[0].id if found else None


def _place_named(outside: Outside, now: AtHand) -> None:
    visit, sender = now.dossier.visit, sender_in(now.dossier, now.submission.sender)
    checklist, number = newest_checklist(outside, now)
    crosswalk, children = codes_and_children(outside, now)
    known = Known(
        key=visits_key(outside, now),
        crosswalk=crosswalk,
        children=children,
        checklist=checklist,
        earlier=earlier_files(outside, now, sender, checklist),
        own=own_headings(outside, now),
    )
    asked = Asked(sender.framework, visit.id, sender.id, number)
    record_each(outside, now, place(asked, known, notified=visit.notified))
