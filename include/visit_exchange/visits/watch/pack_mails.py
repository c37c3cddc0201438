"""Who of the team is mailed about a pack, and when: each version, once a day, the final one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.kinds.rules.people_rules import LEAD
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.people.people import PackWish, Person, hearing, holder
from visit_exchange.visits.records import Pack
from visit_exchange.visits.visit import Visit, VisitStatus

TRACKING = "tracking"
# What was published by then is told of on the same day.
DAILY_AT = time(18, 0)


@dataclass(frozen=True)
class Digest:
    """What one person is told of a day: the newest version of each kind of pack."""

    person: Person
    day: date
    packs: tuple[Pack, ...]

    def key(self, visit: Visit) -> str:
        """The occasion of its mail."""
        return f"{visit.run_id}/packs-of-the-day/{self.day}/{self.person.number}"


def readers(dossier: Dossier) -> tuple[Person, ...]:
    """Return who of the team hears of packs: the lead inspector first."""
    visit = dossier.visit
    lead = holder(visit.people, LEAD) or Person(0, LEAD, visit.lead_inspector_email)
    others = hearing(dossier.framework, visit.people, "packs", "inspectorate")
    return (lead, *others)


def told_at_once(dossier: Dossier, pack: Pack, trackers: Iterable[str]) -> tuple[Person, ...]:
    """Return who is mailed about a version as soon as it is published.

    ``trackers`` are the logins of the team that follows the selected children.
    """
    wishes = {PackWish.EACH} | ({PackWish.FINAL} if is_last(dossier.visit, pack) else set())
    return tuple(
        each
        for each in readers(dossier)
        if each.packs in wishes and _may_hear(each, pack, trackers)
    )


def is_last(visit: Visit, pack: Pack) -> bool:
    """Say whether a version is final; of what follows children, one from their deadline on."""
    if pack.kind != TRACKING:
        return pack.is_final
    return visit.status.has_reached(VisitStatus.TRACKING_CLOSED)


def digests_due(dossier: Dossier, now: datetime, trackers: Sequence[str]) -> tuple[Digest, ...]:
    """Return the digests that are due at ``now`` (visit time) and were not written before."""
    zone = ZoneInfo(dossier.framework.timezone)
    found = (
        Digest(person, day, packs)
        for person in readers(dossier)
        if person.packs is PackWish.DAILY
        for day, packs in _by_day(dossier, person, zone, trackers).items()
        if now >= datetime.combine(day, DAILY_AT, zone)
    )
    return tuple(each for each in found if not dossier.mail_written(each.key(dossier.visit)))


def _by_day(
    dossier: Dossier, person: Person, zone: ZoneInfo, trackers: Sequence[str]
) -> dict[date, tuple[Pack, ...]]:
    newest: dict[date, dict[str, Pack]] = {}
    for pack in dossier.published:
        if pack.published_at and _may_hear(person, pack, trackers):
            day = _told_on(pack.published_at.astimezone(zone))
            if person.since is None or pack.published_at >= person.since:
                newest.setdefault(day, {})[pack.kind] = pack
    return {day: tuple(packs.values()) for day, packs in newest.items()}


def _told_on(published: datetime) -> date:
    is_in_time = published.time() <= DAILY_AT
    return published.date() if is_in_time else published.date() + timedelta(days=1)


def _may_hear(person: Person, pack: Pack, trackers: Iterable[str]) -> bool:
    """Say whether somebody may know of a pack: of children's documents only who follows them."""
    return pack.kind != TRACKING or person.role == LEAD or person.login in trackers
