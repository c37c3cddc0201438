"""Legal hold: set and lifted."""

from typing import TYPE_CHECKING

from visit_exchange.journey.disposing.legal_hold import hold_visit, lift_hold
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    reason_field,
    reason_of,
)
from visit_exchange.journey.pages.board.evidence import board_evidence
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "The visit"


def _fields(_dossier: Dossier) -> tuple[Field, ...]:
    return (reason_field(),)


def _foresee_hold(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    reason_of(entered)
    gone = ", ".join(sorted(seen.dossier.kinds_destroyed))
    before = (f"Destroyed before, and not to be had back: {gone}.",) if gone else ()
    return ("Nothing of the visit is destroyed until the hold is lifted.", *before)


def _foresee_lifting(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    reason_of(entered)
    dates = (
        f"{each.kind.capitalize()}: {each.when}"
        for each in board_evidence(seen.dossier, seen.now)
        if each.state != "destroyed"
    )
    return ("What is due is destroyed the next night, for good. These are the dates:", *dates)


def _hold(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    hold_visit(outside, visit_id, reason_of(entered), by=by)
    return "The visit is under a legal hold"


def _lift(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    lift_hold(outside, visit_id, reason_of(entered), by=by)
    return "The visit is no longer under a legal hold"


HOLD = Act(
    "hold",
    "Set a legal hold",
    GROUP,
    lambda dossier: not dossier.hold and dossier.visit.status is not VisitStatus.DISPOSED,
    _fields,
    _foresee_hold,
    _hold,
)
LIFT = Act(
    "lift-hold",
    "Lift the legal hold",
    GROUP,
    lambda dossier: dossier.hold is not None,
    _fields,
    _foresee_lifting,
    _lift,
)
