"""How a choice of inspectors stands: what was chosen, and whether it may be made or changed now."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from visit_exchange.journey.access.people import ONLY_READS, only_reads
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.inspectors.coverage import CHILDREN
from visit_exchange.journey.pages.inspectors.own_visits import say_instant
from visit_exchange.journey.selecting.changing import may_change, may_replace
from visit_exchange.journey.selecting.choosing import is_asked
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import Selection
from visit_exchange.visits.visit import ENDED, STOPPED, Visit
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
    neither made nor changed now, ``limits`` how many are asked for. ``replaces`` says that somebody
    may be chosen for a child who left: that needs no reason."""

    before: tuple[str, ...] = field(repr=False)
    made: str
    is_open: bool
    why_not: str
    due: str
    limits: str
    replaces: bool = False

    @property
    def is_change(self) -> bool:
        """Whether there is a choice already, so that a reason is asked for."""
        return bool(self.before) and not self.replaces


def standing_of(outside: "Outside", dossier: Dossier, noun: str) -> ChoiceStanding:
    """Return how the choice of children, or of providers, stands."""
    return _children(outside, dossier) if noun == CHILDREN else _providers(dossier)


def for_reader(standing: ChoiceStanding, visit: Visit, login: str) -> ChoiceStanding:
    """Return how a choice stands for one inspector: who shadows the visit cannot make it."""
    if not only_reads(visit, login):
        return standing
    return replace(standing, is_open=False, why_not=ONLY_READS)


def _children(outside: "Outside", dossier: Dossier) -> ChoiceStanding:
    visit, chosen = dossier.visit, dossier.selection
    if may_replace(dossier) and chosen:
        return _free_place(dossier, chosen)
    asks = dossier.framework.selection
    milestone = dossier.milestone_for("selection")
    can = may_change(dossier, visit_now(visit)) if chosen else is_asked(outside, visit.id)
    return ChoiceStanding(
        before=chosen.codes if chosen else (),
        made=f"{chosen.made_by}, {say_instant(dossier, chosen.made_at)}" if chosen else "",
        is_open=can,
        why_not="" if can else _why_not(dossier, say_when(milestone.local)),
        due=say_when(milestone.local),
        limits=f"Choose about {asks.about} children, {asks.fewest} to {asks.most}.",
    )


def _why_not(dossier: Dossier, until: str) -> str:
    """Return why the choice of children can be neither made nor changed now."""
    if dossier.visit.status in ENDED:
        return ENDED_ALREADY
    if dossier.selection:
        return f"The choice could be changed until {until}. Ask the data team."
    return NOT_ASKED


def _free_place(dossier: Dossier, chosen: Selection) -> ChoiceStanding:
    """Return how the choice stands when a child has left: it may be completed at any time."""
    asks = dossier.framework.selection
    return ChoiceStanding(
        before=chosen.codes,
        made=f"declined or withdrew: {', '.join(chosen.declined)}",
        is_open=True,
        why_not="",
        due="",
        limits=(
            "You may choose somebody else. Those who take part stay. If you choose nobody, the "
            f"visit goes on with fewer than the {asks.about} that the guidance speaks of."
        ),
        replaces=True,
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
