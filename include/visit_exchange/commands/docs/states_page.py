"""The page that draws how a visit and an upload may move, from the tables that decide it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from visit_exchange.visits.uploads.submission import SUBMISSION_MOVES
from visit_exchange.visits.visit import VISIT_MOVES

State = TypeVar("State", bound=StrEnum)

INTRODUCTION = """# How a visit and an upload may move

Drawn from the two tables that the register obeys (`VISIT_MOVES`, `SUBMISSION_MOVES`): any other
move is refused. What each state asks of the data team is in [operating.md](operating.md).
Written by `visit-exchange docs write`.
"""


def states_page() -> str:
    """Return ``docs/states.md``: one mermaid picture for a visit, one for an upload."""
    visit, upload = _picture(VISIT_MOVES), _picture(SUBMISSION_MOVES)
    return "\n".join([INTRODUCTION, "## A visit", "", visit, "## An upload", "", upload])


def _picture(moves: Mapping[State, frozenset[State]]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", *_arrows(moves), "```", ""])


def _arrows(moves: Mapping[State, frozenset[State]]) -> Iterator[str]:
    """Draw from the first state to those that lead nowhere."""
    for state, onward in sorted(moves.items(), key=lambda move: _rank(move[0])):
        if _rank(state) == 0:
            yield f"    [*] --> {state.value}"
        yield from (f"    {state.value} --> {to.value}" for to in sorted(onward, key=_rank))
        if not onward:
            yield f"    {state.value} --> [*]"


def _rank(state: StrEnum) -> int:
    """Order states as their enum does: a frozenset's own order changes from run to run."""
    return list(type(state)).index(state)
