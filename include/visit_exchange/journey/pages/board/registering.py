"""Registering a visit on the board: choices, the dates that will follow, then the doing.

The same check and the same function as the form of ``register_visit`` and the command.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.pages.board.acts.dates import AGREED
from visit_exchange.journey.pages.board.registering_fields import ITEM, SURVEY
from visit_exchange.journey.requesting.registering import (
    register_entered,
    visits_to_start,
    what_to_confirm,
)
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.visits.dates.calendar_notes import CalendarNotes, calendar_notes
from visit_exchange.visits.dates.timeline import Timeline, plan
from visit_exchange.visits.entry.entry import Mistake, visit_entered
from visit_exchange.visits.visit import NewVisit
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

CONFIRM = "confirm_dates"
Entered = Mapping[str, str]
# Title, when, and what the calendar has done to it, in words or nothing.
Dates = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Planned:
    """A visit as it would be registered: its dates in words, what the calendar does, what to ask.

    ``mark`` tells these lines from any others: what a person has looked at, and agrees to.
    """

    new: NewVisit
    dates: Dates
    notes: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def mark(self) -> str:
        """A short print of what is shown."""
        told = "\n".join([*map(str, self.dates), *self.notes, *self.doubts])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


class NotYet(UserError):
    """What was entered cannot be registered; ``mistakes`` say what is wrong, by field."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(each.message for each in mistakes))
        self.mistakes = mistakes


def planned(outside: "Outside", entered: Entered) -> Planned:
    """Return a visit as it would be registered; ``NotYet`` with every mistake in it.

    UserError when it is entered rightly and cannot be: it is over, or nobody has a login.
    """
    new = visit_entered(as_entered(entered))
    if isinstance(new, tuple):
        raise NotYet(new)
    doubts = what_to_confirm(outside, new)
    framework = load_framework(new.framework)
    timeline = _timeline(framework, new)
    notes = calendar_notes(framework, timeline, new.agreed)
    return Planned(new, dates_of(timeline, notes), notes.lines, doubts)


def first_look(entered: Entered) -> tuple[Dates, tuple[str, ...]]:
    """Return the dates of a kind of visit from a notification date, and what the calendar does.

    Nothing while a date must be agreed, or what was entered is not right yet.
    """
    try:
        framework = load_framework(entered.get("framework", ""))
        timeline = plan(framework, date.fromisoformat(entered.get("notified", "")))
    except (UserError, ValueError):
        return (), ()
    notes = calendar_notes(framework, timeline, {})
    return dates_of(timeline, notes), notes.lines


def register(outside: "Outside", entered: Entered, *, seen: str, by: str) -> str:
    """Register a visit, start it if its day has come, and return its id.

    ``seen`` is the mark of what the person has looked at. UserError when that is no longer so, when
    what looks like a slip is not confirmed, or when it cannot be registered.
    """
    shown = planned(outside, entered)
    if shown.mark != seen:
        raise UserError("The dates have changed since you looked. Look again, then register")
    if shown.doubts and entered.get(CONFIRM) != "yes":
        raise UserError("Confirm what looks like a slip, or go back and change it")
    confirmed = as_entered(entered) | {CONFIRM: bool(shown.doubts)}
    visit_id = register_entered(outside, confirmed, by=by)
    _start_if_due(outside, visit_id)
    return visit_id


def dates_of(timeline: Timeline, notes: CalendarNotes) -> Dates:
    """Return each date of a timeline in words, with what the calendar has done to it."""
    return tuple(
        (one.title, say_when(one.local), notes.of.get(one.id, "")) for one in timeline.milestones
    )


def as_entered(entered: Entered) -> dict[str, object]:
    """Return the fields of the page as the check of an entered visit takes them."""
    plain = {name: value for name, value in entered.items() if "-" not in name}
    several = {
        "items": ",".join(n.removeprefix(ITEM) for n in entered if n.startswith(ITEM)),
        "agreed": _pairs(entered, AGREED),
    }
    ticked = [name.removeprefix("login-") for name in entered if name.startswith("login-")]
    logins = " ".join([*ticked, plain.get("inspectors", "")])
    surveys = "\n".join(_pairs(entered, SURVEY))
    return {**plain, **several, "inspectors": logins, "surveys": surveys}


def _pairs(entered: Entered, beginning: str) -> list[str]:
    return [
        f"{name.removeprefix(beginning)}={value.strip()}"
        for name, value in entered.items()
        if name.startswith(beginning) and value.strip()
    ]


def _timeline(framework: Framework, new: NewVisit) -> Timeline:
    return plan(framework, new.notified, on_site_days=new.on_site_days, agreed=new.agreed)


def _start_if_due(outside: "Outside", visit_id: str) -> None:
    if visit_id not in visits_to_start(outside):
        return
    try:
        outside.airflow.trigger("visit", visit_id, {})
    except ServiceError as error:
        log.warning("%s is started in the morning (%s)", visit_id, error)
