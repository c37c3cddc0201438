"""Checking files at the desk: the same screening, reading and checks as on arrival, no server."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from visit_exchange.kinds import Framework, Item
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.request.checklist_reading import read_checklist
from visit_exchange.returns.checks.across import check_across
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.returns.documents.recognising import (
    no_document,
    recognise_document,
    unrecognised,
)
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.reply.list_answer import answer_list
from visit_exchange.returns.screening.screen import Screened, screen
from visit_exchange.returns.tables.read_list import Reading, ReadList
from visit_exchange.returns.tables.reading import TABLES, read_safely
from visit_exchange.returns.tables.unclear_tables import unused_tables
from visit_exchange.visits.problems import Problem


@dataclass(frozen=True)
class AtDesk:
    """A file with its answer, and its lists as read for the marked copy."""

    answer: Answer
    reads: tuple[ReadList, ...]


@dataclass
class _Seen:
    """What one file came to before it is laid beside the others.

    ``found`` holds the problems of each list of ``reads``, in its order.
    """

    name: str
    notes: tuple[str, ...] = ()
    held_because: str | None = None
    reads: tuple[ReadList, ...] = ()
    found: tuple[list[Problem], ...] = ()
    documents: tuple[Item, ...] = ()
    holds: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def check_files(
    files: Iterable[tuple[str, bytes]],
    framework: Framework,
    notified: date,
    *,
    done: Callable[[], None] = lambda: None,
) -> list[AtDesk]:
    """Return the answer to each file (name, content); ``done`` is called after each.

    The files are taken for one return: the questions across lists are asked over all of them, of
    the last file when a list is there twice.
    """
    seen = []
    for name, content in files:
        seen.append(_look(name, content, framework, notified))
        done()
    _ask_across(seen, framework)
    return [AtDesk(_answer(one), one.reads) for one in seen]


def _look(name: str, content: bytes, framework: Framework, notified: date) -> _Seen:
    screened = screen(content, name)
    if screened.held:
        return _Seen(name, held_because=screened.held)
    if screened.kind not in TABLES:
        return _document(name, content, screened, framework)
    if read_checklist(content, framework):
        return _Seen(name, notes=screened.notes, holds=("The checklist",))
    specs = [load_list(framework.id, item.id) for item in framework.lists]
    reading = read_safely(content, screened.kind, specs, notified=notified, name=name)
    if isinstance(reading, str):
        return _Seen(name, held_because=reading)
    if not reading.lists and not reading.problems:
        return _document(name, content, screened, framework, reading)
    return _lists(name, reading, screened, notified)


def _lists(name: str, reading: Reading, screened: Screened, notified: date) -> _Seen:
    return _Seen(
        name,
        notes=(*screened.notes, *unused_tables(reading)),
        reads=reading.lists,
        found=tuple(list(check_list(r, notified=notified).problems) for r in reading.lists),
        problems=reading.problems,
    )


def _document(
    name: str,
    content: bytes,
    screened: Screened,
    framework: Framework,
    reading: Reading | None = None,
) -> _Seen:
    specs = [load_list(framework.id, item.id) for item in framework.lists]
    if problem := no_document(screened.kind, content, specs):
        return _Seen(name, notes=screened.notes, problems=(problem,))
    ids = recognise_document(screened.kind, content, name, framework, {})
    served = tuple(item for item in framework.documents if item.id in ids)
    problems = () if served else (unrecognised(reading),)
    return _Seen(name, notes=screened.notes, documents=served, problems=problems)


def _ask_across(seen: Sequence[_Seen], framework: Framework) -> None:
    """Add the questions across lists to the list that each is about."""
    newest = {read.spec.id: (read, found) for read, found in _every_list(seen)}
    frames = {list_id: read.frame for list_id, (read, _) in newest.items()}
    for problem in check_across(frames, framework.id):
        read, found = newest[problem.list_id or ""]
        found.append(_placed(problem, read))


def _every_list(seen: Sequence[_Seen]) -> Iterator[tuple[ReadList, list[Problem]]]:
    for one in seen:
        yield from zip(one.reads, one.found, strict=True)


def _placed(problem: Problem, read: ReadList) -> Problem:
    """Return the question with the sheet and column that the officer knows."""
    column = read.columns.get(problem.field or "")
    return dataclasses.replace(problem, sheet=read.sheet, column=column.letter if column else None)


def _answer(one: _Seen) -> Answer:
    return build_answer(
        one.name,
        lists=[answer_list(*pair) for pair in zip(one.reads, one.found, strict=True)],
        documents=one.documents,
        holds=one.holds,
        problems=one.problems,
        notes=one.notes,
        held_because=one.held_because,
    )
