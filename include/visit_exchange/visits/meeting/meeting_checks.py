"""What of a timetable cannot work: said, never refused. AP "Creating the timetable"; SEND 96."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations

from visit_exchange.kinds.rules.timetable_rules import How
from visit_exchange.visits.meeting.meetings import Slot, Timetable
from visit_exchange.writing.counted import count
from visit_exchange.writing.dates_in_words import say_day, say_time, say_when

IN_PERSON: How = "in person"


def clashes(
    timetable: Timetable,
    *,
    travel_minutes: int,
    on_site: Sequence[date] = (),
    now: datetime | None = None,
) -> tuple[str, ...]:
    """Return a sentence for everything that cannot work.

    Somebody in two places at once, too little time to travel, on-site days without time to review
    and analyse, and meetings to come in person on other days, as after the on-site days were moved.
    """
    found: list[str] = []
    for day, slots in timetable.days().items():
        found += _of_people(slots, timedelta(minutes=travel_minutes))
        if day in on_site and not any(slot.kind == "analysis" for slot in slots):
            found.append(f"{say_day(day)} has no time to review and analyse.")
    found += [
        f"{say_day(day)} is no on-site day and has {count(many, 'meeting')} in person."
        for day, many in off_days(timetable, on_site, now).items()
    ]
    return tuple(found)


def off_days(
    timetable: Timetable, on_site: Sequence[date], now: datetime | None = None
) -> Mapping[date, int]:
    """Return on which days, that are no on-site days, how many meetings are in person.

    What has begun by ``now`` is not among them: nobody can move it any more.
    """
    standing = timetable.to_come(now) if now else timetable.standing
    in_person = Counter(
        slot.starts.date()
        for slot in standing
        if on_site and slot.how == IN_PERSON and slot.starts.date() not in on_site
    )
    return dict(in_person)


def not_as_agreed(timetable: Timetable, agreed: Mapping[str, datetime]) -> tuple[str, ...]:
    """Return a sentence for each provider, by name, that is visited at another time than agreed."""
    found = []
    for name, at in agreed.items():
        starts = [slot.starts for slot in timetable.standing if slot.place == name]
        if at not in starts:
            found.append(
                f"The visit to {name} is agreed for {say_when(at.isoformat())}, and not so here."
            )
    return tuple(found)


def _of_people(slots: Sequence[Slot], travel: timedelta) -> Iterator[str]:
    for one, other in combinations(slots, 2):
        both = [role for role in one.roles if role.casefold() in _folded(other)]
        if not both:
            continue
        if other.starts < one.ends:
            yield (
                f"{_people(both)} {'is' if len(both) == 1 else 'are'} in two meetings at once: "
                f"{_named(one)} and {_named(other)}, {say_day(one.starts)}."
            )
        elif _is_far(one, other) and other.starts - one.ends < travel:
            minutes = (other.starts - one.ends) // timedelta(minutes=1)
            have = "has" if len(both) == 1 else "have"
            yield (
                f"{_people(both)} {have} {minutes} minutes to travel from {_named(one)} to "
                f"{_named(other)}, {say_day(one.starts)}."
            )


def _is_far(one: Slot, other: Slot) -> bool:
    """Say whether two meetings are held in two places that people must come to."""
    in_person = one.how == other.how == IN_PERSON
    return in_person and one.place.casefold() != other.place.casefold()


def _named(slot: Slot) -> str:
    return f"{slot.title} at {say_time(slot.starts.time())}"


def _folded(slot: Slot) -> frozenset[str]:
    return frozenset(role.casefold() for role in slot.roles)


def _people(roles: Sequence[str]) -> str:
    *first, last = (f"the {role}" for role in roles)
    text = f"{', '.join(first)} and {last}" if first else last
    return text[0].upper() + text[1:]
