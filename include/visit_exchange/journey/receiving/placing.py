"""Uploads that a checklist places, recorded; and those that were checked while it was."""

from collections.abc import Iterable

from visit_exchange.assessing.assessed import Assessed, Placed
from visit_exchange.assessing.checklist import CHECKLIST_ITEM
from visit_exchange.assessing.inputs import Asked, Known
from visit_exchange.assessing.placing import UNCHECKED, place
from visit_exchange.journey.receiving.earlier import earlier_files
from visit_exchange.journey.receiving.known import newest_checklist
from visit_exchange.journey.receiving.opening import open_upload
from visit_exchange.journey.receiving.recording import record_placed
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.journey.staging.known_children import children_known
from visit_exchange.journey.upload import Opened
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit


def record_each(outside: Outside, visit: Visit, placed: Iterable[Placed]) -> None:
    """Record what earlier uploads come to by a checklist."""
    for each in placed:
        submission = outside.register.submission(f"{visit.id}/{each.number}")
        record_placed(outside, open_upload(outside, submission), each)


def place_what_came_meanwhile(
    outside: Outside, opened: Opened, sender: Sender, known: Known, assessed: Assessed
) -> None:
    """Place what was checked at the same time as the checklist that names it.

    Files of one visit are checked side by side: neither may have known of the other. Whichever is
    recorded last finds both.
    """
    if any(item.item == CHECKLIST_ITEM for item in assessed.items):
        is_waited_for = any(each.status in UNCHECKED for each in known.earlier)
    else:
        is_waited_for = newest_checklist(outside, sender)[0].files != known.checklist.files
    if is_waited_for:
        _place_named(outside, opened, sender)


def _place_named(outside: Outside, opened: Opened, sender: Sender) -> None:
    visit = opened.visit
    checklist, number = newest_checklist(outside, sender)
    crosswalk = crosswalk_of(outside, visit)
    known = Known(
        key=outside.keys.key(visit.id),
        crosswalk=crosswalk,
        children=children_known(outside, visit, crosswalk),
        checklist=checklist,
        earlier=earlier_files(outside, outside.register.dossier(visit.id), sender, checklist),
    )
    asked = Asked(sender.framework, visit.id, sender.id, number)
    record_each(outside, visit, place(asked, known, notified=visit.notified))
