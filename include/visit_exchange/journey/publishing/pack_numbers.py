"""Which pack comes next: a new number only when what it is made from is new."""

from typing import TYPE_CHECKING

from visit_exchange.journey.publishing.gathering import accepted_returns, has_list
from visit_exchange.journey.publishing.tracking_packs import is_tracking_behind
from visit_exchange.journey.staging.fingerprints import fingerprint
from visit_exchange.journey.staging.in_use import standing_of_all
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import UNPUBLISHED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

FINAL = "final"


def visits_with_news(outside: "Outside") -> list[str]:
    """Return the visits of which a pack is behind what has been accepted."""
    return [
        visit.id
        for visit in outside.register.visits()
        if is_behind(outside, visit) or is_tracking_behind(outside, visit)
    ]


def is_behind(outside: "Outside", visit: Visit) -> bool:
    """Return whether a returns pack can be published that says more than the newest one."""
    accepted = accepted_returns(outside, visit)
    if visit.status in UNPUBLISHED or not has_list(framework_of(visit), accepted):
        return False
    published = outside.register.packs(visit.id)
    parts = _parts(outside, visit)
    known = {fingerprint(parts), fingerprint([*parts, FINAL])}
    return not published or published[-1].fingerprint not in known


def next_pack(outside: "Outside", visit: Visit, *, is_final: bool) -> "Pack":
    """Return the pack to publish: the newest again when nothing is new, or a new number."""
    parts = _parts(outside, visit)
    final = fingerprint([*parts, FINAL])
    published = outside.register.packs(visit.id)
    is_final_already = bool(published) and published[-1].fingerprint == final
    wanted = final if is_final or is_final_already else fingerprint(parts)
    return outside.register.next_pack(visit.id, wanted, is_final=is_final)


def _parts(outside: "Outside", visit: Visit) -> list[str]:
    standing = standing_of_all(outside, visit)
    items = [
        f"{item.id} from {submission.id}"
        for item in framework_of(visit).items
        for submission, _ in reversed(standing.get(item.id, ()))
    ]
    not_held = [f"{name} not held" for name in outside.register.not_held(visit.id)]
    partners = [
        f"{name} not held by {partner.id}"
        for partner in outside.register.partners(visit.id)
        for name in outside.register.not_held(visit.id, partner.id)
    ]
    return [*items, *not_held, *partners]
