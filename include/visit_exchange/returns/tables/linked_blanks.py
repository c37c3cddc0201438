"""Zeros that stand for nothing: what a formula shows that points at an empty cell.

A setting is never called 0, and a status in words is no number. In a row with such a 0 no other 0
is believed either: an attendance of 0% would be a child who is never there.
"""

from collections.abc import Iterator, Mapping, Sequence

from visit_exchange.kinds.list_spec import Column, ValueType
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import is_blank, may_hold_bools
from visit_exchange.returns.tables.places.totals_and_notes import is_zero
from visit_exchange.returns.values.conversion import OR_EMPTY_IT, Fault, number_of

WORDS = frozenset({ValueType.TEXT, ValueType.REFERENCE, ValueType.DATE})
CODES = frozenset({ValueType.CODE, ValueType.CODES})
DOUBTFUL = frozenset({ValueType.PERCENTAGE, ValueType.MINUTES, ValueType.WHOLE_NUMBER})
LINKED_BLANK = Fault(
    "linked_blank",
    Severity.PLEASE_CHECK,
    "The cell holds 0, as a formula shows that points at an empty cell. "
    f"Enter the value{OR_EMPTY_IT}.",
)

Cells = Mapping[int, Sequence[object]]


def linked_blanks(columns: Mapping[int, Column], cells: Cells) -> dict[int, frozenset[int]]:
    """Return, by column, the positions whose 0 stands for an empty cell."""
    zeros = {column: frozenset(_zeros(cells[column])) for column in columns}
    certain = {c: zeros[c] for c, spec in columns.items() if _is_none(spec, cells[c])}
    rows = frozenset().union(*certain.values())
    return {
        column: certain[column] if column in certain else zeros[column] & rows
        for column, spec in columns.items()
        if column in certain or spec.type in DOUBTFUL | CODES
    }


def _zeros(cells: Sequence[object]) -> Iterator[int]:
    """Yield where the zeros are; most columns have none, which a look at distinct cells tells."""
    distinct = set(cells)
    # False equals 0, and one of the two would be taken for the other.
    if may_hold_bools(distinct) or any(map(is_zero, distinct)):
        yield from (at for at, cell in enumerate(cells) if is_zero(cell))


def _is_none(column: Column, cells: Sequence[object]) -> bool:
    """Say whether 0 can be no value of this column: it holds words, or days."""
    if column.type in WORDS:
        return True
    if column.type not in CODES:
        return False
    others = [cell for cell in set(cells) if not is_blank(cell) and not is_zero(cell)]
    return bool(others) and not any(isinstance(c, bool) or number_of(c) is not None for c in others)
