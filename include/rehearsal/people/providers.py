"""Invents the settings that offer alternative provision."""

import random
from dataclasses import dataclass
from datetime import date

from rehearsal.people.drawing import draw_row
from rehearsal.people.material import Material, Row


@dataclass(frozen=True)
class Provider:
    """A setting; ``facts`` are the drawn fields (setting type, area, offer and so on)."""

    name: str
    facts: Row

    def fact(self, field: str) -> object:
        return self.name if field == "name" else self.facts[field]


def invent_providers(rng: random.Random, material: Material, notified: date) -> list[Provider]:
    """Return as many providers as the material counts, each with a name of its own."""
    names = [
        f"{place} {kind}"
        for place in material.provider_names.places
        for kind in material.provider_names.kinds
    ]
    chosen = rng.sample(names, material.counts.providers)
    draws = material.draws["provider"]
    return [Provider(name, draw_row(rng, draws, {}, notified)) for name in chosen]


def provider_row(provider: Provider, material: Material) -> Row:
    """Return a provider as its list holds it."""
    derived: Row = {
        field: rule.words[str(provider.facts[rule.from_])]
        for field, rule in material.derived.items()
    }
    return {material.keys.provider: provider.name, **provider.facts, **derived}
