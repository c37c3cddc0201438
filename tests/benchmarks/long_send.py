"""The two longest lists of an Area SEND inspection, as long as a large authority has them."""

import random
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from builders.send_lists import NOTIFIED, SEND, sheet_rows, upn, workbook
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.column_spec import Column, ValueType
from visit_exchange.kinds.list_spec import load_list

# Children with a plan and on support: what the largest authorities have.
ROWS: Mapping[str, int] = {"ehc_plans": 12_000, "sen_support": 40_000}
TEAMS = ("Locality team North", "Locality team South", "Children with disabilities team")
FURTHEST = 3_000  # days back, for a child of eight and more


def send_workbook(rows: Mapping[str, int] = ROWS) -> bytes:
    """Return one workbook with a sheet for each list; the same bytes' content each time."""
    rng = random.Random(len(rows))
    starts = {name: 10**8 + 10**6 * place for place, name in enumerate(rows)}
    return workbook(
        {
            name: sheet_rows(name, [_row(rng, name, starts[name] + n) for n in range(many)])
            for name, many in rows.items()
        }
    )


def _row(rng: random.Random, name: str, number: int) -> dict[str, object]:
    columns = load_list(SEND, name).columns
    row: dict[str, object] = {each.id: _cell(rng, each) for each in columns}
    row |= _child(number, rng)
    if row.get("social_care") != "Y":
        row["social_care_team"] = None
    return row


def _child(number: int, rng: random.Random) -> dict[str, object]:
    return {
        "reference": number,
        "pupil_number": upn(number),
        "learner_number": None,
        "born": _day(rng, FURTHEST, 2 * FURTHEST),
        "subsidiary_phase": None,
        "main_urn": rng.randrange(999_001, 999_400),
    }


def _cell(rng: random.Random, column: Column) -> object:
    if column.codes:
        return rng.choice(_codes(column.codes))
    if column.type is ValueType.DATE:
        return _day(rng, 1, FURTHEST)
    if column.type is ValueType.TEXT:
        return rng.choice(TEAMS)
    return rng.randrange(0, 40) if column.type is ValueType.PERCENTAGE else rng.randrange(0, 3)


def _codes(name: str) -> Sequence[str]:
    return [each.code for each in load_codes(name).codes]


def _day(rng: random.Random, nearest: int, furthest: int) -> date:
    return NOTIFIED - timedelta(days=rng.randrange(nearest, furthest))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(send_workbook())
