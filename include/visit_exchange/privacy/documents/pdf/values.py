"""The values that a rebuilt PDF may hold: numbers, truths, and names of a known few."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

import pikepdf

Cleaning = Callable[[Any], Any]
DEEPEST_ARRAY = 4


class UnknownPartError(Exception):
    """A part of a PDF that nobody here understands. The page that uses it becomes a picture."""


def is_number(value: Any) -> bool:
    """Say whether a value is a number; truth values are none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def number(value: Any) -> Any:
    """Return a number as it is."""
    if not is_number(value):
        raise UnknownPartError("a number is something else")
    return value


def truth(value: Any) -> bool:
    """Return a truth value as it is."""
    if not isinstance(value, bool):
        raise UnknownPartError("a truth value is something else")
    return value


def numbers(value: Any, depth: int = 0) -> Any:
    """Return an array of numbers, and of such arrays, made anew."""
    if depth > DEEPEST_ARRAY or not isinstance(value, pikepdf.Array | list):
        raise UnknownPartError("an array of numbers is something else")
    return pikepdf.Array([v if is_number(v) else numbers(v, depth + 1) for v in value])


def one_of(*names: str) -> Cleaning:
    """Return what lets a name through only if it is one of ``names``."""
    allowed = frozenset(names)

    def clean(value: Any) -> Any:
        if not isinstance(value, pikepdf.Name) or str(value) not in allowed:
            raise UnknownPartError("a name is not one of those that are known")
        return pikepdf.Name(str(value))

    return clean


def only(source: Any, shape: Mapping[str, Cleaning], needed: Collection[str] = ()) -> Any:
    """Return a dictionary of the keys of ``shape`` that ``source`` has, each value cleaned."""
    made = pikepdf.Dictionary()
    for key, clean in shape.items():
        value = source.get(key)
        if value is not None:
            made[key] = clean(value)
        elif key in needed:
            raise UnknownPartError("a part lacks what it needs")
    return made


def whole(source: Any, key: str) -> int:
    """Return a whole number that must be there and above nought."""
    value = source.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UnknownPartError("a size is missing")
    return value


def same_as(thing: Any) -> tuple[int, int] | None:
    """Return what tells an indirect object from every other; None for one that stands in place."""
    number_and_generation: tuple[int, int] = thing.objgen if thing.is_indirect else (0, 0)
    return number_and_generation if number_and_generation != (0, 0) else None
