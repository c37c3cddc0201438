"""A selected child whom only a partner listed: the authority is told whom to ask who it is.

The authority is asked for every document about a selected child, but its workbook of references has
only the children that it listed itself.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.mails.catalogue import mail
from visit_exchange.privacy.crosswalk import crosswalk_workbook
from visit_exchange.services.addresses import reply_place
from visit_exchange.tracking.request import PartnersChildren
from visit_exchange.visits.places import SELECTED_CHILDREN, tracking_request_folder, within
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def tell_of_partners_children(
    outside: "Outside", visit: Visit, codes: Iterable[str]
) -> tuple[PartnersChildren, ...]:
    """Tell each partner which selected children only it listed; return them for the authority.

    Their references are laid in that partner's own replies. Again, it changes nothing.
    """
    asked, found = tuple(codes), []
    known = set(crosswalk_of(outside, visit, sender="").values())
    for partner in outside.register.partners(visit.id):
        theirs = crosswalk_of(outside, visit, sender=partner.id)
        only = [code for code in asked if code in theirs.values() and code not in known]
        if only:
            if not partner.is_removed:
                _tell(outside, Sender(visit, partner), theirs, only)
            found.append(PartnersChildren(partner.name, partner.email, ", ".join(only)))
    return tuple(found)


def _tell(outside: "Outside", sender: Sender, theirs: Mapping[str, str], codes: list[str]) -> None:
    visit = sender.visit
    folder = tracking_request_folder(visit.id, sender.id)
    workbook = crosswalk_workbook(theirs, frozenset(codes))
    outside.store.put(Bucket.REPLIES, within(folder, SELECTED_CHILDREN), workbook)
    written = mail(
        "partners_children",
        visit=visit.id,
        codes=codes,
        place=reply_place(outside, folder),
        lano=visit.lano_email,
    )
    key = f"{visit.run_id}/tracking-request/{sender.id}/{'-'.join(codes)}"
    mail_once(outside, key, sender.email, *written, visit_id=visit.id)
