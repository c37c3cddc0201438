"""A document about a selected child: whose it is, which kind, staged under its code."""

from typing import TYPE_CHECKING

from visit_exchange.journey.receiving.document_words import words_of
from visit_exchange.journey.selecting.selection import codes_in_lists
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.journey.staging.documents import ContainedError, clean, document_key
from visit_exchange.journey.upload import Opened, Understood, held, set_aside
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.tracking.items import tracking_item_id
from visit_exchange.tracking.recognising import (
    Children,
    SetAside,
    is_about_children,
    recognise_tracking,
)
from visit_exchange.visits.places import TRACKING_FOLDER
from visit_exchange.visits.submission import SubmissionStatus, SubmittedItem

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

TOO_EARLY = (
    "No children have been selected for tracking yet. We have set the file aside. Wait for the "
    "tracking request, then upload it again."
)


def is_about_tracking(outside: "Outside", opened: Opened) -> bool:
    """Return whether an upload is about one of the visit's children rather than an item asked for.

    What is dropped under ``tracking/`` says so itself; after the selection a document that names a
    child does too.
    """
    if opened.name.startswith(TRACKING_FOLDER):
        return True
    if outside.register.selection(opened.visit.id) is None or not opened.is_document:
        return False
    return is_about_children(opened.name, words_of(opened), _children(outside, opened))


def understand_tracking(outside: "Outside", opened: Opened) -> Understood:
    """Stage a document about a selected child; set everything else aside and say why."""
    if outside.register.selection(opened.visit.id) is None:
        return set_aside(opened, TOO_EARLY)
    children = _children(outside, opened)
    name = opened.name.removeprefix(TRACKING_FOLDER)
    found = recognise_tracking(name, words_of(opened), opened.framework, children)
    if isinstance(found, SetAside):
        return set_aside(opened, found.why)
    item = tracking_item_id(found.kind, found.code)
    try:
        cleaned = clean(opened.kind, opened.content)
    except ContainedError as contained:
        return held(opened, str(contained))
    key = document_key(opened, opened.kind, item)
    title = next(k.title for k in opened.framework.tracking.items if k.id == found.kind)
    answer = build_answer(
        opened.name,
        number=opened.submission.number,
        notes=opened.notes,
        holds=(f"{title} of {found.code}",),
    )
    taken = SubmittedItem(item, SubmissionStatus.ACCEPTED, staged_key=key)
    return Understood(answer, (taken,), staged={key: cleaned})


def _children(outside: "Outside", opened: Opened) -> Children:
    selection = outside.register.selection(opened.visit.id)
    return Children(
        selected=frozenset(selection.codes if selection else ()),
        known=codes_in_lists(outside, opened.visit),
        crosswalk=crosswalk_of(outside, opened.visit),
    )
