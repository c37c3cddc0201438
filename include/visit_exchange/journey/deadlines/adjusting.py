"""Move a deadline, with a reason: audited, obeyed by the waiting run, told to everyone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.deadline_alerts import note_on_run
from visit_exchange.journey.deadlines.moving_notification import move_notification
from visit_exchange.journey.deadlines.telling_dates import tell_new_deadline
from visit_exchange.journey.mailing import with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.typed import naming_nobody
from visit_exchange.visits.dates.move_checks import check_move, what_a_move_overrides
from visit_exchange.visits.dates.moving_along import moved_along
from visit_exchange.visits.dates.typed_times import typed_instant
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import UNPUBLISHED, Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class Move:
    """A move of a deadline that may be made: from the milestone as it is to the instant ``to``.

    ``overrides`` are the rules that it breaks, in words; ``now`` is the visit's time. ``along`` are
    the new instants of the milestones that move with it.
    """

    visit: Visit
    milestone: VisitMilestone
    to: datetime
    now: datetime
    overrides: tuple[str, ...]
    along: Mapping[str, datetime]


def planned_move(outside: "Outside", visit_id: str, milestone_id: str, to: datetime) -> Move:
    """Return the move of a milestone to ``to``; UserError when it cannot be made at all.

    A time without a zone is the framework's local time.
    """
    visit = outside.register.visit(visit_id)
    framework = framework_of(visit)
    zone = ZoneInfo(framework.timezone)
    instant = typed_instant(to, zone)
    now = visit_now(visit)
    if instant <= now:
        said = say_when(now.astimezone(zone).isoformat())
        raise UserError(f"The new time must be in the future. For this visit it is {said}")
    dossier = outside.register.dossier(visit_id)
    milestone = dossier.milestone(milestone_id)
    if instant == milestone.due:
        raise UserError(f"{milestone.title}: that is when it is due already")
    overrides = what_a_move_overrides(framework, dossier.milestones, milestone_id, instant)
    along = moved_along(dossier, milestone_id, instant)
    return Move(visit, milestone, instant, now, overrides, along)


def what_moving_does(move: Move, told: Sequence[str]) -> tuple[str, ...]:
    """Return what happens when a deadline is moved, in lines; ``told`` get a mail."""
    zone = ZoneInfo(framework_of(move.visit).timezone)
    rules = framework_of(move.visit).milestone
    to = say_when(move.to.astimezone(zone).isoformat())
    along = (
        f"{rules(each).title} moves with it, to {say_when(then.astimezone(zone).isoformat())}."
        for each, then in move.along.items()
    )
    return (
        f"{move.milestone.title} moves from {say_when(move.milestone.local)} to {to}.",
        *along,
        *(f"It overrides this: {each}." for each in move.overrides),
        "No other deadline moves: look at the ones after it.",
        f"A mail with your reason goes to {', '.join(told)}.",
        "How late an upload was is not judged again where it is answered already.",
    )


def adjust(
    outside: "Outside",
    visit_id: str,
    milestone_id: str,
    to: datetime,
    reason: str,
    *,
    confirmed: bool = False,
    by: str,
) -> VisitMilestone:
    """Move a milestone to ``to`` (a time without a zone is the framework's local time).

    The notification moves with every deadline after it, and what falls on the last on-site day
    with that. UserError when there is no reason, when
    either instant is past, when there is no such milestone, or when the move overrides a rule and
    is not ``confirmed``.
    """
    if milestone_id == framework_of(outside.register.visit(visit_id)).milestones[0].id:
        move_notification(outside, visit_id, to.date(), reason, confirmed=confirmed, by=by)
        return outside.register.milestone(visit_id, milestone_id)
    move = planned_move(outside, visit_id, milestone_id, to)
    reason = naming_nobody(move.visit, "The reason", reason)
    check_move(move.overrides, confirmed=confirmed)
    with with_its_mails(outside, visit_id):
        moved, *followers = (
            outside.register.adjust_milestone(visit_id, each, then, reason, by=by, at=move.now)
            for each, then in {milestone_id: move.to, **move.along}.items()
        )
        tell_new_deadline(outside, move.visit, moved, followers, reason)
        if move.visit.status not in UNPUBLISHED:  # else it has no run, or one that has ended
            outside.register.afterwards(lambda: note_on_run(outside, move.visit))
    return moved
