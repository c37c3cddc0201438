"""The timetable that a visit starts with: what its kind fixes, by day, child and provider."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.kinds.rules.timetable_rules import SlotRule, TimetableRules
from visit_exchange.visits.dates.working_days import is_working_day_in_england, rolled_forward
from visit_exchange.visits.meeting.meetings import Slot, Timetable


@dataclass(frozen=True)
class Ground:
    """What a timetable is made on: the day of each milestone, who is tracked, who is visited.

    ``providers`` are by name, with the local time that was agreed, if any.
    """

    days: Mapping[str, date]
    zone: ZoneInfo
    children: Sequence[str] = ()
    providers: Sequence[tuple[str, datetime | None]] = ()


def starting_timetable(rules: TimetableRules, ground: Ground) -> Timetable:
    """Return the first version; rules of milestones that the visit does not have are left out."""
    timetable = Timetable()
    for rule in rules.slots:
        if rule.milestone in ground.days:
            for slot in _slots(rule, ground, rules.travel_minutes):
                timetable = timetable.with_new(slot)
    return timetable


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return the working days from one day to another, both counted; at least the first."""
    day = rolled_forward(first, is_working_day_in_england)
    found = [day]
    while (day := day + timedelta(days=1)) <= last:
        if is_working_day_in_england(day):
            found.append(day)
    return tuple(found)


def _slots(rule: SlotRule, ground: Ground, travel: int) -> Iterator[Slot]:
    first = ground.days[rule.milestone]
    days = days_between(first, ground.days.get(rule.until, first))
    if rule.each == "day":
        yield from (_slot(rule, ground.zone, day) for day in days)
    elif rule.each == "child":
        for nth, code in enumerate(ground.children):
            yield _slot(rule, ground.zone, *_turn(rule, nth, days, travel), child=code)
    elif rule.each == "visited":
        for nth, (name, agreed) in enumerate(ground.providers):
            yield _visit(rule, ground.zone, *_turn(rule, nth, days, travel), name, agreed)
    else:
        yield _slot(rule, ground.zone, days[0])


def _turn(rule: SlotRule, nth: int, days: Sequence[date], travel: int) -> tuple[date, int]:
    """Return the day of the ``nth``, and how many minutes later than the first of that day."""
    return days[nth % len(days)], (nth // len(days)) * (rule.minutes + travel)


def _slot(rule: SlotRule, zone: ZoneInfo, day: date, later: int = 0, *, child: str = "") -> Slot:
    starts = datetime.combine(day, rule.at, zone) + timedelta(minutes=later)
    return Slot(
        id="",
        title=rule.title,
        starts=starts,
        minutes=rule.minutes,
        how=rule.how,
        roles=rule.roles,
        child=child,
        kind=rule.kind,
    )


def _visit(
    rule: SlotRule, zone: ZoneInfo, day: date, later: int, name: str, agreed: datetime | None
) -> Slot:
    starts = datetime.combine(day, rule.at, zone) + timedelta(minutes=later)
    return Slot(
        id="",
        title=rule.title,
        starts=agreed.astimezone(zone) if agreed else starts,
        minutes=rule.minutes,
        how=rule.how,
        roles=rule.roles,
        place=name,
        kind=rule.kind,
    )
