"""What a child answers, as data: written by the child, read by a parent that does not trust it.

JSON, with the bytes that are in it behind. An array begins with a sign that says what it is; of
classes only those that the caller names are made, and what the caller already has is told by its
number. Nothing is looked up by a name that the child chooses, and nothing of it is run.
"""

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, cast

from visit_exchange.child_process.columns import signs_told_by_number
from visit_exchange.child_process.frames import (
    NOT_A_TIME,
    TIMESTAMP,
    frame_of,
    is_frame,
    not_a_time,
    parts_of,
    plain_of,
    time_of,
    timestamp,
)

PLAIN = frozenset({str, int, float, bool, type(None)})
LENGTH = 8  # bytes that say how long the JSON is
# Bytes of JSON, of which objects take up to twenty times as many in memory. A list of 200,000
# rows has about 50 million.
MOST_JSON = 256 << 20
# Letters and signs in all cells that are told by numbers.
MOST_SIGNS = 1 << 30
_SEQUENCES: dict[type, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_OF_SEQUENCES = {sign: kind for kind, sign in _SEQUENCES.items()}


class RefusedAnswerError(Exception):
    """What came from a child is no answer that was asked for. Holds nothing of it."""


# What reading may raise when nothing like it was written.
_NO_ANSWER = (
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


class Answers:
    """Writes and reads answers of one question.

    ``types`` are the dataclasses and enums that they may hold, ``known`` the objects that both
    sides have (the specifications that a list was read by).
    """

    def __init__(self, types: Iterable[type] = (), known: Sequence[object] = ()) -> None:
        self._types = {each.__name__: each for each in types}
        self._known = known
        self._numbers = {id(each): number for number, each in enumerate(known)}

    def write(self, answer: object) -> bytes:
        """Return an answer as bytes; TypeError, a bug of ours, for what no answer may hold."""
        buffers: list[bytes] = []
        told = self._written(answer, buffers)
        text = json.dumps([told, list(map(len, buffers))], separators=(",", ":")).encode()
        return b"".join([len(text).to_bytes(LENGTH, "big"), text, *buffers])

    def read(self, content: bytes) -> object:
        """Return the answer; RefusedAnswerError for everything that ``write`` did not write."""
        try:
            told, buffers = _apart(memoryview(content))
            return self._read(told, _Behind([*buffers]))
        except _NO_ANSWER as error:
            raise RefusedAnswerError(type(error).__name__) from None

    def _written(self, value: object, buffers: list[bytes]) -> Any:
        kind = type(value)
        if kind in PLAIN:
            return value
        if id(value) in self._numbers:
            return ["known", self._numbers[id(value)]]
        if kind in _SEQUENCES:
            return self._written_items(_SEQUENCES[kind], cast("Iterable[object]", value), buffers)
        if kind in (dict, Counter):
            pairs = cast("Mapping[object, object]", value).items()
            items = [item for pair in pairs for item in pair]
            return ["dict" if kind is dict else "counter", self._written(items, buffers)]
        if kind.__name__ in self._types and self._types[kind.__name__] is kind:
            return self._written_named(value, buffers)
        return self._written_leaf(value, buffers)

    def _written_items(self, sign: str, items: Iterable[object], buffers: list[bytes]) -> Any:
        each = list(items)
        if set(map(type, each)) <= PLAIN:
            return [sign, each]
        return [f"{sign}*", [self._written(item, buffers) for item in each]]

    def _written_named(self, value: object, buffers: list[bytes]) -> Any:
        name = type(value).__name__
        if isinstance(value, Enum):
            return ["enum", name, value.value]
        fields = dataclasses.fields(cast("Any", value))
        told = [self._written(getattr(value, field.name), buffers) for field in fields]
        return ["of", name, told]

    def _written_leaf(self, value: object, buffers: list[bytes]) -> Any:
        match value:
            case bytes():
                buffers.append(value)
                return ["bytes", len(buffers) - 1]
            case timedelta():
                return ["timedelta", value.days, value.seconds, value.microseconds]
            case datetime() | date() | time() if type(value) in _TIMES:
                return [type(value).__name__, value.isoformat()]
        if is_frame(value):
            parts = [self._written(part, buffers) for part in parts_of(value)]
            return ["frame", parts]
        return time_of(value) or self._written(plain_of(value), buffers)

    def _read(self, told: Any, behind: "_Behind") -> Any:
        if type(told) in PLAIN:
            return told
        sign, *rest = told
        if type(sign) is not str:
            raise ValueError("no sign")
        if sign == "known":
            return self._known[_number(rest[0])]
        if sign == "of":
            return self._made(rest[0], [self._read(each, behind) for each in rest[1]])
        if sign == "enum":
            return _enum(self._types[rest[0]], rest[1])
        if sign == "bytes":
            return behind.taken(_number(rest[0]))
        if sign in ("dict", "counter"):
            items = self._read(rest[0], behind)
            pairs = dict(zip(items[::2], items[1::2], strict=True))
            return pairs if sign == "dict" else Counter(pairs)
        if sign == "frame":
            names, labels, columns = (self._read(part, behind) for part in rest[0])
            behind.spend(signs_told_by_number(columns))
            return frame_of(names, labels, columns)
        return self._read_items(sign, rest, behind)

    def _read_items(self, sign: str, rest: list[Any], behind: "_Behind") -> Any:
        if sign in _LEAVES:
            return _LEAVES[sign](*rest)
        items = rest[0]
        if sign.endswith("*"):
            items = [self._read(item, behind) for item in items]
        elif not set(map(type, items)) <= PLAIN:
            raise ValueError("what is not plain is not marked so")
        return _OF_SEQUENCES[sign.removesuffix("*")](items)

    def _made(self, name: str, values: list[object]) -> object:
        made = self._types[name]
        fields = [field.name for field in dataclasses.fields(made)]
        return made(**dict(zip(fields, values, strict=True)))


_TIMES = (datetime, date, time)
_LEAVES: dict[str, Callable[..., object]] = {
    **{kind.__name__: kind.fromisoformat for kind in _TIMES},
    "timedelta": timedelta,
    NOT_A_TIME: not_a_time,
    TIMESTAMP: timestamp,
}


def _enum(kind: type, value: object) -> Enum:
    if not issubclass(kind, Enum):
        raise TypeError("no enum")
    return kind(value)


def _number(told: object) -> int:
    """Return a place in a sequence: a negative one would count from its end."""
    if type(told) is not int or told < 0:
        raise ValueError("no place")
    return told


def _apart(content: memoryview) -> tuple[Any, list[bytes]]:
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
