"""The timetable of a visit's meetings, shared by the lead inspector and the LANO.

AP "Creating the timetable"; SEND 95 and 96. It has roles and children's codes, nobody's name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.timetable_rules import How

SlotKind = Literal["meeting", "travel", "analysis"]
NEVER_TOLD = -1
NO_SLOT = "This meeting is not in the timetable, or no longer. Look at the timetable again."
MOVED_ON = "Somebody else has changed the timetable. Look at it as it is now, then change it."
OTHER_SHAPE = (
    "The timetable was kept by another version of Visit Exchange. Ask the data team to update it."
)


@dataclass(frozen=True)
class Slot:
    """One meeting, journey or time to analyse. ``id`` stays as long as the visit.

    ``starts`` is local, with its zone; ``child`` is a code. ``sequence`` counts its changes as
    calendars do, ``told`` is the one that everybody was told of last.
    """

    id: str
    title: str
    starts: datetime
    minutes: int
    how: How
    roles: tuple[str, ...]
    place: str = ""
    child: str = field(default="", repr=False)
    kind: SlotKind = "meeting"
    sequence: int = 0
    told: int = NEVER_TOLD
    is_cancelled: bool = False
    took_place: bool = False

    @property
    def ends(self) -> datetime:
        """When it ends, local."""
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def is_news(self) -> bool:
        """Whether not everybody was told of it as it is now."""
        return self.told != self.sequence and not (self.is_cancelled and self.told == NEVER_TOLD)


@dataclass(frozen=True)
class Timetable:
    """All slots, cancelled ones too. ``number`` counts the versions."""

    number: int = 0
    slots: tuple[Slot, ...] = ()

    @property
    def standing(self) -> tuple[Slot, ...]:
        """Those that are not cancelled, in the order of time."""
        stand = (each for each in self.slots if not each.is_cancelled)
        return tuple(sorted(stand, key=lambda each: (each.starts, each.ends, each.id)))

    @property
    def news(self) -> tuple[Slot, ...]:
        """What not everybody was told of, in the order of time."""
        return tuple(sorted((s for s in self.slots if s.is_news), key=lambda each: each.starts))

    def slot(self, slot_id: str) -> Slot:
        """Return one slot; UserError when there is none that stands."""
        for each in self.slots:
            if each.id == slot_id and not each.is_cancelled:
                return each
        raise UserError(NO_SLOT)

    def days(self) -> Mapping[date, tuple[Slot, ...]]:
        """Return what stands, by day."""
        found: dict[date, tuple[Slot, ...]] = {}
        for each in self.standing:
            found[each.starts.date()] = (*found.get(each.starts.date(), ()), each)
        return found

    def with_new(self, new: Slot) -> "Timetable":
        """Return the timetable with one slot more, which gets the next id."""
        return self._next((*self.slots, replace(new, id=f"s{len(self.slots) + 1}")))

    def with_changed(self, changed: Slot) -> "Timetable":
        """Return the timetable with a slot as it is now; UserError when there is none to change.

        Its sequence is raised once it was told, so that calendars take the change.
        """
        before = self.slot(changed.id)
        sequence = before.told + 1
        now = replace(changed, sequence=sequence, told=before.told)
        if replace(now, sequence=before.sequence) == before:
            return self
        return self._next(tuple(now if each.id == now.id else each for each in self.slots))

    def to_come(self, now: datetime) -> tuple[Slot, ...]:
        """Return what stands and has not begun, in the order of time."""
        return tuple(each for each in self.standing if each.starts > now and not each.took_place)

    def started_again(self, other: "Timetable", now: datetime) -> "Timetable":
        """Return the timetable with what is to come of another in place of what is to come.

        What has begun stays, whether or not somebody has said yet that it took place.
        """
        gone = {each.id for each in self.to_come(now)}
        old = (
            replace(each, sequence=each.told + 1, is_cancelled=True) if each.id in gone else each
            for each in self.slots
        )
        made = Timetable(self.number, tuple(old))
        for each in other.to_come(now):
            made = made.with_new(each)
        return replace(made, number=self.number + 1)

    def with_what_took_place(self, slot_id: str, *, took_place: bool) -> "Timetable":
        """Return the timetable with what became of a slot: no news to anybody."""
        now = replace(self.slot(slot_id), took_place=took_place)
        return self._next(tuple(now if each.id == now.id else each for each in self.slots))

    def all_told(self) -> "Timetable":
        """Return the timetable once everybody has been told of it."""
        return self._next(tuple(replace(each, told=each.sequence) for each in self.slots))

    def _next(self, slots: Iterable[Slot]) -> "Timetable":
        return Timetable(self.number + 1, tuple(slots))


_TIMETABLE = TypeAdapter(Timetable)


def read_timetable(content: bytes) -> Timetable:
    """Return a timetable as it was kept; UserError when another version wrote it."""
    try:
        return _TIMETABLE.validate_json(content)
    except ValidationError:
        raise UserError(OTHER_SHAPE) from None


def written_timetable(timetable: Timetable) -> bytes:
    """Return it as it is kept."""
    return _TIMETABLE.dump_json(timetable, indent=1)


def what_was_done(timetable: Timetable) -> tuple[tuple[str, str, str], ...]:
    """Return the meetings that took place: what for, with whom by role, how many; no child's code.

    They are in the order in which each first took place.
    """
    took_place = (s for s in timetable.standing if s.took_place and s.kind == "meeting")
    counted = Counter((slot.title, ", ".join(slot.roles)) for slot in took_place)
    return tuple((what, whom, str(count)) for (what, whom), count in counted.items())
