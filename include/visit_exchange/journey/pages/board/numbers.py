"""Numbers over time: visits, timeliness by item, first-time acceptance, time to reply.

Counts of visits, items and uploads; no child, no authority and no person is in them. Rehearsals
and what is not due yet are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from visit_exchange.journey.pages.board.number_records import (
    Month,
    Numbers,
    OfItem,
    Replies,
    RuleCount,
)
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.item_states import ItemState, item_state
from visit_exchange.visits.uploads.submission import ACCEPTED, SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import ENDED, STOPPED, VisitStatus

# How an item came the first time that somebody sent it.
FIRST = frozenset({*ACCEPTED, SubmissionStatus.MUST_FIX, SubmissionStatus.WITHHELD})


def numbers_of(
    dossiers: Iterable[Dossier], wall: datetime, rules: Sequence[RuleCount] = ()
) -> Numbers:
    """Return the numbers of these visits at the wall instant ``wall``."""
    real = [each for each in dossiers if not each.visit.is_rehearsal]
    return Numbers(_months(real), _items(real, wall), _replies(real), tuple(rules))


def _months(dossiers: Sequence[Dossier]) -> tuple[Month, ...]:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for each in dossiers:
        visit = each.visit
        counts = found[load_framework(visit.framework).title, f"{visit.notified:%Y-%m}"]
        counts["visits"] += 1
        counts["stopped"] += visit.status in STOPPED
        counts["over"] += visit.status in (VisitStatus.CLOSED, VisitStatus.DISPOSED)
    return tuple(
        Month(kind, month, counts["visits"], counts["over"], counts["stopped"])
        for (kind, month), counts in sorted(found.items())
    )


def _items(dossiers: Sequence[Dossier], wall: datetime) -> tuple[OfItem, ...]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for dossier in dossiers:
        if dossier.visit.status in STOPPED:
            continue
        for item in _due(dossier, dossier.visit.clock.visit_time(wall)):
            counts[dossier.visit.framework, item].update(_came(dossier, item))
    kinds = [load_framework(name) for name in sorted({name for name, _ in counts})]
    return tuple(
        OfItem(kind.title, item.number, item.title, **counts[kind.id, item.id])
        for kind in kinds
        for item in kind.items
        if (kind.id, item.id) in counts
    )


def _due(dossier: Dossier, now: datetime) -> list[str]:
    """Return the items of the kind of visit whose deadline has passed, or the visit has ended."""
    passed = {each.id for each in dossier.milestones if each.due <= now}
    extra = {each.id for each in dossier.visit.extra}
    return [
        item.id
        for item in dossier.framework.items
        if item.id not in extra and (item.due in passed or dossier.visit.status in ENDED)
    ]


def _came(dossier: Dossier, item: str) -> dict[str, int]:
    """Return the counts that one visit adds to an item."""
    counts = {"due": 1}
    state, _ = item_state(dossier, item)
    sent = [
        (upload, answered)
        for upload in dossier.submissions
        if not upload.sender
        for answered in upload.items
        if answered.item == item and answered.status in FIRST
    ]
    taken = [upload for upload, answered in sent if answered.status in ACCEPTED]
    if taken:
        counts["in_time" if taken[0].late_by is None else "late"] = 1
    elif state in (ItemState.NOT_HELD, ItemState.NOT_APPLICABLE):
        counts["not_held"] = 1
    else:
        counts["not_come"] = 1
    if sent:
        counts |= {"sent": 1, "first_time": int(_is_taken(sent[0][1]))}
    return counts


def _is_taken(answered: SubmittedItem) -> bool:
    return answered.status in ACCEPTED


def _replies(dossiers: Sequence[Dossier]) -> tuple[Replies, ...]:
    waits: dict[tuple[str, str], list[timedelta]] = defaultdict(list)
    for dossier in dossiers:
        kind = load_framework(dossier.visit.framework).title
        for upload in dossier.submissions:
            if upload.answered_at is not None:
                month = f"{upload.received_at:%Y-%m}"
                waits[kind, month].append(upload.answered_at - upload.received_at)
    return tuple(
        Replies(
            kind,
            month,
            len(times),
            timedelta(seconds=median(time.total_seconds() for time in times)),
            sorted(times)[-(-9 * len(times) // 10) - 1],
            max(times),
        )
        for (kind, month), times in sorted(waits.items())
    )
