"""Which pack comes next: a new number only when what it is made from is new."""

from typing import TYPE_CHECKING

from visit_exchange.journey.publishing.gathering import accepted_returns, has_list
from visit_exchange.journey.staging.fingerprints import fingerprint
from visit_exchange.journey.staging.in_use import standing_of_all
from visit_exchange.tracking.items import is_tracking_item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.taken_back import taken_back
from visit_exchange.visits.visit import UNPUBLISHED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

FINAL = "final"


def is_behind(dossier: Dossier) -> bool:
    """Return whether a returns pack can be published that says more than the newest one."""
    published = dossier.packs()
    # What inspectors have may have been taken back: then they hear of it though nothing is left.
    is_worth_it = bool(published) or has_list(dossier.framework, accepted_returns(dossier))
    if dossier.visit.status in UNPUBLISHED or not is_worth_it:
        return False
    parts = _parts(dossier)
    known = {fingerprint(parts), fingerprint([*parts, FINAL])}
    return not published or published[-1].fingerprint not in known


def next_pack(outside: "Outside", visit: Visit, *, is_final: bool) -> "Pack":
    """Return the pack to publish: the newest again when nothing is new, or a new number."""
    parts = _parts(outside.register.dossier(visit.id))
    final = fingerprint([*parts, FINAL])
    published = outside.register.packs(visit.id)
    is_final_already = bool(published) and published[-1].fingerprint == final
    wanted = final if is_final or is_final_already else fingerprint(parts)
    return outside.register.next_pack(visit.id, wanted, is_final=is_final)


def _parts(dossier: Dossier) -> list[str]:
    standing = standing_of_all(dossier)
    items = [
        f"{item.id} from {submission.id}"
        for item in dossier.framework.items
        for submission, _ in reversed(standing.get(item.id, ()))
    ]
    none = dossier.not_applicable()
    not_held = [
        f"{name} {'not applicable' if name in none else 'not held'}"
        for name in dossier.not_held()
        if not is_tracking_item(name)
    ]
    partners = [
        f"{name} not held by {partner.id}"
        for partner in dossier.partners
        for name in dossier.not_held(partner.id)
    ]
    gone = [f"{each.upload} taken back" for each in taken_back(dossier)]
    return [*items, *not_held, *partners, *gone]
