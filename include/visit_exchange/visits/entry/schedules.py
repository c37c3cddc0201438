"""A schedule against what is registered: what is new in it, what is unchanged, what differs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from visit_exchange.errors import UserError
from visit_exchange.visits.entry.doubts import APART
from visit_exchange.visits.visit import NewVisit, Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_day

# What a person may enter otherwise for a visit that is registered already.
COMPARED = ("lano_email", "lead_inspector_email", "on_site_days", "items")
Key = tuple[str, str, date]


@dataclass(frozen=True)
class Grown:
    """A schedule that was compared: ``new`` in its order, and a line for each visit that is known.

    ``known`` says of each whether it is unchanged, or in what the schedule differs.
    """

    new: tuple[NewVisit, ...]
    known: tuple[str, ...]


def compared(scheduled: Iterable[NewVisit], registered: Iterable[Visit]) -> Grown:
    """Return what is new in a schedule; a visit that was cancelled may be scheduled again."""
    by_key = {
        _key(each): each
        for each in registered
        if each.status is not VisitStatus.CANCELLED and not each.is_rehearsal
    }
    rows = tuple(scheduled)
    return Grown(
        new=tuple(each for each in rows if _key(each) not in by_key),
        known=tuple(_said(each, by_key[_key(each)]) for each in rows if _key(each) in by_key),
    )


def made_twice(new: Sequence[NewVisit]) -> tuple[str, ...]:
    """Return what a person must confirm: two new visits of a kind to one area within weeks."""
    return tuple(
        f"The schedule has two visits of the same kind to {one.la_name} less than "
        f"{APART.days // 7} weeks apart: {say_day(one.notified)} and {say_day(other.notified)}"
        for one, other in combinations(new, 2)
        if (one.framework, one.la_code) == (other.framework, other.la_code)
        and abs(one.notified - other.notified) < APART
    )


def check_once(new: Sequence[NewVisit]) -> None:
    """Raise UserError when a schedule has the same visit twice: only one can be registered."""
    for key, times in Counter(map(_key, new)).items():
        if times > 1:
            _, la_code, notified = key
            raise UserError(
                f"The schedule has the visit to {la_code} that is notified on {say_day(notified)} "
                f"{times} times. Take all but one out"
            )


def _differs(new: NewVisit, known: Visit, name: str) -> bool:
    entered = getattr(new, name)
    # A LANO who is nominated after the call is in no schedule.
    return entered != getattr(known, name) and (entered != "" or name != "lano_email")


def _key(visit: NewVisit | Visit) -> Key:
    return (visit.framework, visit.la_code, visit.notified)


def _said(new: NewVisit, known: Visit) -> str:
    differ = [name for name in COMPARED if _differs(new, known, name)]
    if not differ:
        return f"{known.id}: unchanged"
    return (
        f"{known.id}: not changed, but the schedule differs in {', '.join(differ)}. "
        "To change it: visit-exchange visits edit"
    )
