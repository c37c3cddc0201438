"""Plants mistakes in a table and remembers where."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rehearsal.expectations import Seeded
from rehearsal.files.tables import Table
from rehearsal.people.drawing import holds
from rehearsal.people.material import Mistake, Row, Value


def plant_mistakes(
    table: Table,
    list_id: str,
    truth: Sequence[Row],
    mistakes: Iterable[Mistake],
    notified: date,
) -> tuple[Table, tuple[Seeded, ...]]:
    """Return the table with each mistake in a row of its own, and where each stands.

    ``truth`` are the canonical rows of the table, in its order: a mistake chooses by them.
    """
    rows = [dict(row) for row in table.rows]
    used: dict[int, Mistake] = {}
    copies: list[tuple[int, Mistake]] = []
    for mistake in mistakes:
        index = _first_free(truth, mistake, used)
        used[index] = mistake
        if mistake.copy_:
            copies.append((index, mistake))
            rows.append(dict(rows[index]))
        elif mistake.field:
            rows[index][mistake.field] = _wrong_value(mistake, notified)
    planted = replace(table, rows=tuple(rows))
    twins = {index: len(truth) + nth for nth, (index, _) in enumerate(copies)}
    return planted, tuple(
        _seeded(planted, list_id, mistake, [index, *([twins[index]] if index in twins else [])])
        for index, mistake in used.items()
    )


def _first_free(truth: Sequence[Row], mistake: Mistake, used: dict[int, Mistake]) -> int:
    # Starting some way down leaves sound rows above, as real mistakes do.
    for index, row in enumerate(truth):
        if index > 2 and index not in used and holds(row, mistake.where):
            return index
    raise ValueError(f"no row is left for the mistake: {mistake.about}")


def _wrong_value(mistake: Mistake, notified: date) -> Value:
    if mistake.days_after is None:
        return mistake.value
    return (notified + timedelta(days=mistake.days_after)).strftime("%d/%m/%Y")


def _seeded(table: Table, list_id: str, mistake: Mistake, indexes: Sequence[int]) -> Seeded:
    return Seeded(
        about=mistake.about,
        list_id=list_id,
        sheet=table.sheet,
        rows=tuple(table.excel_row(index) for index in indexes),
        field=mistake.field,
        column=table.letter(mistake.field) if mistake.field else None,
    )
