"""Reads what a child answered, without trust: what nobody could have written is an error.

Nothing is looked up by a name that the child chooses, and what is made of an answer has limits.
"""

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from visit_exchange.child_process.columns import signs_told_by_number
from visit_exchange.child_process.frames import (
    NOT_A_TIME,
    TIMESTAMP,
    frame_of,
    not_a_time,
    timestamp,
)

PLAIN = frozenset({str, int, float, bool, type(None)})
LENGTH = 8  # bytes that say how long the JSON is
# Bytes of JSON, of which objects take up to twenty times as many in memory. A list of 200,000
# rows has about 50 million.
MOST_JSON = 256 << 20
# Letters and signs in all cells that are told by numbers.
MOST_SIGNS = 1 << 30
SEQUENCES: dict[type, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
TIMES = (datetime, date, time)
_OF_SEQUENCES = {sign: kind for kind, sign in SEQUENCES.items()}
_LEAVES: dict[str, Callable[..., object]] = {
    **{kind.__name__: kind.fromisoformat for kind in TIMES},
    "timedelta": timedelta,
    NOT_A_TIME: not_a_time,
    TIMESTAMP: timestamp,
}
# What reading may raise when nothing like it was written.
NO_ANSWER = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    OverflowError,
    MemoryError,
)


@dataclasses.dataclass
class _Behind:
    """What stands behind the JSON, and how much may still be made of it."""

    buffers: list[bytes | None]
    signs: int = MOST_SIGNS

    def taken(self, number: int) -> bytes:
        """Return a buffer that was not taken yet: nobody writes one twice."""
        found, self.buffers[number] = self.buffers[number], None
        if found is None:
            raise ValueError("told twice")
        return found

    def spend(self, signs: int) -> None:
        """Count what the cells of a table come to."""
        self.signs -= signs
        if self.signs < 0:
            raise ValueError("too much")


class Reader:
    """Reads one answer. ``types`` are those that it may hold, by name; ``known`` what both have."""

    def __init__(
        self, types: Mapping[str, type], known: Sequence[object], buffers: Sequence[bytes]
    ) -> None:
        self._types = types
        self._known = known
        self._behind = _Behind([*buffers])

    def read(self, told: Any) -> Any:
        """Return what is told; one of many errors for what nobody wrote."""
        if type(told) in PLAIN:
            return told
        sign, *rest = told
        if type(sign) is not str:
            raise ValueError("no sign")
        if sign == "known":
            return self._known[_number(rest[0])]
        if sign == "of":
            return self._made(rest[0], [self.read(each) for each in rest[1]])
        if sign == "enum":
            return _enum(self._types[rest[0]], rest[1])
        if sign == "bytes":
            return self._behind.taken(_number(rest[0]))
        if sign in ("dict", "counter"):
            items = self.read(rest[0])
            pairs = dict(zip(items[::2], items[1::2], strict=True))
            return pairs if sign == "dict" else Counter(pairs)
        if sign == "frame":
            names, labels, columns = (self.read(part) for part in rest[0])
            self._behind.spend(signs_told_by_number(columns))
            return frame_of(names, labels, columns)
        return self._read_items(sign, rest)

    def _read_items(self, sign: str, rest: list[Any]) -> Any:
        if sign in _LEAVES:
            return _LEAVES[sign](*rest)
        items = rest[0]
        if sign.endswith("*"):
            items = [self.read(item) for item in items]
        elif not set(map(type, items)) <= PLAIN:
            raise ValueError("what is not plain is not marked so")
        return _OF_SEQUENCES[sign.removesuffix("*")](items)

    def _made(self, name: str, values: list[object]) -> object:
        made = self._types[name]
        fields = [field.name for field in dataclasses.fields(made)]
        return made(**dict(zip(fields, values, strict=True)))


def _enum(kind: type, value: object) -> Enum:
    if not issubclass(kind, Enum):
        raise TypeError("no enum")
    return kind(value)


def _number(told: object) -> int:
    """Return a place in a sequence: a negative one would count from its end."""
    if type(told) is not int or told < 0:
        raise ValueError("no place")
    return told


def apart(content: memoryview) -> tuple[Any, list[bytes]]:
    """Return the JSON and the bytes behind it."""
    end = LENGTH + int.from_bytes(content[:LENGTH], "big")
    if end - LENGTH > MOST_JSON:
        raise ValueError("too much")
    told, lengths = json.loads(bytes(content[LENGTH:end]))
    buffers = []
    for length in map(_number, lengths):
        buffers.append(bytes(content[end : end + length]))
        end += length
    if end != len(content):
        raise ValueError("too much or too little")
    return told, buffers
