"""The first look at a document: what its first words say it serves, and whether it is one at all.

Both are asked of every document, so one child answers them and reads its first lines once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds import Framework
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.documents.contentless import told_of, without_content
from visit_exchange.returns.documents.list_in_document import list_in_document, list_told_in
from visit_exchange.returns.documents.opening_lines import opening_lines
from visit_exchange.returns.documents.recognising import MEMORY_MB, SECONDS, by_content, by_opening
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    from visit_exchange.kinds.list_spec import ListSpec


@dataclass(frozen=True)
class FirstLook:
    """``serves`` are the ids of the items that its first words tell of, in the request's order.

    ``problem`` says why the file is no evidence, whatever it is called; None for a document.
    """

    serves: tuple[str, ...]
    problem: Problem | None


def first_look(
    kind: str, content: bytes, framework: Framework, specs: Sequence["ListSpec"]
) -> FirstLook:
    """Look at a screened document; ``specs`` are the lists that are asked for.

    What takes too long for one child is asked of one child each.
    """
    try:
        return run_limited(
            _look,
            kind,
            content,
            framework,
            tuple(specs),
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(FirstLook, Problem, Severity),
        )
    except ChildStoppedError:
        serves = by_content(kind, content, framework)
        return FirstLook(serves, no_document(kind, content, specs))


def no_document(kind: str, content: bytes, specs: Sequence["ListSpec"]) -> Problem | None:
    """Return why a file is no evidence, whatever it is called: nothing in it, or a list."""
    told = without_content(kind, content)
    return _problem(told, told or list_in_document(kind, content, specs))


def _look(
    kind: str, content: bytes, framework: Framework, specs: tuple["ListSpec", ...]
) -> FirstLook:
    lines = cache(lambda: opening_lines(kind, content))
    serves = by_opening(lines(), framework)
    told = told_of(kind, content, lines)
    return FirstLook(serves, _problem(told, told or list_told_in(kind, content, specs)))


def _problem(contentless: str | None, told: str | None) -> Problem | None:
    rule = "no_content" if contentless else "list_in_document"
    return Problem(rule, Severity.MUST_FIX, told) if told else None
