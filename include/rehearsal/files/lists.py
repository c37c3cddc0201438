"""The authority's lists as its systems write them: first with mistakes, then put right."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rehearsal.expectations import SOUND, Drop, Expected, Seeded
from rehearsal.files.messy import messy_rows
from rehearsal.files.mistakes import plant_mistakes
from rehearsal.files.tables import Table
from rehearsal.files.writing import write_csv, write_workbook
from rehearsal.people.authority import Authority
from rehearsal.people.material import Row
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status

TELLS = frozenset({Status.MUST_FIX, Status.ACCEPTED_WITH_QUERIES})


@dataclass(frozen=True)
class Maker:
    """Makes an authority's files: the same seed, the same bytes."""

    authority: Authority
    seed: int

    def truth(self, sheet: str) -> list[Row]:
        """Return the canonical rows behind a sheet."""
        return self.authority.rows(self.authority.material.sheets[sheet].rows)

    def table(self, sheet: str) -> Table:
        """Return a sheet as officers would have it."""
        shape = self.authority.material.sheets[sheet]
        rng = random.Random(f"{self.seed} {sheet}")
        return Table(
            sheet=shape.sheet,
            title=shape.title.format(as_at=f"{self.authority.notified:%d/%m/%Y}"),
            columns=shape.columns,
            rows=tuple(messy_rows(rng, self.truth(sheet), shape.fields, self.authority.material)),
            total=shape.total,
        )

    def list_id(self, sheet: str) -> str:
        return self.authority.material.sheets[sheet].list

    def planted(self, sheet: str, table: Table) -> tuple[Table, tuple[Seeded, ...]]:
        """Return the table with the sheet's mistakes, and where they are."""
        mistakes = self.authority.material.mistakes[sheet]
        return plant_mistakes(
            table, self.list_id(sheet), self.truth(sheet), mistakes, self.authority.notified
        )

    def drop(
        self,
        file: str,
        label: str,
        content: bytes,
        outcomes: frozenset[Status],
        *,
        items: Sequence[str] = (),
        problems: tuple[Seeded, ...] = (),
        late: bool = False,
        rows: Mapping[str, int] | None = None,
        **names: str,
    ) -> Drop:
        """Return the file that the material calls ``file``; ``names`` fill in its name."""
        entry = self.authority.material.files[file]
        expected = Expected(
            label,
            entry.milestone,
            entry.offset,
            outcomes,
            tuple(items),
            problems,
            late,
            tuple((rows or {}).items()),
        )
        return Drop(entry.name.format(**names), content, expected)


def list_drops(make: Maker) -> tuple[Drop, ...]:
    """Return the lists: two extracts with mistakes, their corrections, and the providers twice."""
    return (*_current(make), *_left_and_register(make), *_providers(make))


def _current(make: Maker) -> tuple[Drop, ...]:
    item = make.list_id("current")
    sound = replace(make.table("current"), indent=1, blank_after=100)
    wrong, problems = make.planted("current", sound)
    return (
        make.drop(
            "current_first",
            "current list, first extract",
            write_workbook([wrong]),
            frozenset({Status.MUST_FIX}),
            items=[item],
            problems=problems,
            rows={item: len(wrong.rows)},
        ),
        make.drop(
            "current_second",
            "current list, corrected",
            write_workbook([sound]),
            SOUND,
            items=[item],
            rows={item: len(sound.rows)},
        ),
    )


def _left_and_register(make: Maker) -> tuple[Drop, ...]:
    sound, register = make.table("left"), replace(make.table("register"), indent=2)
    wrong, problems = make.planted("left", sound)
    items = [make.list_id("left"), make.list_id("register")]
    return (
        make.drop(
            "left_first",
            "leavers and support register in one workbook",
            write_workbook([wrong, register, _lookup()]),
            TELLS,
            items=items,
            problems=problems,
            rows=dict(zip(items, (len(wrong.rows), len(register.rows)), strict=True)),
        ),
        make.drop(
            "left_second",
            "leavers, corrected",
            write_workbook([sound]),
            SOUND,
            items=items[:1],
            rows={items[0]: len(sound.rows)},
        ),
    )


def _lookup() -> Table:
    """A hidden sheet that the system leaves behind: no list at all."""
    rows: tuple[Row, ...] = ({"k": "1", "v": "Live"}, {"k": "2", "v": "Archived"})
    return Table("zz_lookup", "System lookup", (("k", "Key"), ("v", "Text")), rows, hidden=True)


def _providers(make: Maker) -> tuple[Drop, ...]:
    table, item = make.table("providers"), make.list_id("providers")
    content = write_csv(table)
    return (
        make.drop(
            "providers",
            "providers, CSV with semicolons",
            content,
            SOUND,
            items=[item],
            rows={item: len(table.rows)},
        ),
        make.drop(
            "again",
            "the same file again under another name",
            content,
            frozenset({Status.SEEN_BEFORE}),
        ),
    )
