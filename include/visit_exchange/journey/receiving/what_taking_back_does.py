"""What follows when a sender takes a file back: said before it is done."""

from dataclasses import dataclass, replace
from datetime import datetime

from visit_exchange.errors import UserError
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import standing_in
from visit_exchange.tracking.items import is_tracking_item, kind_and_code
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    ANSWERS,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    Submission,
    SubmissionStatus,
)
from visit_exchange.visits.uploads.taken_back import is_in_a_pack
from visit_exchange.visits.visit import VisitMilestone, VisitStatus
from visit_exchange.writing.dates_in_words import say_when

CHECKLISTS = frozenset({CHECKLIST_ITEM, TRACKING_CHECKLIST})
NOT_A_CHECKLIST = (
    "A checklist is not taken back: its newest version counts. Send it again as it should be, or "
    "say beside each item what is so."
)
NOT_YET = "The file is being checked. You can take it back as soon as it has its answer."
ALREADY = "You have taken this file back already."
KEPT = (
    "The file itself stays stored, locked, until the visit’s evidence is destroyed. You can send "
    "it again at any time."
)
NOT_USED = "It is not used now, so nothing changes for the items."
PUBLISHED = (
    "Inspectors have it in a pack that is published. What is published is not changed: the next "
    "version leaves it out and says that you took it back."
)
TOLD = "We tell the lead inspector and the data team."


@dataclass(frozen=True)
class TakingBack:
    """What follows: ``lines`` are sentences for its sender, ``items`` what it answers, in words.

    ``is_published`` says that a pack has it, ``is_late`` that a deadline of its items has passed:
    then the lead inspector and the data team are told.
    """

    lines: tuple[str, ...]
    items: tuple[str, ...]
    is_published: bool
    is_late: bool

    @property
    def is_told(self) -> bool:
        """Whether others than its sender must know."""
        return self.is_published or self.is_late


def may_take_back(upload: Submission) -> str:
    """Return why an upload cannot be taken back; empty when it can."""
    if any(item.item in CHECKLISTS for item in upload.items):
        return NOT_A_CHECKLIST
    if upload.status is SubmissionStatus.TAKEN_BACK:
        return ALREADY
    is_checked = upload.answered_at is not None and upload.status in ANSWERS
    return "" if is_checked else NOT_YET


def taking_back(dossier: Dossier, sender: Sender, upload: Submission, now: datetime) -> TakingBack:
    """Return what follows if a sender takes an upload back at ``now`` (visit time).

    UserError says why it cannot.
    """
    if refused := may_take_back(upload):
        raise UserError(refused)
    used = [
        item
        for item, versions in standing_in(dossier, sender.id).items()
        if upload.id in {version.id for version, _ in versions}
    ]
    accepted = [item.item for item in upload.items if item.status in ACCEPTED]
    is_published = is_in_a_pack(dossier, upload, accepted, now)
    late = [due for item in accepted if (due := _passed(dossier, item, now))]
    told = (PUBLISHED, TOLD) if is_published else ("The deadline has passed.", TOLD)
    lines = (
        *(_becomes(dossier, sender, upload, item, now) for item in used),
        *([] if used else [NOT_USED]),
        *(told if is_published or late else ()),
        KEPT,
    )
    return TakingBack(lines, tuple(_called(dossier, i) for i in used), is_published, bool(late))


def _becomes(dossier: Dossier, sender: Sender, upload: Submission, item: str, now: datetime) -> str:
    """Return what becomes of an item without an upload that is in use for it."""
    others = tuple(each for each in dossier.submissions if each.id != upload.id)
    left = standing_in(replace(dossier, submissions=others), sender.id).get(item, ())
    title, before = _called(dossier, item), {v.id for v, _ in standing_in(dossier, sender.id)[item]}
    again = [version.number for version, _ in left if version.id not in before]
    if again:
        return f"{title}: upload {max(again)} is used again."
    if left:
        return f"{title}: your other files for it stay in use."
    return f"{title}: nothing is left in use. {_asked_again(dossier, item, now)}"


def _asked_again(dossier: Dossier, item: str, now: datetime) -> str:
    due = _due(dossier, item)
    if due is None or dossier.visit.status is VisitStatus.DEFERRED:
        return "We ask for it again."
    when = say_when(due.local)
    return f"It was due by {when}, so it is late." if due.due <= now else f"It is due by {when}."


def _passed(dossier: Dossier, item: str, now: datetime) -> bool:
    due = _due(dossier, item)
    return due is not None and due.due <= now


def _due(dossier: Dossier, item: str) -> VisitMilestone | None:
    framework = dossier.framework
    named = framework.tracking.milestone if is_tracking_item(item) else framework.due_of(item)
    return next((each for each in dossier.milestones if each.id == named), None)


def _called(dossier: Dossier, item: str) -> str:
    framework = dossier.framework
    if is_tracking_item(item):
        kind, code = kind_and_code(item)
        titles = {each.id: each.title for each in framework.tracking.items}
        return f"{titles.get(kind, kind)} of {code}"
    return f"{framework.item(item).number} {framework.item(item).title}"
