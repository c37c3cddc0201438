"""Draws the children and providers of an inspection, none of whom exists."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from rehearsal.people.drawing import draw_value, holds, weighted
from rehearsal.people.identifiers import invent_nhs_number, invent_uln, invent_upn
from rehearsal.people.material import Row, Value
from rehearsal.people.script import Alternatives, Fact, Facts, Population, Script

YEAR = 365.25


class Inventor:
    """Makes rows one by one from a seed."""

    def __init__(self, rng: random.Random, script: Script, notified: date) -> None:
        self.rng, self.script, self.notified = rng, script, notified
        # References are given in no order of name, age or list.
        self._references = rng.sample(range(1000, 9999), 2000)
        self._places = rng.sample(places := _places(script), len(places))
        self._made: dict[str, Callable[[], str]] = {
            "reference": lambda: f"EXS-{self._references.pop()}",
            "upn": lambda: invent_upn(rng, script.authority.code),
            "uln": lambda: invent_uln(rng),
            "nhs_number": lambda: invent_nhs_number(rng),
            "full_name": self._full_name,
            "place": lambda: self._places.pop(),
        }

    def rows(self, population: Population) -> list[Row]:
        """Return the rows of a population."""
        return [self.draw(population.facts, {}) for _ in range(population.count)]

    def draw(self, facts: Facts, known: Row) -> Row:
        """Return a value for each fact, given what is ``known`` of the row already."""
        row: Row = {}
        for field, alternatives in facts.items():
            row[field] = self._value(alternatives, {**known, **row})
        return row

    def _value(self, alternatives: Alternatives, row: Row) -> Value:
        fact = next((one for one in alternatives if holds(row, one.when)), None)
        if fact is None:
            return None
        if fact.make or fact.ages:
            return self._invented(fact) if self.rng.random() < fact.held else None
        return draw_value(self.rng, fact, row, self.notified)

    def _invented(self, fact: Fact) -> Value:
        if fact.make:
            return self._made[fact.make]()
        years = weighted(self.rng, fact.ages) * YEAR
        return self.notified - timedelta(days=int(years) + self.rng.randint(5, 355))

    def _full_name(self) -> str:
        people = self.script.people
        return f"{self.rng.choice(people.first_names)} {self.rng.choice(people.last_names)}"


def _places(script: Script) -> list[str]:
    names = script.provider_names
    return [f"{place} {kind}" for place in names.places for kind in names.kinds]
