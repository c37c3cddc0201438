"""A version's numbers beside others: what is published, and the area's earlier visit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.pages.inspectors.opened import RETURNS, OpenPack
from visit_exchange.kinds.loading import editions
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.beside.comparing import Compared, compared
from visit_exchange.packs.naming import shared_name
from visit_exchange.packs.reading.workbook import GlanceLine, PackWorkbook
from visit_exchange.visits.places.keys import within
from visit_exchange.visits.visit import UNPUBLISHED, Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_day

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_VISIT = "There was no earlier visit of this kind to the area."
DESTROYED = "The evidence of the earlier visit ({when}) was destroyed: its numbers are not known."
NO_NUMBERS = "The earlier visit ({when}) has no pack with numbers that may be handed on."


@dataclass(frozen=True)
class Earlier:
    """The area's visit before this one: what it counted, by title, or why that is not known."""

    when: str
    lines: dict[str, GlanceLine]
    why_not: str = ""
    visit_id: str = ""


@dataclass(frozen=True)
class BesideOthers:
    """Everything that a version's numbers stand beside; ``neighbours`` says who names them."""

    compared: tuple[Compared, ...]
    neighbours: str
    earlier: Earlier


def beside_others(outside: "Outside", pack: OpenPack) -> BesideOthers:
    """Return what the numbers of a version are read beside."""
    counted = {line.title for line in (pack.workbook.glance() if pack.workbook else ())}
    indicators = load_profile(pack.framework.id).indicators
    near = outside.register.neighbours()
    code = pack.visit.la_code
    return BesideOthers(
        compared(
            [each for each in indicators if each.title in counted],
            outside.register.releases(),
            near,
            code,
        ),
        f"{near.source}, published {say_day(near.published)}" if near and near.of(code) else "",
        earlier_visit(outside, pack.visit),
    )


def earlier_visit(outside: "Outside", visit: Visit) -> Earlier:
    """Return what the visit of the kind before this one counted, of what may be handed on.

    Its inspectors may be others, so small numbers stay hidden: it is read from the workbook of
    numbers to share.
    """
    before = before_it(visit, outside.register.visits())
    if before is None:
        return Earlier("", {}, NO_VISIT)
    when = say_day(before.notified)
    if before.status is VisitStatus.DISPOSED:
        return Earlier(when, {}, DESTROYED.format(when=when))
    lines = _shared_lines(outside, before)
    why_not = "" if lines else NO_NUMBERS.format(when=when)
    return Earlier(when, lines, why_not, before.id)


def before_it(visit: Visit, others: tuple[Visit, ...]) -> Visit | None:
    """Return the newest visit of the kind, or of an older edition of it, to the area before one."""
    kinds = editions(visit.framework)
    found = [
        each
        for each in others
        if each.la_code == visit.la_code
        and each.framework in kinds
        and each.notified < visit.notified
        and each.is_rehearsal == visit.is_rehearsal
        and each.status not in UNPUBLISHED
    ]
    return max(found, key=lambda each: each.notified, default=None)


def _shared_lines(outside: "Outside", visit: Visit) -> dict[str, GlanceLine]:
    packs = outside.register.packs(visit.id, RETURNS)
    if not packs:
        return {}
    try:
        held = outside.store.get(Bucket.PACKS, within(packs[-1].prefix, shared_name(visit)))
    except FileNotFoundError:
        return {}
    return {line.title: line for line in PackWorkbook(held).glance() if not line.is_theme}
