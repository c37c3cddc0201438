"""The authority's checklist: what it does not hold, and which document serves which item."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.documents import (
    ContainedError,
    UndecidedError,
    in_words,
    stage_document,
)
from visit_exchange.journey.staging.known_children import known_children
from visit_exchange.journey.upload import Opened, Understood
from visit_exchange.request.checklist_reading import Checklist, read_checklist
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.visits.submission import Submission, SubmissionStatus, SubmittedItem

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

CHECKLIST_ITEM = "checklist"
UPLOAD_AGAIN = (
    "The file holds what may identify a child ({found}). We have not passed it on. Upload it again "
    "without that; as it is, a person has to decide on it."
)
NOTHING_SAID = Checklist(files={}, not_held=frozenset())


def newest_checklist(outside: "Outside", sender: Sender) -> Checklist:
    """Return the newest checklist of a sender; one that says nothing when none came.

    It is read again from the upload: the file names in it may identify a child, so no other place
    may keep them.
    """
    visit = sender.visit
    accepted = outside.register.accepted_items(visit.id, sender.id)
    if CHECKLIST_ITEM not in accepted:
        return NOTHING_SAID
    submission, _ = accepted[CHECKLIST_ITEM]
    upload = outside.store.find_upload(visit.id, submission.upload)
    content = outside.store.get(Bucket.UPLOADS, upload.key, upload.version_id)
    return read_checklist(content, sender.framework) or NOTHING_SAID


def understand_checklist(outside: "Outside", opened: Opened, checklist: Checklist) -> Understood:
    """Take a checklist: declarations of not held, and items for documents that came before it."""
    staged, placed, notes = _place(outside, opened, checklist)
    items = [
        SubmittedItem(item, SubmissionStatus.ACCEPTED, staged_key=key)
        for item, key in placed.items()
    ]
    answer = build_answer(
        opened.name,
        number=opened.submission.number,
        documents=[item for item in opened.framework.items if item.id in placed],
        notes=(_said(opened, checklist), *notes),
        holds=("The checklist",),
    )
    taken = (SubmittedItem(CHECKLIST_ITEM, SubmissionStatus.ACCEPTED), *items)
    return Understood(answer, taken, staged=staged, not_held=checklist.not_held)


def _place(
    outside: "Outside", opened: Opened, checklist: Checklist
) -> tuple[dict[str, bytes], dict[str, str], list[str]]:
    """Return content by staging key, staging key by item, and what could not be passed on."""
    staged: dict[str, bytes] = {}
    placed: dict[str, str] = {}
    notes: list[str] = []
    earlier = _unplaced(outside, opened.submission)
    children = known_children(outside, opened.visit)
    for item, name in ((item, name) for item, names in checklist.files.items() for name in names):
        if name.casefold() not in earlier:
            continue
        kind, content = earlier[name.casefold()]
        try:
            placed[item], cleaned = stage_document(opened, kind, content, item, children)
            staged[placed[item]] = cleaned
        except UndecidedError as undecided:
            told = UPLOAD_AGAIN.format(found=in_words(undecided.found))
            notes.append(f"Item {opened.framework.item(item).number}: {told}")
        except ContainedError as contained:
            notes.append(f"Item {opened.framework.item(item).number}: {contained}")
    return staged, placed, notes


def _unplaced(outside: "Outside", checklist: Submission) -> dict[str, tuple[str, bytes]]:
    """Return kind and content by name of its sender's uploads that we could not place."""
    found = {}
    for submission in outside.register.submissions(checklist.visit_id):
        if submission.sender != checklist.sender:
            continue
        if submission.status is SubmissionStatus.MUST_FIX and not submission.items:
            upload = outside.store.find_upload(submission.visit_id, submission.upload)
            content = outside.store.get(Bucket.UPLOADS, upload.key, upload.version_id)
            name = upload.key.rpartition("/")[2].casefold()
            found[name] = (submission.kind or "", content)
    return found


def _said(opened: Opened, checklist: Checklist) -> str:
    titles = [i.title for i in opened.framework.items if i.id in checklist.not_held]
    if not titles:
        return "It declares nothing as not held."
    return f"We have noted that you do not hold: {', '.join(titles)}."
