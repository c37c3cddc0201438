"""What a child answers, as data: written by the child, read by a parent that does not trust it.

JSON, with the bytes that are in it behind. An array begins with a sign that says what it is; of
classes only those that the caller names are made, and what the caller already has is told by its
number. Nothing is looked up by a name that the child chooses, and nothing of it is run.
"""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, cast

from visit_exchange.child_process.frames import is_frame, parts_of, plain_of, time_of
from visit_exchange.child_process.reading import (
    LENGTH,
    NO_ANSWER,
    PLAIN,
    SEQUENCES,
    TIMES,
    Reader,
    apart,
)


class RefusedAnswerError(Exception):
    """What came from a child is no answer that was asked for. Holds nothing of it."""


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
            told, buffers = apart(memoryview(content))
            return Reader(self._types, self._known, buffers).read(told)
        except NO_ANSWER as error:
            raise RefusedAnswerError(type(error).__name__) from None

    def _written(self, value: object, buffers: list[bytes]) -> Any:
        kind = type(value)
        if kind in PLAIN:
            return value
        if id(value) in self._numbers:
            return ["known", self._numbers[id(value)]]
        if kind in SEQUENCES:
            return self._written_items(SEQUENCES[kind], cast("Iterable[object]", value), buffers)
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
            case datetime() | date() | time() if type(value) in TIMES:
                return [type(value).__name__, value.isoformat()]
        if is_frame(value):
            parts = [self._written(part, buffers) for part in parts_of(value)]
            return ["frame", parts]
        return time_of(value) or self._written(plain_of(value), buffers)
