"""A sender says on its page what it does not hold, what does not apply, or takes that back.

The checklist says the same: of each item the newest statement stands, whichever way it came.
"""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.receiving.job_titles import checked_job_title
from visit_exchange.journey.sender import Sender
from visit_exchange.tracking.items import tracking_item_id
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.statements import Says, Statement

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

AUTHORITY = "the authority"  # as the audit names who holds its link
NOT_ASKED = "The item must be one that you are asked for. Load the page again."
NOT_SELECTED = "The child must be one of those selected. Load the page again."
IN_USE = "A file that you sent answers this. If it was sent by mistake, take it back first."
ALWAYS_APPLIES = "This is asked about every selected child. If you do not hold it, say that."
SAID_NOTHING = "Nothing was said of this item. Load the page again."


def state(
    outside: "Outside", sender: Sender, item: str, says: Says, *, who: str, child: str = ""
) -> None:
    """Record what a sender says of an item (its number), or of a kind of document about a child.

    ``item`` is then the kind's id and ``child`` the code; ``who`` is a job title. UserError says
    why it cannot be said.
    """
    dossier = outside.register.dossier(sender.visit.id)
    item_id = _item_id(dossier, sender, item, child)
    if refused := why_not(dossier, sender, item_id, says):
        raise UserError(refused)
    # The store tells of a checklist to the second: what is compared with it is as exact.
    said_at = sender.visit.clock.visit_time(wall_now().replace(microsecond=0))
    said = Statement(item_id, sender.id, says, said_at, who=checked_job_title(who))
    outside.register.state(sender.visit.id, said, by=sender.id or AUTHORITY)


def why_not(dossier: Dossier, sender: Sender, item_id: str, says: Says) -> str:
    """Return why something cannot be said of an item now; empty when it can."""
    if says is Says.WILL_SEND:
        return "" if item_id in dossier.not_held(sender.id) else SAID_NOTHING
    if item_id in dossier.accepted_items(sender.id):
        return IN_USE
    kind, _, child = item_id.partition(":")
    applicable = {each.id for each in sender.framework.tracking.items if each.if_applicable}
    if says is Says.DOES_NOT_APPLY and child and kind not in applicable:
        return ALWAYS_APPLIES
    return ""


def _item_id(dossier: Dossier, sender: Sender, item: str, child: str) -> str:
    if not child:
        ids = {each.number: each.id for each in sender.framework.items}
        if item not in ids:
            raise UserError(NOT_ASKED)
        return ids[item]
    selected = dossier.selection.codes if dossier.selection else ()
    if child not in selected or sender.partner:
        raise UserError(NOT_SELECTED)
    if item not in {each.id for each in sender.framework.tracking.items}:
        raise UserError(NOT_ASKED)
    return tracking_item_id(item, child)
