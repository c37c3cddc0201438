"""How a choice of inspectors stands: what was chosen, and whether it may be made or changed now."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.inspectors.coverage import CHILDREN
from visit_exchange.journey.pages.inspectors.own_visits import say_instant
from visit_exchange.journey.selecting.changing import may_change
from visit_exchange.journey.selecting.choosing import is_asked
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_ASKED = (
    "You cannot choose now. The lists are not closed yet, or Airflow cannot be reached. Try again "
    "in a few minutes."
)
ENDED_ALREADY = "The visit has ended."


@dataclass(frozen=True)
class ChoiceStanding:
    """``before`` is what was chosen, ``made`` by whom and when. ``why_not`` says why it can be
    neither made nor changed now, ``limits`` how many are asked for."""

    before: tuple[str, ...] = field(repr=False)
    made: str
    is_open: bool
    why_not: str
    due: str
    limits: str

    @property
    def is_change(self) -> bool:
        """Whether there is a choice already, so that a reason is asked for."""
        return bool(self.before)


def standing_of(outside: "Outside", dossier: Dossier, noun: str) -> ChoiceStanding:
    """Return how the choice of children, or of providers, stands."""
    return _children(outside, dossier) if noun == CHILDREN else _providers(dossier)


def _children(outside: "Outside", dossier: Dossier) -> ChoiceStanding:
    visit, chosen = dossier.visit, dossier.selection
    asks = dossier.framework.selection
    milestone = dossier.milestone_for("selection")
    can = may_change(dossier, visit_now(visit)) if chosen else is_asked(outside, visit.id)
    late = f"The choice could be changed until {say_when(milestone.local)}. Ask the data team."
    return ChoiceStanding(
        before=chosen.codes if chosen else (),
        made=f"{chosen.made_by}, {say_instant(dossier, chosen.made_at)}" if chosen else "",
        is_open=can,
        why_not="" if can else late if chosen else NOT_ASKED,
        due=say_when(milestone.local),
        limits=f"Choose about {asks.about} children, {asks.fewest} to {asks.most}.",
    )


def _providers(dossier: Dossier) -> ChoiceStanding:
    plan, asks = dossier.providers, dossier.framework.providers
    can = dossier.visit.status not in ENDED | STOPPED
    return ChoiceStanding(
        before=plan.names if plan else (),
        made=f"plan {plan.number}" if plan else "",
        is_open=can,
        why_not="" if can else ENDED_ALREADY,
        due="",
        limits=f"Choose about {asks.about} providers to visit." if asks else "",
    )
