"""Whether an upload came in time, and by how much it did not."""

from collections.abc import Iterable
from datetime import timedelta

from visit_exchange.journey.upload import Opened
from visit_exchange.tracking.items import is_tracking_item
from visit_exchange.visits.places import TRACKING_FOLDER
from visit_exchange.visits.submission import SubmittedItem
from visit_exchange.visits.visit import VisitMilestone, VisitStatus


def late_by(
    deadlines: Iterable[VisitMilestone], opened: Opened, items: Iterable[SubmittedItem]
) -> timedelta | None:
    """Return how late an upload was for the first deadline of what it answers; None in time.

    ``deadlines`` are all that its visit has.

    Received at the instant is in time. The object store's own timestamp decides, never the
    moment at which we looked. An upload that answers nothing is held against the deadline of
    the folder that it lies in. While a visit is deferred no deadline stands.
    """
    if opened.visit.status is VisitStatus.DEFERRED:
        return None
    framework = opened.framework
    tracking_due = framework.tracking.milestone or framework.returns_milestone
    due_ids = {
        tracking_due if is_tracking_item(item.item) else framework.due_of(item.item)
        for item in items
    }
    extra = {each.id for each in opened.visit.extra}
    # Asked for later than what it may serve beside it, it came when it was asked for.
    due_ids = due_ids & extra or due_ids
    milestones = {each.id: each.due for each in deadlines}
    of_folder = (
        tracking_due if opened.name.startswith(TRACKING_FOLDER) else framework.returns_milestone
    )
    due = min(milestones[due_id] for due_id in due_ids or {of_folder})
    late = opened.submission.received_at - due
    return late if late > timedelta(0) else None
