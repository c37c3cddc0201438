"""Asks the server for a child that works on a file, and takes its answer with tongs."""

import pickle
import re
import socket
from collections.abc import Callable, Sequence
from typing import TypeVar, TypeVarTuple, cast

from visit_exchange.child_process.answers import Answers, RefusedAnswerError
from visit_exchange.child_process.messages import ANSWER, END, FAILURE, Ended, Limits, send
from visit_exchange.child_process.serving import connected
from visit_exchange.child_process.stops import (
    ChildFailedError,
    ChildInterruptedError,
    ChildStoppedError,
    Stop,
)

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")
MEGABYTE = 1 << 20
# How much longer than it may work a child may take: a busy machine makes it wait for its turn.
WALL = 5
MOST_ANSWER = 1024 * MEGABYTE
# A failure reaches the log, so it is a type and a place, whatever a child says.
_PLACE = re.compile(r"[A-Za-z_]\w{0,60}(?: at \w{1,60}\.py:\d{1,6})?")


def run_limited(
    function: Callable[[*Arguments], Result],
    *args: *Arguments,
    memory_mb: int,
    seconds: int,
    answers: Sequence[type] = (),
    known: Sequence[object] = (),
    ready: Callable[[], object] | None = None,
) -> Result:
    """Return ``function(*args)`` as a child computed it.

    ``memory_mb`` is what the child may take on top of what it inherits, ``seconds`` how long
    it may work (processor time). ``answers`` are the dataclasses and enums that the answer holds
    besides what Python and pandas have, ``known`` those of the arguments that it may point to
    instead. ``ready`` is done once in the server, for all children: it must not touch an upload.
    Raises ChildStoppedError when the child used up a limit, crashed or answered what it could not,
    ChildInterruptedError when it was stopped from outside, ChildFailedError when the function
    raised.
    """
    limits = Limits(memory_mb * MEGABYTE, seconds, seconds * WALL)
    with connected() as connection:
        send(connection, _header(limits, function.__module__, ready))
        send(connection, pickle.dumps((function, args, tuple(answers), known)))
        told, ended = _received(connection)
    return cast(Result, _judged(told, ended, Answers(answers, known)))


def prepare(module: str, ready: Callable[[], object] | None = None) -> None:
    """Have the server import a module and do ``ready``, without waiting for it."""
    with connected() as connection:
        send(connection, _header(Limits(0, 1, 1), module, ready))


def _header(limits: Limits, module: str, ready: Callable[[], object] | None) -> bytes:
    return pickle.dumps((limits, module, pickle.dumps(ready)))


def _received(connection: socket.socket) -> tuple[bytes, bytes]:
    """Return what the child said, and what the server says of its end."""
    received = bytearray()
    try:
        while piece := connection.recv(MEGABYTE):
            received += piece
            if len(received) > MOST_ANSWER:
                raise ChildStoppedError(Stop.MEMORY)
    except ConnectionError:
        return b"", b""  # whoever should say how it ended is gone
    return bytes(received[:-END]), bytes(received[-END:])


def _judged(told: bytes, ended: bytes, answers: Answers) -> object:
    if len(ended) < END:
        raise ChildInterruptedError("the child process’s server was stopped")
    if error := Ended.read(ended).error:
        raise error
    if told[:1] == FAILURE:
        raise _failure(told[1:])
    if told[:1] != ANSWER:
        raise ChildStoppedError(Stop.CRASH)
    try:
        return answers.read(told[1:])
    except RefusedAnswerError:
        raise ChildStoppedError(Stop.CRASH) from None


def _failure(told: bytes) -> Exception:
    text = told.decode("ascii", "replace")
    if text in {stop.value for stop in Stop}:
        return ChildStoppedError(Stop(text))
    return ChildFailedError(text if _PLACE.fullmatch(text) else "a failure that it does not name")
