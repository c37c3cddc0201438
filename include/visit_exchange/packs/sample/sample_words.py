"""A proposed sample, and what a choice leaves uncovered, in plain words."""

from typing import TYPE_CHECKING

from visit_exchange.packs.sample.needs import Need
from visit_exchange.packs.sample.sample import Alternate, Gap, Proposed

if TYPE_CHECKING:
    from visit_exchange.packs.sample.proposal import Sample


def why_proposed(proposed: Proposed, noun: str) -> str:
    """Return "only child with sensory needs; looked after; out of area", the rarest first."""
    parts = [*(f"only {noun} {says}" for says in proposed.only), *proposed.says]
    return "; ".join(parts) or f"nothing that the rules ask for is known of this {noun}"


def instead(alternate: Alternate, name: str | None = None) -> str:
    """Return an alternate, with what would be lost."""
    lost = "; ".join(alternate.loses)
    one = name or alternate.one
    return f"{one} (then nobody {lost})" if lost else f"{one} (covers as much)"


def gap_in_words(gap: Gap, sample: "Sample") -> str:
    """Return what is uncovered and why: nobody is, nobody is known to be, or who could be taken."""
    need, noun = gap.need, sample.noun
    count = f"Only {gap.has} of at least {need.least}:" if gap.has else "No"
    return f"{count} {noun} {need.says}. {_why(gap, sample)}"


def _why(gap: Gap, sample: "Sample") -> str:
    other = " other" if gap.has else ""
    if gap.could:
        return f"Could be taken: {', '.join(sample.named.get(one, one) for one in gap.could)}."
    if unsaid := len(gap.need.unsaid):
        return f"No{other} {sample.noun} is known to be; the lists do not say for {unsaid}."
    if not gap.need.is_held:
        return "No list that could say so is here yet."
    return f"There is no{other} such {sample.noun} in the lists."


def need_in_words(need: Need) -> str:
    """Return how many are asked for, of what."""
    return f"{need.least} or more {need.says}" if need.least > 1 else need.says
