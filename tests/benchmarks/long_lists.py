"""Long lists for the benchmark, from the rehearsal's makers: the same bytes each time."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count, islice

from rehearsal.files.lists import Maker
from rehearsal.files.tables import Table
from rehearsal.files.writing import write_workbook
from rehearsal.people.authority import invent_authority
from rehearsal.people.material import Material, Row, load_material

FRAMEWORK = "ap_thematic_2023"
NOTIFIED = date(2023, 3, 27)  # a Monday
SHEET = "current"
FAULTY = 3  # every third authority plants its 15 mistakes in about 250 rows: 2 % of all rows
# What other systems add: two fields that the makers leave out, and two columns that are no field.
FURTHER = (
    ("other_sen_needs", "Child | Secondary SEN need"),
    ("previous_settings", "Placement | Previous settings"),
    ("team", "Placement | Case team"),
    ("reviewed", "Placement | Reviewed"),
)
WORDS = {
    "other_sen_needs": (None, None, "SLCN", "ASD", "MLD; SLCN"),
    "previous_settings": (None, None, "Rookery House", "Fellside Academy, Quayside Project"),
    "team": ("North", "South", "Inclusion"),
    "reviewed": ("Autumn term", "Spring term", None),
}


def long_list(rows: int, *, wide: bool = False, faulty: bool = True) -> bytes:
    """Return a workbook with ``rows`` rows: 21 columns of the list, or 25 when ``wide``."""
    return write_workbook([long_table(rows, wide=wide, faulty=faulty)])


def long_table(rows: int, *, wide: bool = False, faulty: bool = True) -> Table:
    """Return the list as officers would have it, with mistakes in 2 % of its rows if ``faulty``."""
    material = load_material(FRAMEWORK)
    table = Maker(invent_authority(material, seed=0, notified=NOTIFIED), 0).table(SHEET)
    made = tuple(islice(_rows(material, faulty), rows))
    table = replace(table, rows=made, indent=0, total=False)
    return _widened(table) if wide else table


def _rows(material: Material, faulty: bool) -> Iterator[Row]:
    for seed in count():
        make = Maker(invent_authority(material, seed=seed, notified=NOTIFIED), seed)
        table = make.table(SHEET)
        if faulty and seed % FAULTY == 0:
            table, _ = make.planted(SHEET, table)
        key = material.keys.reference
        for row in table.rows:
            yield {**row, key: f"{row[key]}-{seed}" if row[key] else None}


def _widened(table: Table) -> Table:
    rng = random.Random(len(table.rows))
    rows = [
        row | {field: rng.choice(words) for field, words in WORDS.items()} for row in table.rows
    ]
    return replace(table, columns=(*table.columns, *FURTHER), rows=tuple(rows))
