"""What a program writes for each value that is missing, where the same word can be an answer.

Under "EHC plan status", None is an answer. In a file that has None for a gender or an age too, a
program wrote it (Python does), and it is none.
"""

from collections.abc import Mapping, Sequence

from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import Column, ValueType
from visit_exchange.returns.formats.cells import as_text
from visit_exchange.returns.values.codes import code_for

MARKS = frozenset({"none", "nil"})
ANSWERS = frozenset({"exact", "label", "synonym", "ask"})

Cells = Mapping[int, Sequence[object]]


def missing_marks(columns: Mapping[int, Column], cells: Cells) -> frozenset[str]:
    """Return which of the marks are no answer in some column that holds them."""
    held = {column: _marks(cells[column]) for column in columns}
    return frozenset(
        mark
        for column, marks in held.items()
        for mark in marks
        if not _answers(columns[column], mark)
    )


def is_missing(cell: object, marks: frozenset[str]) -> bool:
    """Say whether a cell holds one of the marks and nothing else."""
    return isinstance(cell, str) and bool(marks) and cell.strip().casefold() in marks


def _marks(cells: Sequence[object]) -> frozenset[str]:
    return MARKS & {as_text(cell).casefold() for cell in set(cells) if isinstance(cell, str)}


def _answers(column: Column, mark: str) -> bool:
    """Say whether a mark is an answer in a column: in a text it may be ("Health need: None")."""
    if column.type is ValueType.TEXT:
        return True
    return column.codes is not None and code_for(load_codes(column.codes), mark).why in ANSWERS
