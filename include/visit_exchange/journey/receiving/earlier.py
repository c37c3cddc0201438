"""What a sender sent before: for a checklist that names it, and for the next file of its name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visit_exchange.assessing.inputs import Earlier, File
from visit_exchange.journey.receiving.originals import content_of, key_of
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.upload import AtHand
from visit_exchange.request.checklist_reading import Checklist
from visit_exchange.returns.documents.file_names import items_named
from visit_exchange.services.outside import Outside
from visit_exchange.tracking.items import is_tracking_item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import INSPECTORS_FOLDER
from visit_exchange.visits.places.sent_for import TRACKING_FOLDER, item_sent_for, sent_name
from visit_exchange.visits.records import Decision
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    Submission,
    SubmissionStatus,
)

SEEN = SubmissionStatus.SEEN_BEFORE


@dataclass(frozen=True)
class _Named:
    """An upload with the names that it is known by."""

    upload: Submission
    names: tuple[str, ...]


def earlier_files(
    outside: Outside, at_hand: AtHand, sender: Sender, checklist: Checklist
) -> tuple[Earlier, ...]:
    """Return what a sender sent so far, with the content of what the checklist names."""
    dossier = at_hand.dossier
    uploads = [each for each in dossier.submissions if _may_be_named(each, sender)]
    named = _named(uploads, {each.id: key_of(outside, at_hand, each) for each in uploads}, sender)
    newest = {each.upload.name_hash: each.upload.number for each in named}
    decided = {each.submission_id: each for each in dossier.document_reviews}
    found = []
    for each in named:
        upload, held = each.upload, decided.get(each.upload.id)
        decision = held.decision if held else None
        is_wanted = any(item_sent_for(n) for n in each.names) or items_named(
            checklist.files, each.names
        )
        found.append(
            Earlier(
                number=upload.number,
                names=each.names,
                status=upload.status,
                items=upload.items,
                file=_file(outside, at_hand, each) if is_wanted and upload.kind else None,
                is_newest=newest[upload.name_hash] == upload.number,
                is_refused=decision is Decision.REFUSED,
                undecided=held.found if held and decision is None else {},
                released=held.found if held and decision is Decision.RELEASED else {},
            )
        )
    return tuple(found)


def answered_before(dossier: Dossier, sender: Sender, upload: Submission) -> frozenset[str]:
    """Return the documents that the newest earlier file of an upload's name answers."""
    documents = {item.id for item in sender.framework.documents}
    for earlier in reversed(dossier.submissions):
        if earlier.number >= upload.number or earlier.sender != sender.id:
            continue
        answered = {i.item for i in earlier.items if i.status in ACCEPTED} & documents
        if earlier.name_hash == upload.name_hash and answered:
            return frozenset(answered)
    return frozenset()


def released_before(dossier: Dossier, upload: Submission) -> Mapping[str, int]:
    """Return what a person has seen in the same bytes of the same sender, and let through."""
    same = {
        each.id
        for each in dossier.submissions
        if each.sha256 and each.sha256 == upload.sha256 and each.sender == upload.sender
    }
    for held in dossier.document_reviews:
        if held.submission_id in same and held.decision is Decision.RELEASED:
            return held.found
    return {}


def _may_be_named(upload: Submission, sender: Sender) -> bool:
    if upload.sender != sender.id or upload.status is SubmissionStatus.TAKEN_BACK:
        return False
    return not any(
        i.item in (CHECKLIST_ITEM, TRACKING_CHECKLIST) or is_tracking_item(i.item)
        for i in upload.items
    )


def _named(uploads: Iterable[Submission], keys: Mapping[str, str], sender: Sender) -> list[_Named]:
    """Return the uploads with the names that their bytes came under, their own first.

    One that was seen before only lends its name to the others.
    """
    names: dict[str, str] = {}
    others = defaultdict[str, list[str]](list)
    for upload in uploads:
        name = sent_name(sender.folder, keys[upload.id])
        if not name.startswith((INSPECTORS_FOLDER, TRACKING_FOLDER)):
            names[upload.id] = name
            others[upload.sha256 or upload.id].append(name)
    return [
        _Named(each, tuple(dict.fromkeys([names[each.id], *others[each.sha256 or each.id]])))
        for each in uploads
        if each.id in names and each.status is not SEEN
    ]


def _file(outside: Outside, at_hand: AtHand, named: _Named) -> File:
    upload = named.upload
    content = content_of(outside, at_hand, upload)
    return File(named.names[0], content, upload.kind or "unknown")
