"""What an authority is asked for during a visit, beside the items of its kind of visit."""

from dataclasses import dataclass

from visit_exchange.kinds.asked_for import Item
from visit_exchange.kinds.rules.milestone_rule import MilestoneRule

SOURCE = "Asked for by the lead inspector during the visit, with a reason"


@dataclass(frozen=True)
class ExtraItem:
    """One document beyond Annex A. ``reason`` is why it is necessary and not available already.

    It has a deadline of its own, a milestone of the visit with the item's id. ``words`` recognise
    it beside its title, as those of an ``Item`` do. ``partner`` is whom it is asked of, by id;
    empty for the authority.
    """

    number: int
    title: str
    reason: str
    words: tuple[str, ...] = ()
    partner: str = ""

    @property
    def id(self) -> str:
        """The id of the item and of its milestone."""
        return f"extra_{self.number}"

    @property
    def item(self) -> Item:
        """The item as every other part knows items."""
        return Item(
            id=self.id,
            number=f"Extra {self.number}",
            title=self.title,
            kind="document",
            due=self.id,
            about=f"Asked for during the visit. Why: {self.reason}",
            source=SOURCE,
            words=self.words,
        )

    @property
    def milestone(self) -> MilestoneRule:
        """The rule of its deadline, whose day was entered: nothing is worked out from it."""
        return MilestoneRule(
            id=self.id, title=f"Extra item {self.number}", agreed=True, source=SOURCE
        )
