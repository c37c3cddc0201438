"""Whether an upload came in time, and by how much it did not."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from visit_exchange.journey.upload import Opened
from visit_exchange.tracking.items import is_tracking_item, kind_and_code
from visit_exchange.visits.places.sent_for import TRACKING_FOLDER
from visit_exchange.visits.uploads.submission import TRACKING_CHECKLIST, SubmittedItem
from visit_exchange.visits.visit import VisitMilestone, VisitStatus


def late_by(
    deadlines: Iterable[VisitMilestone], opened: Opened, items: Iterable[SubmittedItem]
) -> timedelta | None:
    """Return how late an upload was for the first deadline of what it answers; None in time.

    ``deadlines`` are all that its visit has.

    Received at the instant is in time. The object store's own timestamp decides, never the
    moment at which we looked. An upload that answers nothing is held against the deadline of
    the folder that it lies in. A child who took another's place may have a deadline of its own.
    While a visit is deferred no deadline stands.
    """
    if opened.visit.status is VisitStatus.DEFERRED:
        return None
    due = min(_dues({each.id: each.due for each in deadlines}, opened, items))
    late = opened.submission.received_at - due
    return late if late > timedelta(0) else None


def _dues(
    milestones: Mapping[str, datetime], opened: Opened, items: Iterable[SubmittedItem]
) -> list[datetime]:
    """Return when what an upload answers is due; at least one instant."""
    asked, ordered = [each.item for each in items], {each.id for each in opened.visit.extra}
    of_area = [each for each in asked if not _is_of_children(each)]
    extra = {due for each in of_area if (due := opened.framework.due_of(each)) in ordered}
    if extra:  # asked for later than what it may serve beside it, it came when it was asked for
        return [milestones[each] for each in extra]
    return [_due(milestones, opened, each) for each in asked] or [_of_folder(milestones, opened)]


def _is_of_children(item: str) -> bool:
    return is_tracking_item(item) or item == TRACKING_CHECKLIST


def _due(milestones: Mapping[str, datetime], opened: Opened, item: str) -> datetime:
    if is_tracking_item(item):
        selection, (_, code) = opened.dossier.selection, kind_and_code(item)
        due = milestones[_tracking(opened)]
        return max(due, selection.own_due.get(code, due)) if selection else due
    is_of_children = _is_of_children(item)
    return milestones[_tracking(opened) if is_of_children else opened.framework.due_of(item)]


def _of_folder(milestones: Mapping[str, datetime], opened: Opened) -> datetime:
    is_of_children = opened.name.startswith(TRACKING_FOLDER)
    return milestones[_tracking(opened) if is_of_children else opened.framework.returns_milestone]


def _tracking(opened: Opened) -> str:
    return opened.framework.tracking.milestone or opened.framework.returns_milestone
