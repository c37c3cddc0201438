"""A document about a selected child: whose it is, which kind, staged under its code."""

from visit_exchange.assessing.assessed import Assessed, set_aside, withheld
from visit_exchange.assessing.document_words import words_of
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.sent_for import with_question
from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.privacy.documents.document_work import MEMORY_MB, SECONDS, TOO_HEAVY
from visit_exchange.returns.documents.document_search import ContainedError, clean
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.tracking.items import tracking_item_id
from visit_exchange.tracking.recognising import (
    Children,
    SetAside,
    TrackingDocument,
    is_about_children,
    recognise_tracking,
)
from visit_exchange.visits.places.keys import document_key
from visit_exchange.visits.places.sent_for import (
    TRACKING_FOLDER,
    child_sent_for,
    folder_number,
    item_sent_for,
    list_sent_for,
)
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem

TOO_EARLY = (
    "No children have been selected for tracking yet. We have set the file aside. Wait for the "
    "tracking request, then upload it again."
)
LOOKS_LIKE = (
    "You sent this file as the {sent}, and we use it so. It also looks like: {looks}. If it was "
    "sent to the wrong place, take it back and send it again in the right one"
)


def is_about_tracking(file: File, asked: Asked, known: Known) -> bool:
    """Return whether an upload is about one of the visit's children rather than an item asked for.

    What is dropped under ``tracking/`` says so itself; after the selection a document that names a
    child does too. Only the authority is asked about selected children: it alone knows who they
    are.
    """
    if asked.sender or item_sent_for(file.name) or list_sent_for(file.name):
        return False
    if file.name.startswith(TRACKING_FOLDER):
        return True
    if known.selection is None or not file.is_document:
        return False
    try:
        return run_limited(
            is_about_children,
            file.name,
            words_of(file),
            _children(known),
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
        )
    except ChildStoppedError:
        return False  # then it is searched like any other document, and answered


def assess_tracking(file: File, asked: Asked, known: Known) -> Assessed:
    """Stage a document about a selected child; set everything else aside and say why."""
    if known.selection is None:
        return set_aside(file, asked, TOO_EARLY)
    name = file.name.removeprefix(TRACKING_FOLDER)
    try:
        found = _recognised(name, words_of(file), asked, known)
    except ChildStoppedError:
        return withheld(file, asked, TOO_HEAVY)
    if isinstance(found, SetAside):
        return set_aside(file, asked, found.why)
    item = tracking_item_id(found.kind, found.code)
    try:
        cleaned = clean(file.kind, file.content)
    except ContainedError as contained:
        return withheld(file, asked, str(contained))
    key = document_key(asked, file.kind, item)
    title = next(k.title for k in asked.framework.tracking.items if k.id == found.kind)
    answer = build_answer(
        file.name,
        number=asked.told_number,
        notes=file.notes,
        holds=(f"{title} of {found.code}",),
    )
    taken = SubmittedItem(item, SubmissionStatus.ACCEPTED, staged_key=key)
    assessed = Assessed(answer, (taken,), staged={key: cleaned})
    if not found.looks_like:
        return assessed
    sent = f"{title.lower()} of {found.code}"
    return with_question(assessed, LOOKS_LIKE.format(sent=sent, looks=found.looks_like))


def _recognised(name: str, words: str, asked: Asked, known: Known) -> TrackingDocument | SetAside:
    """Look for the children in words that another child has read: this one knows them."""
    return run_limited(
        recognise_tracking,
        name,
        words,
        asked.framework,
        _children(known),
        _kind_meant(name, asked),
        memory_mb=MEMORY_MB,
        seconds=SECONDS,
        answers=(TrackingDocument, SetAside),
    )


def _kind_meant(name: str, asked: Asked) -> str:
    """Return the kind that a file was sent as, beside its child on the page; empty when as none."""
    sent = child_sent_for(f"{TRACKING_FOLDER}{name}")
    kinds = {folder_number(each.id): each.id for each in asked.framework.tracking.items}
    return kinds.get(sent[1], "") if sent else ""


def _children(known: Known) -> Children:
    return Children(
        selected=known.selection or frozenset(),
        known=known.codes,
        crosswalk=known.crosswalk,
    )
