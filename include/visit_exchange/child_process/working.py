"""What a child does: shut itself in, work, answer, end."""

import os
import pickle
import signal
import socket
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from visit_exchange.child_process import kernel
from visit_exchange.child_process.answers import Answers
from visit_exchange.child_process.messages import ANSWER, FAILURE, Limits, receive
from visit_exchange.child_process.stops import Stop
from visit_exchange.child_process.walls import ANSWERING, close_all_but, shut_in


def work(connection: socket.socket, limits: Limits) -> NoReturn:
    """Answer the question that waits in ``connection``, within limits and walls."""
    # No cleanup and no exception handler of the server may run in its copy.
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)  # nobody else would end it in time
        close_all_but(connection.detach())
        connection = socket.socket(fileno=ANSWERING)
        asked = receive(connection)
        shut_in(limits)
        _say(connection.detach(), _answer(asked))
    finally:
        os._exit(0)


def _answer(asked: bytearray) -> bytes:
    try:
        # From our own task: what of it is an upload's is bytes and cells.
        function, args, types, known = pickle.loads(asked)  # noqa: S301
        return ANSWER + Answers(types, known).write(function(*args))
    except BaseException as error:  # noqa: BLE001  # whatever it is, the parent is told its kind
        return FAILURE + _failure(error).encode("ascii", "replace")


def _say(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _failure(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return Stop.MEMORY
    # A panic of a Rust library derives from BaseException alone: the file killed it, not our code.
    if not isinstance(error, Exception):
        return Stop.CRASH
    return f"{type(error).__name__}{_place(error.__traceback__)}"


def _place(traceback: TracebackType | None) -> str:
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = Path(traceback.tb_frame.f_code.co_filename).name
    return f" at {where}:{traceback.tb_lineno}"
