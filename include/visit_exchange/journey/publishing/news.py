"""Which visits have something new for inspectors, and need a run that publishes it."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.deadlines.waiting import uploads_waiting
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.publishing.pack_numbers import is_behind
from visit_exchange.journey.publishing.tracking_packs import is_tracking_behind
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import ACCEPTED, Submission
from visit_exchange.visits.uploads.taken_back import RETURNS, TRACKING, series_of, taken_back
from visit_exchange.visits.visit import UNPUBLISHED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

PUBLISHES = "publish_pack"  # the DAG; each of its runs is for one visit
PATIENCE = timedelta(minutes=10)  # news waits no longer for a file that has no answer
MANY = 16  # files of any visits: while more of them wait, their answers go before all packs


def visits_with_news(outside: "Outside") -> list[str]:
    """Return the visits of which a pack is behind what has been accepted.

    Without those for which a run has not begun: it will find what is new by then as well. And
    without those of which the news may wait while another file of theirs, or many of anybody's,
    have no answer: who answers them asks again. After a national 5pm a thousand runs stood in line,
    six and seven of each visit, and took their part of the time from the last answers.
    """
    dossiers = outside.register.dossiers(without=UNPUBLISHED, brief=True)
    behind = {each.visit.id: each for each in dossiers if _behind(each)}
    later = _in_line(outside) | _may_wait_for_files(outside, behind) if behind else frozenset()
    for visit_id in sorted(later.intersection(behind)):
        log.info("%s: its pack waits for a run in line, or for a file being answered", visit_id)
    return [visit_id for visit_id in behind if visit_id not in later]


def may_wait(dossier: Dossier, now: datetime) -> bool:
    """Return whether all that is new of a visit is younger than ten minutes at the wall's ``now``.

    Not its newest file counts, or a sender who never pauses would hold up every pack. What was
    taken back waits for nothing: inspectors still read it.
    """
    return all(_is_young(dossier, series, now) for series in _behind(dossier))


def _is_young(dossier: Dossier, series: str, now: datetime) -> bool:
    published = dossier.packs(series)
    since = published[-1].published_at if published else None
    used = [each for each in dossier.submissions if _is_used(each, series)]
    answered = [at for each in used if _is_after(at := each.answered_at, since)]
    gone = any(_is_after(each.at, since) for each in taken_back(dossier, series))
    oldest = min(filter(None, answered), default=None)
    return bool(oldest and not gone and now - dossier.visit.clock.wall_time(oldest) < PATIENCE)


def _is_used(upload: Submission, series: str) -> bool:
    """Say whether an upload may change a pack of this series; a checklist is of the returns."""
    used = (each.item for each in upload.items if each.status in ACCEPTED)
    return any(series_of(item) == series for item in used)


def _is_after(at: datetime | None, since: datetime | None) -> bool:
    return at is not None and (since is None or at > since)


def _behind(dossier: Dossier) -> list[str]:
    """Return the series of packs in which something is not published yet."""
    series = {RETURNS: is_behind, TRACKING: is_tracking_behind}
    return [name for name, is_behind_in in series.items() if is_behind_in(dossier)]


def _may_wait_for_files(outside: "Outside", behind: Mapping[str, Dossier]) -> frozenset[str]:
    """Return those whose news may wait while files have no answer; none while the store is away."""
    now = wall_now()
    try:
        coming = [e.visit_id for e in uploads_waiting(outside) if e.received_at > now - PATIENCE]
    except ServiceError:
        return frozenset()
    waits = behind.keys() if len(coming) > MANY else behind.keys() & set(coming)
    return frozenset(each for each in waits if may_wait(behind[each], now))


def _in_line(outside: "Outside") -> frozenset[str]:
    """Return the visits with a run that has not begun; none while Airflow does not answer."""
    try:
        return frozenset(run.partition for run in outside.airflow.runs(PUBLISHES, ("queued",)))
    except ServiceError:
        return frozenset()  # a run too many finds nothing new
