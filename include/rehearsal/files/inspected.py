"""An invented area under inspection: who is in it, and its lists as its systems write them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rehearsal.expectations import Seeded
from rehearsal.files.messy import DATES, PLAIN
from rehearsal.files.mistakes import plant_mistakes
from rehearsal.files.tables import Table
from rehearsal.people.drawing import holds
from rehearsal.people.material import Row, Value
from rehearsal.people.population import Inventor
from rehearsal.people.script import Script, Sheet
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import ListSpec, load_list

# What tells who somebody is: none of it may reach an inspector.
IDENTIFYING = frozenset({"reference", "upn", "uln", "nhs_number", "full_name"})


@dataclass(frozen=True)
class Area:
    """The area on the notification date: ``truth`` are the canonical rows behind each sheet."""

    framework: str
    script: Script = field(repr=False)
    notified: date
    seed: int
    populations: Mapping[str, Sequence[Row]] = field(repr=False)
    truth: Mapping[str, Sequence[Row]] = field(repr=False)

    def table(self, name: str) -> Table:
        """Return a sheet as officers would have it."""
        sheet = self.script.sheets[name]
        spec = load_list(self.framework, sheet.list)
        rng = random.Random(f"{self.seed} {name}")
        rows = [
            {each: _typed(rng, spec, each, row.get(each)) for each in sheet.columns}
            for row in self.truth[name]
        ]
        title = sheet.title.format(as_at=f"{self.notified:%d/%m/%Y}")
        columns = tuple((each, _heading(sheet, spec, each)) for each in sheet.columns)
        return Table(sheet.sheet, title, columns, tuple(rows))

    def planted(self, name: str) -> tuple[Table, tuple[Seeded, ...]]:
        """Return the sheet with its mistakes, and where they are."""
        sheet, truth = self.script.sheets[name], list(self.truth[name])
        table = self.table(name)
        return plant_mistakes(table, sheet.list, truth, sheet.mistakes, self.notified)

    def canaries(self) -> tuple[str, ...]:
        """Return every identifier and name of somebody, and the officers'."""
        found = {
            str(row[name])
            for title, population in self.script.populations.items()
            for name, alternatives in population.facts.items()
            if any(one.make in IDENTIFYING for one in alternatives)
            for row in self.populations[title]
            if row[name] is not None
        }
        return (*sorted(found), *self.script.people.officers)


def invent_area(framework: str, script: Script, *, seed: int, notified: date) -> Area:
    """Return the area of ``script``, the same for the same seed and date."""
    inventor = Inventor(random.Random(seed), script, notified)
    populations = {name: inventor.rows(each) for name, each in script.populations.items()}
    truth = {
        name: [
            row | inventor.draw(sheet.facts, row)
            for row in populations[sheet.of]
            if holds(row, sheet.where)
        ]
        for name, sheet in script.sheets.items()
    }
    return Area(framework, script, notified, seed, populations, truth)


def _heading(sheet: Sheet, spec: ListSpec, name: str) -> str:
    return sheet.headings.get(name) or spec.column(name).title


def _typed(rng: random.Random, spec: ListSpec, name: str, value: Value) -> Value:
    """Return a value as somebody typed it: codes as the template has them, or shorter."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.strftime(DATES[0] if rng.random() < PLAIN else rng.choice(DATES))
    column = next((one for one in spec.columns if one.id == name), None)
    return _coded(rng, column.codes, str(value)) if column and column.codes else value


def _coded(rng: random.Random, codes: str, value: str) -> str:
    code = next((one for one in load_codes(codes).codes if one.code == value), None)
    if code is None:  # another set's code, which an officer's system has instead
        return value
    template = code.template or code.label
    return template if rng.random() < PLAIN else code.label
