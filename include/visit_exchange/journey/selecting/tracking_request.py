"""Ask the authority about the selected children, by code; the crosswalk goes to it alone."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.partner_tracking import tell_of_partners_children
from visit_exchange.journey.selecting.telling_choices import tell_selection
from visit_exchange.journey.staging.asked_of_children import tracking_words, was_asked
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.journey.telling import mail_authority
from visit_exchange.privacy.crosswalk import crosswalk_workbook
from visit_exchange.tracking.checklist import tracking_checklist
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import tracking_request_folder, within
from visit_exchange.visits.places.names import CHILDREN_CHECKLIST, REQUEST_TEXT, SELECTED_CHILDREN
from visit_exchange.visits.visit import VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def send_tracking_request(outside: "Outside", visit_id: str) -> int:
    """Ask for tracking information; return about how many children (0: none selected).

    The lead inspector is told what the selection leaves uncovered. A mail server that is away fails
    the step, and the next try sends what has not gone out.
    """
    visit = outside.register.visit(visit_id)
    selection = outside.register.selection(visit_id)
    if selection is None:
        return 0
    if visit.status is VisitStatus.RETURNS_CLOSED:
        at = visit_now(visit)
        outside.register.move_visit(visit_id, VisitStatus.SELECTED, by="pipeline", at=at)
    folder = tracking_request_folder(visit_id)
    selected = frozenset(selection.codes)
    crosswalk = crosswalk_of(outside, visit, sender="")
    workbook = crosswalk_workbook(crosswalk, selected)
    outside.store.put(Bucket.REPLIES, within(folder, SELECTED_CHILDREN), workbook)
    checklist = tracking_checklist(framework_of(visit), selection.codes)
    outside.store.put(Bucket.REPLIES, within(folder, CHILDREN_CHECKLIST), checklist)
    dossier = outside.register.dossier(visit_id)
    subject, text = tracking_words(outside, dossier, selection)
    outside.store.put(Bucket.REPLIES, within(folder, REQUEST_TEXT), text.encode())
    if selection.has_free_place and was_asked(dossier):
        return len(selection.codes)  # the authority has told us itself who left
    tell_of_partners_children(outside, visit, selection.codes)
    left = "".join(f"-without-{code}" for code in selection.declined)
    key = f"{visit.run_id}/tracking-request/{'-'.join(selection.codes)}{left}"
    mail_authority(outside, key, visit, subject, text)
    tell_selection(outside, visit, selection.codes)
    return len(selection.codes)
