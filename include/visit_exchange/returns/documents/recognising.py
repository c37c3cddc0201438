"""Which items of the request a document serves: those that its sender says, on the upload page or
in the checklist; else by what it says first and by its name second.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds import Framework, Item
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.documents.file_names import items_named, plain_words, stem_of
from visit_exchange.returns.documents.opening_lines import opening_lines
from visit_exchange.returns.tables.columns.not_asked_for import not_asked_for
from visit_exchange.visits.places.sent_for import folder_number, item_sent_for
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import Reading

NOT_RECOGNISED = Problem(
    "not_recognised",
    Severity.MUST_FIX,
    "We could not tell what this file is for. If it is a list, use the headings of the template "
    "and upload it again. If it is a document, write its name beside the item in the checklist and "
    "upload the checklist: you do not need to upload this file again",
)
NOTHING_IN_IT = Problem(
    "empty_file",
    Severity.MUST_FIX,
    "There is nothing in this file but empty cells. Check that it was saved, then upload it again",
)
TITLE_LINES = 2
LONGEST_HEADING = 90
IN_TITLE, IN_HEADING, IN_BODY, IN_NAME = 3.0, 2.0, 1.0, 3.0
LEAST_TELLING = 0.3
RECOGNISED = 1.9
ALSO_SERVED = 0.75
SAYS_SO = 0.85
MEMORY_MB = 1_024
SECONDS = 40  # a scanned page takes ten


def recognise_document(
    by_content: tuple[str, ...],
    name: str,
    framework: Framework,
    checklist: Mapping[str, tuple[str, ...]],
    reading: "Reading | None" = None,
) -> tuple[str, ...]:
    """Return the ids of the items that a screened document serves, in the order of the request.

    ``by_content`` are those that its first words tell of. ``checklist`` is item id to the file
    names that the authority wrote beside it. Empty when nothing tells: then the answer asks which
    item it is. A table (``reading``) that is a register of people is a document only where the
    checklist says so.
    """
    if said := said_to_be(name, framework, checklist):
        return said
    if reading and not_asked_for(reading):
        return ()
    return by_content or named_for(name, framework)


def unrecognised(reading: "Reading | None" = None) -> Problem:
    """Return what to tell of a file that is neither list nor document; ``reading`` of a table."""
    if reading and reading.is_empty:
        return NOTHING_IN_IT
    return (reading and not_asked_for(reading)) or NOT_RECOGNISED


def said_to_be(
    name: str, framework: Framework, checklist: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the documents that the sender says a file is, in the request's order.

    It says so by sending it for an item (``name`` then begins with that item's folder) and by the
    checklist.
    """
    number = item_sent_for(name)
    beside = items_named(checklist, (name,))
    return tuple(
        item.id
        for item in framework.documents
        if item.id in beside or folder_number(item.number) == number
    )


def by_content(kind: str, content: bytes, framework: Framework) -> tuple[str, ...]:
    """Return the ids of the items that the first words of a document tell of."""
    try:
        return run_limited(_opened, kind, content, framework, memory_mb=MEMORY_MB, seconds=SECONDS)
    except ChildStoppedError:
        return ()


def by_opening(lines: Sequence[str], framework: Framework) -> tuple[str, ...]:
    """Return the same of its first lines, which are read in a child alone."""
    return _by_words(_zones(lines), framework)


def _opened(kind: str, content: bytes, framework: Framework) -> tuple[str, ...]:
    return by_opening(opening_lines(kind, content), framework)


def _zones(lines: Sequence[str]) -> tuple[tuple[float, str], ...]:
    """Return the places that a phrase can stand in with what it counts there."""
    headings = [line for line in lines if len(line) <= LONGEST_HEADING and line[-1] not in ".,;"]
    return (
        (IN_TITLE, plain_words(" ".join(lines[:TITLE_LINES]))),
        (IN_HEADING, plain_words(" ".join(headings))),
        (IN_BODY, plain_words(" ".join(lines))),
    )


def named_for(name: str, framework: Framework) -> tuple[str, ...]:
    """Return the documents that a file's name alone tells of, by words or by number."""
    words = stem_of(name)
    if found := _by_words(((IN_NAME, words),), framework):
        return found
    number = re.match(r"(?:(?:annex a|item|doc(?:ument)?|no) )*0*(\d{1,2}(?: \d{1,2})?)\b", words)
    # "2.1 Engagement" and "5 2024 plan" alike begin with a number and a number.
    numbers = (number[1], number[1].partition(" ")[0]) if number else ()
    named = {
        item.id: numbers.index(plain_words(item.number))
        for item in framework.documents
        if plain_words(item.number) in numbers
    }
    return tuple(i for i, rank in named.items() if rank == min(named.values()))


def _by_words(zones: Sequence[tuple[float, str]], framework: Framework) -> tuple[str, ...]:
    scores = dict.fromkeys((item.id for item in framework.documents), 0.0)
    titled: set[str] = set()
    for phrase, weights in _phrases(framework):
        best = max((zone for zone, text in zones if _stands_in(phrase, text)), default=0.0)
        for item_id, weight in weights.items():
            scores[item_id] += best * weight
            if best >= IN_TITLE and weight >= SAYS_SO:
                titled.add(item_id)
        zones = tuple((zone, _without(phrase, text)) for zone, text in zones)
    most = max(scores.values(), default=0.0)
    least = max(RECOGNISED, most * ALSO_SERVED)
    return tuple(i for i, score in scores.items() if score >= least or i in titled)


def _phrases(framework: Framework) -> list[tuple[str, dict[str, float]]]:
    """Return each phrase with how telling it is of which items; the longest come first.

    What a long phrase has used does not count for the shorter ones inside it.
    """
    phrases: dict[str, dict[str, float]] = {}
    for item in framework.documents:
        for phrase, weight in _weighted(item):
            weights = phrases.setdefault(phrase, {})
            weights[item.id] = max(weight, weights.get(item.id, 0.0))
    return sorted(phrases.items(), key=lambda entry: -len(entry[0]))


def _weighted(item: Item) -> list[tuple[str, float]]:
    step = (1 - LEAST_TELLING) / max(1, len(item.words))
    ranked = [(plain_words(word), 1 - step * rank) for rank, word in enumerate(item.words)]
    return [(plain_words(item.title), 1.0), *ranked]


def _stands_in(phrase: str, text: str) -> bool:
    return f" {phrase} " in f" {text} "  # both are plain words


def _without(phrase: str, text: str) -> str:
    without = f" {text} "
    while f" {phrase} " in without:
        without = without.replace(f" {phrase} ", " · ")
    return without.strip()
