"""How a child process may end without an answer."""

from enum import StrEnum

from visit_exchange.errors import TellableError


class Stop(StrEnum):
    """Why a child ended without an answer."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


class ChildStoppedError(Exception):
    """The child died of the file it worked on: ``reason`` says how. Holds nothing of the file."""

    def __init__(self, reason: Stop) -> None:
        super().__init__(f"the child process stopped: {reason}")
        self.reason = reason


class ChildInterruptedError(TellableError):
    """Somebody stopped the child, which says nothing of the file: look at it again."""


class ChildFailedError(TellableError):
    """Our own code raised in the child: a bug. Holds the error's type and place, never its text."""
