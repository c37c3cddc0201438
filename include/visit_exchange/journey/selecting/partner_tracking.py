"""A selected child whom only a partner listed: the authority is told whom to ask who it is.

The authority is asked for every document about a selected child, but its workbook of references has
only the children that it listed itself.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.asked_of_children import listed_by_partners_alone
from visit_exchange.mails.catalogue import mail
from visit_exchange.privacy.crosswalk import crosswalk_workbook
from visit_exchange.services.addresses import reply_place
from visit_exchange.visits.places.keys import tracking_request_folder, within
from visit_exchange.visits.places.names import SELECTED_CHILDREN
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def tell_of_partners_children(outside: "Outside", visit: Visit, codes: Iterable[str]) -> None:
    """Tell each partner which selected children only it listed.

    Their references are laid in that partner's own replies. Again, it changes nothing.
    """
    for each in listed_by_partners_alone(outside, visit, codes):
        if not each.partner.is_removed:
            _tell(outside, Sender(visit, each.partner), each.theirs, each.codes)


def _tell(
    outside: "Outside", sender: Sender, theirs: Mapping[str, str], codes: tuple[str, ...]
) -> None:
    visit = sender.visit
    folder = tracking_request_folder(visit.id, sender.id)
    workbook = crosswalk_workbook(theirs, frozenset(codes))
    outside.store.put(Bucket.REPLIES, within(folder, SELECTED_CHILDREN), workbook)
    written = mail(
        "partners_children",
        visit=visit.id,
        codes=codes,
        place=reply_place(outside, folder),
        has_page=bool(outside.settings.upload_origin),
        lano=visit.lano_email or visit.lead_inspector_email,
    )
    key = f"{visit.run_id}/tracking-request/{sender.id}/{'-'.join(codes)}"
    mail_once(outside, key, sender.email, *written, visit_id=visit.id)
