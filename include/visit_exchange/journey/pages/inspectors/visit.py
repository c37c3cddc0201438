"""The page of one visit: the newest pack to read, what is new in it, what else there is to do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import may_track, only_reads
from visit_exchange.journey.deadlines.survey_reach import Reach, reach
from visit_exchange.journey.deadlines.surveys_sent import sent_in_words
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.inspectors.news import (
    Changes,
    NotThere,
    changes_since,
    not_there,
    since_version,
)
from visit_exchange.journey.pages.inspectors.opened import NOT_NOW, RETURNS, OpenPack, open_pack
from visit_exchange.journey.pages.inspectors.own_visits import Version, versions
from visit_exchange.journey.pages.inspectors.summary_note import has_summary_note
from visit_exchange.journey.pages.inspectors.taking_part import ChildStands, how_children_stand
from visit_exchange.journey.pages.inspectors.tracking import TRACKING
from visit_exchange.journey.requesting.asking import NOT_UNDER_WAY
from visit_exchange.journey.selecting.changing import may_change, may_replace
from visit_exchange.journey.selecting.choosing import is_asked
from visit_exchange.packs.naming import numbered
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import UNPUBLISHED, Visit
from visit_exchange.writing.dates_in_words import say_day, say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_PACK = "No pack is published yet. The first one comes when the authority’s first list is used."


@dataclass(frozen=True)
class HeldList:
    """A list of a pack in a line."""

    id: str
    title: str
    rows: int
    children: int
    as_at: str


@dataclass(frozen=True)
class Reading:
    """What there is to read in a version."""

    lists: tuple[HeldList, ...]
    documents: int
    questions: int
    has_glance: bool
    not_there: NotThere


@dataclass(frozen=True)
class VisitPage:
    """Everything that an inspector sees first of a visit.

    ``to_do`` says what of the choice of children can be done now: ``choose``, ``change``,
    ``replace`` or nothing; ``why_no_pack`` why there is nothing to read. Who ``only_reads`` shadows
    the visit. Of a visit that ``is_under_way`` providers are chosen and more is asked for.
    """

    visit: Visit
    kind: str
    versions: tuple[Version, ...]
    pack: OpenPack | None
    reading: Reading | None
    changes: Changes | None
    is_first: bool
    tracking: tuple[Version, ...]
    may_track: bool
    selected: int
    stands: tuple[ChildStands, ...]
    identity: str
    to_do: str
    selection_due: str
    has_providers: bool
    providers: int
    surveys: tuple[Reach, ...]
    surveys_sent: tuple[str, ...]
    deadlines: tuple[tuple[str, str], ...]
    has_summary_note: bool
    why_no_pack: str
    only_reads: bool
    is_under_way: bool


def visit_page(outside: "Outside", visit_id: str, login: str) -> VisitPage:
    """Return what an inspector sees of a visit."""
    dossier = outside.register.dossier(visit_id)
    visit, framework = dossier.visit, dossier.framework
    found = versions(outside, dossier, login, RETURNS)
    pack = _newest(outside, visit, found)
    opened = [each.number for each in found if each.opened]
    since = since_version(opened, pack.pack.version) if pack else None
    selects, shadows = framework.selection.milestone is not None, only_reads(visit, login)
    return VisitPage(
        visit=visit,
        kind=framework.title,
        versions=found,
        pack=pack,
        reading=reading(pack) if pack else None,
        changes=changes_since(outside, pack, since) if pack and since else None,
        is_first=not opened,
        tracking=versions(outside, dossier, login, TRACKING),
        may_track=may_track(outside, visit_id, login),
        selected=len(dossier.selection.codes) if dossier.selection else 0,
        stands=how_children_stand(outside, dossier, login),
        identity=framework.tracking.identity,
        to_do=_to_do(outside, dossier) if selects and not shadows else "",
        selection_due=say_when(dossier.milestone_for("selection").local) if selects else "",
        has_providers=framework.providers is not None,
        providers=len(dossier.providers.names) if dossier.providers else 0,
        surveys=reach(dossier, visit_now(visit)),
        surveys_sent=sent_in_words(dossier),
        deadlines=_to_come(dossier),
        has_summary_note=has_summary_note(dossier),
        why_no_pack="" if pack else _why_no_pack(visit),
        only_reads=shadows,
        is_under_way=visit.status not in NOT_UNDER_WAY,
    )


def reading(pack: OpenPack) -> Reading:
    """Return what there is to read in a version."""
    as_at = {each.item: each.as_at for each in pack.manifest.lists}
    lists = (
        HeldList(
            each.item.id,
            numbered(each.item),
            each.table.rows,
            len(each.table.children),
            say_day(day) if (day := as_at[each.item.id]) else "",
        )
        for each in pack.lists
    )
    return Reading(
        lists=tuple(lists),
        documents=len(pack.documents),
        questions=len(pack.workbook.questions()) if pack.workbook else 0,
        has_glance=bool(pack.workbook and pack.workbook.glance()),
        not_there=not_there(pack),
    )


def _newest(outside: "Outside", visit: Visit, found: tuple[Version, ...]) -> OpenPack | None:
    try:
        return open_pack(outside, visit.id, found[0].number) if found else None
    except UserError:
        return None


def _to_do(outside: "Outside", dossier: Dossier) -> str:
    if may_replace(dossier):
        return "replace"
    if dossier.selection:
        return "change" if may_change(dossier, visit_now(dossier.visit)) else ""
    return "choose" if is_asked(outside, dossier.visit.id) else ""


def _to_come(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return the deadlines that have not come; none while the visit has no dates."""
    if dossier.visit.status in UNPUBLISHED:
        return ()
    now = visit_now(dossier.visit)
    return tuple((e.title, say_when(e.local)) for e in dossier.milestones if e.due > now)


def _why_no_pack(visit: Visit) -> str:
    is_stopped = visit.status in UNPUBLISHED
    return NOT_NOW.format(status=visit.status.value) if is_stopped else NO_PACK
