"""Gather what a pack is made of: the newest version of every list, and every document."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from visit_exchange.assessing.list_notes import SUFFIX, read_notes
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.missing import due_later, missing_items
from visit_exchange.journey.deadlines.partner_returns import sent_by_partners
from visit_exchange.journey.staging.in_use import standing_of_all
from visit_exchange.journey.staging.shelf import whole_frame
from visit_exchange.kinds import Framework, Item
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.packs.contents import Late, PackContents, PackDocument, PackList
from visit_exchange.services.register import Decision
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.uploads.submission import Submission, SubmittedItem
from visit_exchange.visits.uploads.taken_back import taken_back
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

Accepted = dict[str, tuple[Submission, SubmittedItem]]


def accepted_returns(dossier: Dossier) -> Accepted:
    """Return the newest accepted version of each item of the request, in the request's order.

    It is the authority's; a partner's where the authority has sent none.
    """
    accepted: Accepted = {}
    for of_sender in reversed(dossier.accepted_of_every_sender().values()):
        accepted |= of_sender
    items = dossier.framework.items
    return {item.id: accepted[item.id] for item in items if item.id in accepted}


def has_list(framework: Framework, accepted: Accepted) -> bool:
    """Return whether at least one list is accepted: the first pack waits for that.

    Where no list is asked for, it waits for the first document.
    """
    return any(item.id in accepted for item in framework.lists or framework.items)


def gather_pack(
    outside: "Outside", visit: Visit, accepted: Accepted, pack: "Pack", published: datetime
) -> PackContents:
    """Return everything that goes into one version of the returns pack."""
    framework, dossier = framework_of(visit), outside.register.dossier(visit.id)
    lists = [item.id for item in framework.lists if item.id in accepted]
    return PackContents(
        visit=visit,
        framework=framework,
        version=pack.version,
        published=published,
        is_final=pack.is_final,
        lists=tuple(_list(outside, visit, framework, name) for name in lists),
        documents=pack_documents(outside, visit),
        missing=tuple(i for i in missing_items(dossier) if i.id not in accepted),
        due_later=due_later(dossier, published),
        late=tuple(
            Late(name, submission.late_by)
            for name, (submission, _) in accepted.items()
            if submission.late_by
        ),
        not_held=_not_sent(dossier, accepted, dossier.not_held().keys() - dossier.not_applicable()),
        does_not_apply=_not_sent(dossier, accepted, dossier.not_applicable()),
        taken_back=taken_back(dossier),
        partners=tuple(sent_by_partners(dossier)),
        small_numbers=outside.settings.small_numbers,
    )


def _not_sent(dossier: Dossier, accepted: Accepted, which: Collection[str]) -> tuple[Item, ...]:
    items = dossier.framework.items
    return tuple(item for item in items if item.id in which and item.id not in accepted)


def _list(outside: "Outside", visit: Visit, framework: Framework, name: str) -> PackList:
    """Return a list with the rows of all who sent it; the first of them says as at when."""
    by_sender = outside.register.accepted_of_every_sender(visit.id).values()
    sent = [accepted[name] for accepted in by_sender if name in accepted]
    keys = [item.staged_key or "" for _, item in sent]
    notes = [read_notes(outside.store.get(Bucket.STAGING, key + SUFFIX), name) for key in keys]
    redacted = Counter[str]()
    for each in notes:
        redacted.update(dict(each.redacted))
    held_by_none = set.intersection(*(set(item.not_held) for _, item in sent))
    return PackList(
        spec=load_list(framework.id, name),
        frame=whole_frame(outside, framework.id, name, keys),
        as_at=notes[0].as_at,
        problems_told=tuple(problem for each in notes for problem in each.told),
        not_held=tuple(field for field in sent[0][1].not_held if field in held_by_none),
        upload=sent[0][0].id,
        uploads=tuple(submission.id for submission, _ in sent),
        checks_run=max(item.checks_run for _, item in sent),
        redacted=tuple(sorted(redacted.items())),
        notified=visit.notified,
    )


def pack_documents(outside: "Outside", visit: Visit) -> tuple[PackDocument, ...]:
    """Return the documents in use, each once, with all the items that it serves."""
    released = {
        each.submission_id: each.found
        for each in outside.register.document_reviews(visit.id)
        if each.decision is Decision.RELEASED
    }
    standing = standing_of_all(outside.register.dossier(visit.id))
    # The same bytes are one document, under however many names they came.
    same: dict[str, dict[str, tuple[Submission, SubmittedItem]]] = {}
    for document in framework_of(visit).documents:
        for submission, item in reversed(standing.get(document.id, ())):
            of_bytes = same.setdefault(submission.sha256 or item.staged_key or "", {})
            of_bytes.setdefault(document.id, (submission, item))
    return tuple(_document(outside, versions, released) for versions in same.values())


def _document(
    outside: "Outside",
    versions: dict[str, tuple[Submission, SubmittedItem]],
    released: Mapping[str, Mapping[str, int]],
) -> PackDocument:
    """Return one document with the items that it serves; the first upload of it is named."""
    submission, item = min(versions.values(), key=lambda version: version[0].number)
    key = item.staged_key or ""
    return PackDocument(
        items=tuple(versions),
        kind=key.rpartition(".")[2],
        content=outside.store.get(Bucket.STAGING, key),
        upload=submission.id,
        released=released.get(submission.id, {}),
    )
