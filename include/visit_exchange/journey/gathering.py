"""Gather what a pack is made of: the newest version of every list, and every document."""

from datetime import datetime
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.list_notes import SUFFIX, read_notes
from visit_exchange.journey.missing import due_later, missing_items
from visit_exchange.journey.staging import staged_frame
from visit_exchange.journey.standing import standing_files
from visit_exchange.packs.contents import Late, PackContents, PackDocument, PackList
from visit_exchange.returns.list_spec import load_list
from visit_exchange.returns.submission import Submission, SubmittedItem
from visit_exchange.services.register import Decision
from visit_exchange.visits.framework import Framework
from visit_exchange.visits.framework_of import framework_of
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.outside import Outside
    from visit_exchange.services.register import Pack

Accepted = dict[str, tuple[Submission, SubmittedItem]]


def accepted_returns(outside: "Outside", visit: Visit) -> Accepted:
    """Return the newest accepted version of each item of the request, in the request's order."""
    accepted = outside.register.accepted_items(visit.id)
    items = framework_of(visit).items
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
    framework = framework_of(visit)
    lists = [item.id for item in framework.lists if item.id in accepted]
    not_held = outside.register.not_held(visit.id)
    return PackContents(
        visit=visit,
        framework=framework,
        version=pack.version,
        published=published,
        is_final=pack.is_final,
        lists=tuple(_list(outside, framework, *accepted[name]) for name in lists),
        documents=_documents(outside, visit, framework),
        missing=missing_items(outside, visit),
        due_later=due_later(outside, visit, published),
        late=tuple(
            Late(name, submission.late_by)
            for name, (submission, _) in accepted.items()
            if submission.late_by
        ),
        not_held=tuple(
            item for item in framework.items if item.id in not_held and item.id not in accepted
        ),
    )


def _list(
    outside: "Outside", framework: Framework, submission: Submission, item: SubmittedItem
) -> PackList:
    key = item.staged_key or ""
    notes = read_notes(outside.store.get(Bucket.STAGING, key + SUFFIX), item.item)
    return PackList(
        spec=load_list(framework.id, item.item),
        frame=staged_frame(outside, key),
        as_at=notes.as_at,
        problems_told=notes.told,
        not_held=item.not_held,
        upload=submission.id,
        checks_run=item.checks_run,
        redacted=notes.redacted,
    )


def _documents(outside: "Outside", visit: Visit, framework: Framework) -> tuple[PackDocument, ...]:
    released = {
        each.submission_id: each.found
        for each in outside.register.held_documents(visit.id)
        if each.decision is Decision.RELEASED
    }
    served: dict[str, list[str]] = {}
    upload: dict[str, str] = {}
    standing = standing_files(outside, visit)
    for document in framework.documents:
        for submission, item in standing.get(document.id, ()):
            key = item.staged_key or ""
            served.setdefault(key, []).append(document.id)
            upload[key] = submission.id
    return tuple(
        PackDocument(
            items=tuple(items),
            kind=key.rpartition(".")[2],
            content=outside.store.get(Bucket.STAGING, key),
            upload=upload[key],
            released=released.get(upload[key], {}),
        )
        for key, items in served.items()
    )
