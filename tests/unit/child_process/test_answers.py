"""What a child may answer, and what its parent refuses to read."""

import json
import pickle
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd
import pytest

from visit_exchange.child_process.answers import Answers, RefusedAnswerError
from visit_exchange.child_process.reading import LENGTH


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Told:
    colour: Colour
    words: tuple[str, ...]
    more: "Told | None" = None


class Stranger: ...


SPECIFICATION = Stranger()  # what both sides have, and nobody sends
ANSWERS = Answers((Told, Colour), known=(SPECIFICATION,))


@pytest.mark.parametrize(
    "value",
    [
        None,
        "Zoë \ud800 \0",
        -0.5,
        float("inf"),
        2**80,
        b"\0\xff" * 1000,
        [1, [2, (3,)], True],
        ("a", b"b", ("c", None)),
        {"a": 1, ("b", 2): [b"3"]},
        Counter({Colour.RED: 2}),
        {1, 2},
        frozenset({"a", ("b",)}),
        date(2023, 3, 28),
        datetime(2023, 3, 28, 9, 30, tzinfo=UTC),
        datetime(2023, 3, 28, 9, 30),  # noqa: DTZ001  # as a workbook has it
        time(9, 30),
        timedelta(days=-1, microseconds=7),
        Told(Colour.RED, ("a",), Told(Colour.RED, ())),
        [Told(Colour.RED, ("a", "b"))] * 3,
        pd.Timestamp("2023-03-28 09:30").as_unit("s"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_answer_arrives_as_it_was_written(value: object) -> None:
    came = ANSWERS.read(ANSWERS.write(value))

    assert came == value
    assert type(came) is type(value)


def test_what_both_sides_have_is_pointed_to_and_not_made_anew() -> None:
    assert ANSWERS.read(ANSWERS.write([SPECIFICATION])) == [SPECIFICATION]


def test_a_number_of_numpys_arrives_as_pythons() -> None:
    assert ANSWERS.read(ANSWERS.write(np.float64(1.5))) == 1.5


def test_a_moment_that_is_none_stays_one() -> None:
    assert ANSWERS.read(ANSWERS.write(pd.NaT)) is pd.NaT


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": ["x", None], "b": [1.5, float("nan")]}, index=[7, 9]),
        pd.DataFrame({"a": [pd.Timestamp("2023-03-28"), pd.NaT], "b": [True, False]}),
        pd.DataFrame({"raw": pd.Series([1, "x", date(2023, 3, 28), 0.5, None], dtype=object)}),
        pd.DataFrame({"a": []}, index=pd.Index([], dtype="int64")),
        pd.DataFrame({"a": ["x", None, "Zoë", "x"] * 9, "b": ["y", "z"] * 18}, index=range(7, 43)),
        pd.DataFrame({"a": pd.Series(["x", "y"] * 9, dtype=object)}),
        pd.DataFrame({"a": pd.Series([["x"], ["y"]] * 9, dtype=object)}),
    ],
    ids=[
        "texts and numbers",
        "dates and truths",
        "the officer's own",
        "empty",
        "again",
        "objects",
        "lists",
    ],
)
def test_a_table_arrives_as_it_was_written(frame: pd.DataFrame) -> None:
    came = ANSWERS.read(ANSWERS.write(frame))

    assert isinstance(came, pd.DataFrame)
    pd.testing.assert_frame_equal(came, frame)


def test_a_text_that_stands_in_many_cells_arrives_in_each() -> None:
    read = ANSWERS.read(numbered(["list", ["x", None]], bytes([1, 0, 0, 0, 0, 0, 0, 0])))

    assert isinstance(read, pd.DataFrame)
    assert read["a"].tolist() == [None, "x"]


def test_cells_that_are_equal_and_not_the_same_arrive_as_they_were_written() -> None:
    cells = [True, 1, 1.0, "1", date(2023, 3, 28), datetime(2023, 3, 28), None] * 9  # noqa: DTZ001
    came = ANSWERS.read(ANSWERS.write(pd.DataFrame({"a": pd.Series(cells, dtype=object)})))

    assert isinstance(came, pd.DataFrame)
    assert list(map(type, came["a"])) == list(map(type, cells))
    assert came["a"].tolist() == cells


@pytest.mark.parametrize(
    "value",
    [Stranger(), [Stranger()], pd.DataFrame({"a": pd.Categorical(["x"])}), print, Stranger],
    ids=["object", "within a list", "column of another type", "function", "class"],
)
def test_what_no_answer_may_hold_is_our_mistake(value: object) -> None:
    with pytest.raises(TypeError, match="no answer may hold"):
        ANSWERS.write(value)


def numbered(texts: object, numbers: bytes) -> bytes:
    """Return a column as texts and the number of each cell's."""
    held = ["list*", [texts, ["bytes", 0]]]
    columns = ["list*", [["list*", ["by number", held]]]]
    rows = len(numbers) // 4
    return forged(["frame", [["list", ["a"]], ["list", [0, rows, 1]], columns]], numbers)


def framed(names: object, labels: object, *columns: object) -> bytes:
    """Return a table whose parts nobody wrote."""
    return forged(["frame", [names, labels, ["list*", list(columns)]]])


def forged(told: object, *buffers: bytes, lengths: object = None) -> bytes:
    text = json.dumps([told, [len(b) for b in buffers] if lengths is None else lengths]).encode()
    return b"".join([len(text).to_bytes(LENGTH, "big"), text, *buffers])


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(("a", None)),
        b"",
        b"\xff" * 20,
        forged(["of", "Popen", [["list", ["true"]]]]),
        forged(["of", "Told", ["red"]]),
        forged(["enum", "Told", "red"]),
        forged(["enum", "Colour", "blue"]),
        forged(["eval", "1"]),
        forged(["known", -1]),
        forged(["known", 7]),
        forged(["bytes", 0]),
        forged(["bytes", -1], b"a"),
        forged(["list", [["enum", "Colour", "red"]]]),
        forged(["dict", ["list*", [["list", []], 1]]]),
        forged(["set*", [["list", []]]]),
        forged({"of": "Told"}),
        forged([]),
        forged(1, lengths=[-1]),
        forged(1, lengths=[1 << 60]),
        forged(1) + b"more",
        forged(["frame", [["list", ["a"]], ["list", [0, 1, 1]], ["list*", [["list", ["O", 1]]]]]]),
        numbered(["list", ["x" * (1 << 20)]], bytes(4 << 11)),
        numbered(["dict", ["list", ["x", 1]]], bytes(8)),
        numbered(["set", ["x"]], bytes(8)),
        numbered("x", bytes(8)),
        framed(["list", ["a"]], ["list", [0, 1_000_000, 1]], ["list", ["object", "x"]]),
        framed(["list", ["a"]], ["list", [0, 9, 1]], ["list", ["object", None]]),
        framed(["list", ["a"]], ["list", [0, 9, 1]], ["list*", ["str", ["dict", ["list", []]]]]),
        framed(["list", ["a"]], ["list", [0, 9, 1]], ["list*", ["object", ["list", ["x"]]]]),
        framed(["list", ["a"]], ["list", [0, 1, 1]], ["list*", ["str", ["list", [1]]]]),
        framed(["list", ["a"]], ["list", [0, 1, 1]], ["list*", ["str", ["list*", [["known", 0]]]]]),
        framed(["list", []], ["list", [0, 10**15, 1]]),
        framed(["list", []], ["list*", ["by number", ["list*", [["list", ["x"]], "x"]]]]),
        framed(
            ["list", ["a", "a"]],
            ["list", [0, 1, 1]],
            *[["list*", ["object", ["list", ["x"]]]]] * 2,
        ),
        framed(
            ["list*", [["tuple", [1]]]],
            ["list", [0, 1, 1]],
            ["list*", ["object", ["list", ["x"]]]],
        ),
        forged([1, 2]),
        forged([None, 2]),
        forged([True, 2]),
        forged(["list*", [["bytes", 0], ["bytes", 0]]], b"once"),
        numbered(["list", ["x"]], bytes([0, 0, 0, 0, 1, 0, 0, 0])),
        numbered(["list", ["x"]], b"\xff" * 8),
        numbered(["list", ["x"]], bytes(7)),
        numbered(["list", []], bytes(8)),
        numbered(["list*", [["list", ["x", "y"]]]], bytes(8)),
        numbered(1, bytes(8)),
        b"\0" * 7 + b"\xff" + b"[" * 255,
        (100_000).to_bytes(LENGTH, "big") + b"[" * 100_000,
    ],
    ids=lambda content: repr(content[:50]),
)
def test_what_was_never_written_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedAnswerError):
        ANSWERS.read(content)
