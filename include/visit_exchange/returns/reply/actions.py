"""Problems as things to do: one action for all the cells with the same fault, worst first."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visit_exchange.kinds.severity import Severity
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.writing.counted import count

WORST_FIRST = tuple(Severity)
# What is one cause in however many columns.
TOLD_ONCE = frozenset({"linked_blank"})


@dataclass(frozen=True)
class Cell:
    """A place as Excel shows it: row number, and column letter when the fault is in one cell."""

    row: int
    column: str | None


@dataclass(frozen=True)
class Action:
    """One thing to do. ``cells`` are in reading order; none when it concerns a whole list."""

    severity: Severity
    text: str
    rule: str
    list_id: str | None
    sheet: str | None
    column: str | None
    cells: tuple[Cell, ...]

    def where(self, most: int = 10) -> str:
        """Return where to look: ``4 rows: 7, 19, 22, 40``, at most ``most`` row numbers long."""
        rows = list(dict.fromkeys(cell.row for cell in self.cells))
        if not rows:
            return f"column {self.column}" if self.column else ""
        return f"{count(len(rows), 'row')}: {_shortened(rows, most)}"

    def sentence(self, most: int = 10) -> str:
        """Return the whole action on one line: what to do – where."""
        where = self.where(most)
        return f"{self.text.rstrip('.')} – {where}" if where else self.text


def actions(problems: Iterable[Problem], titles: Mapping[str, str]) -> tuple[Action, ...]:
    """Return what there is to do about ``problems``, worst first, then by how many cells.

    ``titles`` gives a column's title by its id. What is not held is nothing to do: see
    :func:`not_held`.
    """
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        if problem.severity is not Severity.NOT_HELD:
            groups.setdefault(_fault(problem), []).append(problem)
    return tuple(sorted((_action(group, titles) for group in groups.values()), key=_urgency))


def not_held(problems: Iterable[Problem], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the authority says it does not hold, as titles in the order told."""
    told = (p for p in problems if p.severity is Severity.NOT_HELD)
    return tuple(dict.fromkeys(titles.get(p.field or "", p.message) for p in told))


def _fault(problem: Problem) -> tuple[object, ...]:
    """What makes two problems the same thing to do."""
    field = None if problem.rule in TOLD_ONCE else problem.field
    return (problem.list_id, problem.sheet, problem.rule, field, problem.message)


def _action(group: list[Problem], titles: Mapping[str, str]) -> Action:
    first = group[0]
    fields = {problem.field or "" for problem in group}
    cells = {Cell(p.row, p.column) for p in group if p.row is not None}
    return Action(
        severity=first.severity,
        text=_text(first.message, titles.get(fields.pop()) if len(fields) == 1 else None),
        rule=first.rule,
        list_id=first.list_id,
        sheet=first.sheet,
        column=first.column,
        cells=tuple(sorted(cells, key=_reading_order)),
    )


def _text(message: str, title: str | None) -> str:
    """Name the column before an instruction that does not: ``Age: enter a whole number``."""
    if not title or _bare(title) in _bare(message):
        return message
    return f"{title}: {_lowered(message)}"


def _bare(text: str) -> str:
    """The words alone: a message about "Attendance %" says "Attendance must be"."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _lowered(message: str) -> str:
    """Lower the first letter, except of a word in capitals ("EHC plan")."""
    return message if message[1:2].isupper() else message[:1].lower() + message[1:]


def _urgency(action: Action) -> tuple[int, int, tuple[int, int, str]]:
    first = _reading_order(action.cells[0]) if action.cells else (0, 0, action.column or "")
    # A fault of a whole list or column outweighs any number of cells.
    weight = -len(action.cells) if action.cells else -(10**9)
    return WORST_FIRST.index(action.severity), weight, first


def _reading_order(cell: Cell) -> tuple[int, int, str]:
    letter = cell.column or ""
    return cell.row, len(letter), letter


def _shortened(rows: list[int], most: int) -> str:
    listed = ", ".join(str(row) for row in rows[:most])
    rest = len(rows) - most
    return f"{listed} and {rest:,} more" if rest > 0 else listed
