"""Moving a deadline on the board."""

from datetime import datetime
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.adjusting import adjust, planned_move, what_moving_does
from visit_exchange.journey.hearing import who_hears
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    WrongField,
    choice_of,
    is_ticked,
    reason_field,
    reason_of,
    text_of,
)
from visit_exchange.journey.pages.board.acts.dates import GROUP
from visit_exchange.journey.telling import who_else
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

OVERRIDE = "override"


def _milestones(dossier: Dossier) -> Field:
    open_ones = tuple(
        (each.id, f"{each.title} ({say_when(each.local)})")
        for each in dossier.milestones
        if each.reached_at is None and each.id != dossier.framework.milestones[0].id
    )
    return Field("milestone", "The deadline", kind=Kind.CHOICE, choices=open_ones)


def _adjust_fields(dossier: Dossier) -> tuple[Field, ...]:
    return (
        _milestones(dossier),
        Field(
            "to",
            "The new time",
            "Local time. What falls on the last on-site day moves with that; nothing else does.",
            Kind.TIME,
        ),
        reason_field("It is kept, and told to the LANO and the lead inspector. Name no child."),
        Field(
            OVERRIDE,
            "Move it although it breaks the order of deadlines, or falls on no working day",
            kind=Kind.TICK,
        ),
    )


def _instant(entered: Entered) -> datetime:
    try:
        return datetime.fromisoformat(text_of(entered, "to", "the new time"))
    except ValueError:
        raise WrongField("to", "The new time must be a real date and time") from None


def _foresee_move(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    milestone = choice_of(entered, _milestones(seen.dossier))
    instant = _instant(entered)
    reason_of(entered)
    move = planned_move(seen.outside, seen.visit_id, milestone, instant)
    if move.overrides and not is_ticked(entered, OVERRIDE):
        tick = "To move it all the same, tick the box below."
        raise UserError("\n".join([*move.overrides, tick]))
    visit = seen.dossier.visit
    both, others = (visit.lano_email, visit.lead_inspector_email), who_else(visit, "dates")
    told = who_hears(seen.outside, visit, *both, *others)
    return what_moving_does(move, told)


def _move(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    moved = adjust(
        outside,
        visit_id,
        entered["milestone"],
        _instant(entered),
        reason_of(entered),
        confirmed=is_ticked(entered, OVERRIDE),
        by=by,
    )
    return f"{moved.title}: {say_when(moved.local)}"


ADJUST = Act(
    "adjust",
    "Move a deadline",
    GROUP,
    lambda dossier: dossier.visit.status not in STOPPED | ENDED,
    _adjust_fields,
    _foresee_move,
    _move,
)
