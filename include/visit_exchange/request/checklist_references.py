"""Lines of a checklist that point at another: "See item 5", "as above", "ditto"."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

_ABOVE = re.compile(
    r"(?:please )?(?:(?:see|as|same as|as per|per)\s+)?(?:the )?(?:(?:file|item|one)s? )?above"
    r"|same(?: again)?|ditto|do\.|[\"”″〃]",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:please\s+)?(?:(?:see|same as|as in|as for|as per|as|per|refer to)\s+)?"
    r"(?:(?:the )?(?:file|document|answer)s?\s+(?:for|of|at|under|beside)\s+)?"
    r"(?:items?\s+)?(?:no\.?\s+|number\s+)?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?:\s{1,20}(?:above|below))?[\s.]{0,20}$", re.IGNORECASE)
_JOINED = re.compile(r"\s{0,20}(?:,|&|\band\b)\s{0,20}(?:items?\s{1,20})?", re.IGNORECASE)

Names = tuple[str, ...]
Written = tuple[int, str | None, Names]  # row, id of the item, names beside it


def resolved(lines: Sequence[Written], numbers: Mapping[str, str]) -> list[Names]:
    """Return the names of each line, those of the line that it points at in a pointer's place.

    ``numbers`` are the ids of the items by their numbers. What points at a line without a name
    stays as it was written.
    """
    known = _from_above(lines)
    named = {item: names for (_, item, _), names in zip(lines, known, strict=True) if item}
    return [_in_place(names, lambda name: _of_items(name, named, numbers)) for names in known]


def _from_above(lines: Iterable[Written]) -> list[Names]:
    """Return the names of each line, where it says "as above" those of the row above it."""
    found: list[Names] = []
    last, above = 0, Names()
    for row, _, names in lines:
        usable = above if row == last + 1 else ()
        last, above = row, _in_place(names, partial(_if_above, usable))
        found.append(above)
    return found


def _if_above(above: Names, name: str) -> Names:
    return above if _ABOVE.fullmatch(name.strip(" .()[]")) else ()


def _of_items(name: str, named: Mapping[str, Names], numbers: Mapping[str, str]) -> Names:
    """Return the names beside the items that "See items 5 and 6" points at, if it does."""
    pointed = _POINTS.match(name)
    if pointed is None or not pointed[0]:
        return ()
    rest = _BEHIND.sub("", name[pointed.end() :])
    asked = [rest] if rest in numbers else _JOINED.split(rest)
    if not all(number in numbers for number in asked):
        return ()
    return tuple(each for number in asked for each in named.get(numbers[number], ()))


def _in_place(names: Names, pointed_at: Callable[[str], Names]) -> Names:
    """Return the names with what each points at in its place, none twice."""
    return tuple(dict.fromkeys(each for name in names for each in pointed_at(name) or (name,)))
