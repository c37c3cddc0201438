"""The visits of an inspector, each with the versions of its packs and which they have opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.inspectors.opened import RETURNS
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import UNPUBLISHED, VisitStatus
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack


@dataclass(frozen=True)
class OwnVisit:
    """A visit as it stands in the list of an inspector's own."""

    id: str
    area: str
    kind: str
    status: str
    newest: int | None
    published: str
    is_unread: bool
    next_deadline: str
    to_choose: bool


@dataclass(frozen=True)
class Version:
    """A published version; ``opened`` is when the inspector first did, empty when not yet."""

    number: int
    published: str
    is_final: bool
    opened: str


def own_visits(outside: "Outside", login: str) -> tuple[OwnVisit, ...]:
    """Return the visits of an inspector that are not disposed of, the newest first."""
    found = outside.register.dossiers(inspector=login, without={VisitStatus.DISPOSED})
    return tuple(_own(outside, dossier, login) for dossier in reversed(found))


def versions(outside: "Outside", dossier: Dossier, login: str, kind: str) -> tuple[Version, ...]:
    """Return the versions of a kind of pack, the newest first; none while they cannot be opened."""
    if dossier.visit.status in UNPUBLISHED:
        return ()
    opened = outside.register.versions_opened(dossier.visit.id, login, kind)
    return tuple(_version(dossier, each, opened) for each in reversed(dossier.packs(kind)))


def say_instant(dossier: Dossier, instant: datetime) -> str:
    """Return an instant in the words and the time of the visit's area."""
    zone = ZoneInfo(dossier.framework.timezone)
    return say_when(instant.astimezone(zone).isoformat(timespec="minutes"))


def _own(outside: "Outside", dossier: Dossier, login: str) -> OwnVisit:
    packs = versions(outside, dossier, login, RETURNS)
    newest = packs[0] if packs else None
    now = visit_now(dossier.visit)
    due = [each for each in dossier.milestones if each.due > now and each.reached_at is None]
    is_stopped = dossier.visit.status in UNPUBLISHED
    return OwnVisit(
        id=dossier.visit.id,
        area=dossier.visit.la_name,
        kind=dossier.framework.title,
        status=dossier.visit.status.value.replace("_", " ").capitalize(),
        newest=newest.number if newest else None,
        published=newest.published if newest else "",
        is_unread=bool(newest and not newest.opened),
        next_deadline=f"{due[0].title}: {say_when(due[0].local)}" if due and not is_stopped else "",
        to_choose=dossier.visit.status is VisitStatus.RETURNS_CLOSED and not dossier.selection,
    )


def _version(dossier: Dossier, pack: "Pack", opened: Mapping[int, datetime]) -> Version:
    at = opened.get(pack.version)
    return Version(
        number=pack.version,
        published=say_instant(dossier, pack.published_at) if pack.published_at else "",
        is_final=pack.is_final,
        opened=say_instant(dossier, at) if at else "",
    )
