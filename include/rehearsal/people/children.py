"""Invents children who do not exist, with their placements."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from rehearsal.people.drawing import draw_row, holds, weighted
from rehearsal.people.identifiers import invent_nhs_number, invent_upn
from rehearsal.people.material import Material, Row
from rehearsal.people.providers import Provider


@dataclass(frozen=True)
class Identity:
    """Who the child would be: planted only where it must be contained, so never shown."""

    full_name: str = field(repr=False)
    upn: str = field(repr=False)
    born: date = field(repr=False)
    nhs_number: str = field(repr=False)


@dataclass(frozen=True)
class Child:
    """A child under the authority's own reference. ``placements`` are rows, current first."""

    reference: str
    facts: Row = field(repr=False)
    placements: tuple[Row, ...] = field(repr=False)
    register: Row | None = field(repr=False)
    identity: Identity = field(repr=False)
    is_current: bool


class Inventor:
    """Makes children one by one from a seed."""

    def __init__(
        self, rng: random.Random, material: Material, providers: list[Provider], notified: date
    ) -> None:
        self.rng, self.material, self.providers = rng, material, providers
        self.notified = notified
        # References are given in no order of name, age or placement.
        self._references = rng.sample(range(1000, 9999), 600)

    def child(self, *, placed: str, on_register: bool) -> Child:
        """Return a child whose placements are ``current``, ``left`` or ``none``."""
        facts = self._draw("child", {})
        return Child(
            reference=f"EXS-{self._references.pop()}",
            facts=facts,
            placements=tuple(self._placements(placed)),
            register=self._draw("register", facts) if on_register else None,
            identity=self._identity(facts),
            is_current=placed == "current",
        )

    def _draw(self, what: str, known: Row) -> Row:
        return draw_row(self.rng, self.material.draws[what], known, self.notified)

    def _placements(self, placed: str) -> list[Row]:
        keys = self.material.keys
        if placed == "none":
            return []
        if placed == "left":
            row = self._placement(self.rng.choice(self.providers), keys.previous)
            return [row | self._draw("left", row)]
        settings = self.rng.sample(self.providers, weighted(self.rng, self.material.settings) + 1)
        rows = [self._placement(provider, keys.current) for provider in settings[:-1]]
        if self.rng.random() < self.material.previous_share:
            rows.append(self._placement(settings[-1], keys.previous))
        return rows

    def _placement(self, provider: Provider, standing: str) -> Row:
        row: Row = {to: provider.fact(of) for to, of in self.material.from_provider.items()}
        row |= self._draw("placement", row)
        outreach = self.material.outreach_from
        named = self.rng.choice(self.providers).name if holds(row, outreach.when) else None
        return {**row, outreach.field: named, self.material.keys.standing: standing}

    def _identity(self, facts: Row) -> Identity:
        people = self.material.people
        name = f"{self.rng.choice(people.first_names)} {self.rng.choice(people.last_names)}"
        age = int(str(facts[self.material.keys.age]))
        born = self.notified - timedelta(days=age * 365 + self.rng.randint(6, 360))
        upn = invent_upn(self.rng, self.material.authority.code)
        return Identity(name, upn, born, invent_nhs_number(self.rng))
