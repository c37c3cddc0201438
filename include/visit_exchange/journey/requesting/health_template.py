"""The CQC's template of the health overview: attached by the data team, passed on to its authors.

"The CQC will provide a template at notification" (AP, Annex A; SEND, item 1.7).
"""

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.sender import Sender, partners_asked
from visit_exchange.journey.telling import mail_sender
from visit_exchange.kinds import Item
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.addresses import place_of
from visit_exchange.services.mail import Attachment
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import request_folder, request_key, within
from visit_exchange.visits.places.names import HEALTH_TEMPLATE
from visit_exchange.visits.visit import ENDED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

ENDINGS = {".docx", ".xlsx", ".pdf", ".odt", ".ods"}
MOST_BYTES = 5_000_000
BYTES = "application/octet-stream"


def attach_health_template(
    outside: "Outside", visit_id: str, name: str, content: bytes, *, by: str
) -> tuple[str, ...]:
    """Add the CQC's template to a visit's request; return to whom it was mailed.

    Who had the request already gets it now: the LANO, and each partner asked for that item. Who
    gets the request later gets it then. UserError says why it cannot be taken.
    """
    visit = outside.register.visit(visit_id)
    if visit.status in ENDED:
        raise UserError(f"{visit_id} is {visit.status.value}: nothing more goes out")
    item = health_item(visit)
    if item is None:
        raise UserError(f"{framework_of(visit).title} asks for no item with a template of the CQC")
    ending = _checked_ending(name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    kept = f"{HEALTH_TEMPLATE}{ending}"
    outside.store.put(Bucket.REPLIES, within(request_folder(visit.id), kept), content)
    outside.register.record_request_file(visit.id, kept, sha256, by=by, at=visit_now(visit))
    told = (hand_on(outside, sender, kept, content) for sender in _asked(outside, visit, item))
    return tuple(to for to in told if to)


def health_item(visit: Visit) -> Item | None:
    """Return the item of a visit for which the CQC provides a template, if it is asked for."""
    framework = framework_of(visit)
    wanted = framework.request.health_template if framework.request else ""
    return next((item for item in framework.items if item.id == wanted), None)


def hand_on_to(outside: "Outside", sender: Sender) -> None:
    """Give the template, if it has come, to a sender who has just had the request."""
    item = health_item(sender.visit)
    if item is None or item not in sender.framework.items:
        return
    folder = request_folder(sender.visit.id)
    keys = outside.store.keys(Bucket.REPLIES, within(folder, HEALTH_TEMPLATE))
    for key in keys[-1:]:
        hand_on(outside, sender, PurePath(key).name, outside.store.get(Bucket.REPLIES, key))


def hand_on(outside: "Outside", sender: Sender, name: str, content: bytes) -> str:
    """Lay the template in a sender's request pack and mail it; return to whom, or nothing.

    Nothing is mailed to who has not had the request: it comes after it.
    """
    visit, item = sender.visit, health_item(sender.visit)
    if item is None or not outside.register.mail_written(request_key(visit.run_id, sender.id)):
        return ""
    folder = request_folder(visit.id, sender.id)
    outside.store.put(Bucket.REPLIES, within(folder, name), content)
    subject, text = mail(
        "health_template",
        visit=visit.id,
        number=item.number,
        title=item.title,
        is_lano=not sender.id,
        has_page=bool(outside.settings.upload_origin),
        place=place_of(outside, Bucket.REPLIES, within(folder, name)),
    )
    came = hashlib.sha256(content).hexdigest()[:16]
    key = f"{visit.run_id}/health-template/{came}/{sender.id}"
    attached = [Attachment(name, BYTES, content)]
    mail_sender(outside, key, sender, subject, text, attachments=attached)
    return sender.email


def _asked(outside: "Outside", visit: Visit, item: Item) -> tuple[Sender, ...]:
    partners = (each for each in partners_asked(outside, visit) if item in each.framework.items)
    return (Sender(visit), *partners)


def _checked_ending(name: str, content: bytes) -> str:
    ending = PurePath(name).suffix.casefold()
    if ending not in ENDINGS:
        raise UserError(f"The template must be one of: {', '.join(sorted(ENDINGS))}")
    if not 0 < len(content) <= MOST_BYTES:
        raise UserError(f"The template must have from 1 to {MOST_BYTES // 1_000_000} million bytes")
    return ending
