"""An authority says whether a selected child takes part; who does not is tracked no longer."""

import logging
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.changing import TELLS_AUTHORITY
from visit_exchange.journey.sender import Sender
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.addresses import inspectors_page
from visit_exchange.tracking.agreement import (
    LEFT,
    Agreement,
    new_agreement,
    read_agreements,
    with_agreement,
    written_agreements,
)
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import agreements_key
from visit_exchange.visits.visit import ENDED, STOPPED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_TRACKED = "This child is not tracked, or no longer. Open the page again to see who is."
NOT_OPEN = "The visit is {status}. Nothing can be said of its children now."
ONLY_AUTHORITY = "The local authority alone says which children take part."

log = logging.getLogger(__name__)


def agreements_of(outside: "Outside", visit_id: str) -> dict[str, Agreement]:
    """Return what was said last of each child, by code; nothing once it was destroyed."""
    try:
        kept = outside.store.get(Bucket.PACKS, agreements_key(visit_id))
    except FileNotFoundError:
        return {}
    return {each.code: each for each in read_agreements(kept)}


def say_agreement(
    outside: "Outside", sender: Sender, code: str, stands: str, approached_by: str, support: str
) -> None:
    """Keep what an authority says of a selected child; UserError says why it cannot be taken.

    A child who declines or withdraws is tracked no longer, at once and for good: the lead inspector
    is told, and may choose somebody else.
    """
    if sender.partner:
        raise UserError(ONLY_AUTHORITY)
    visit_id = sender.visit.id
    with outside.register.alone(f"selection {visit_id}"):
        dossier = outside.register.dossier(visit_id)
        said = _checked(dossier, code, stands, approached_by, support)
        _keep(outside, visit_id, said)
        if said.stands in LEFT:
            _take_out(outside, dossier, said)
        else:
            outside.register.note_agreement(visit_id, said.stands.value, at=said.at)
    if said.stands in LEFT:
        _draw_up_again(outside, dossier.visit)


def _checked(
    dossier: Dossier, code: str, stands: str, approached_by: str, support: str
) -> Agreement:
    visit, selection = dossier.visit, dossier.selection
    if visit.status in ENDED | STOPPED:
        raise UserError(NOT_OPEN.format(status=visit.status.value))
    if selection is None or code not in selection.codes:
        raise UserError(NOT_TRACKED)
    return new_agreement(code, stands, approached_by, support, visit_now(visit))


def _keep(outside: "Outside", visit_id: str, said: Agreement) -> None:
    known = agreements_of(outside, visit_id).values()
    kept = written_agreements(with_agreement(known, said))
    outside.store.put(Bucket.PACKS, agreements_key(visit_id), kept)


def _take_out(outside: "Outside", dossier: Dossier, said: Agreement) -> None:
    visit = dossier.visit
    page = inspectors_page(outside, visit.id)
    written = mail("child_left", visit=visit.id, code=said.code, what=said.stands, page=page)
    with with_its_mails(outside, visit.id):
        outside.register.take_from_selection(visit.id, said.code, what=said.stands, at=said.at)
        key = f"{visit.id}/child-left/{said.code}"
        mail_once(outside, key, visit.lead_inspector_email, *written, visit_id=visit.id)


def _draw_up_again(outside: "Outside", visit: Visit) -> None:
    """Have the workbook of references drawn up without the child; without Airflow, the next time.

    The child's leaving counts all the same.
    """
    try:
        outside.airflow.clear("visit", visit.run_id, TELLS_AUTHORITY)
    except ServiceError as error:
        log.warning("%s: the tracking request was not drawn up again (%s)", visit.id, error)
