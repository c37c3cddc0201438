"""An invented local authority: its children, its providers and the lists it holds."""

import random
from dataclasses import dataclass, field
from datetime import date

from rehearsal.people.children import Child, Inventor
from rehearsal.people.material import Material, Row
from rehearsal.people.providers import Provider, invent_providers, provider_row


@dataclass(frozen=True)
class Authority:
    """The authority on the notification date. Children are kept out of repr."""

    material: Material = field(repr=False)
    notified: date
    providers: tuple[Provider, ...] = field(repr=False)
    children: tuple[Child, ...] = field(repr=False)

    @property
    def code(self) -> str:
        return self.material.authority.code

    @property
    def name(self) -> str:
        return self.material.authority.name

    def rows(self, of: str) -> list[Row]:
        """Return the rows of ``current``, ``left``, ``register`` or ``providers``.

        The first two have a row per child and setting; values are canonical.
        """
        if of == "providers":
            return [provider_row(provider, self.material) for provider in self.providers]
        if of == "register":
            return [
                self._registered(child, row) for child in self.children if (row := child.register)
            ]
        wanted = {"current": True, "left": False}[of]
        placed = [child for child in self.children if child.is_current is wanted]
        return [self._base(child) | row for child in placed for row in child.placements]

    def _base(self, child: Child) -> Row:
        return {self.material.keys.reference: child.reference, **child.facts}

    def _registered(self, child: Child, register: Row) -> Row:
        keys = self.material.keys
        row = self._base(child) | register
        # A child who is placed now is educated there, whatever the draw said.
        return row | {keys.provision: child.placements[0][keys.at]} if child.is_current else row


def invent_authority(material: Material, *, seed: int, notified: date) -> Authority:
    """Return the authority of ``material``, the same for the same seed and date."""
    rng = random.Random(seed)
    providers = invent_providers(rng, material, notified)
    inventor = Inventor(rng, material, providers, notified)
    counts = material.counts
    sorts = (
        [("current", True)] * counts.register_current
        + [("current", False)] * (counts.current - counts.register_current)
        + [("left", False)] * counts.left
        + [("none", True)] * counts.register_only
    )
    children = [inventor.child(placed=placed, on_register=on) for placed, on in sorts]
    rng.shuffle(children)
    return Authority(material, notified, tuple(providers), tuple(children))
