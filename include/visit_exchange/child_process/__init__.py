"""Work on a file that we do not trust, in a child process that has limits and walls.

The child is forked from a server that was started with nothing in its memory but our code: no key,
no environment, no connection. So a file that takes a child over finds nothing to tell, and nobody
to tell it to. What the child answers is data, never a pickle.
"""

from visit_exchange.child_process.asking import prepare, run_limited
from visit_exchange.child_process.stops import (
    ChildFailedError,
    ChildInterruptedError,
    ChildStoppedError,
    Stop,
)

__all__ = [
    "ChildFailedError",
    "ChildInterruptedError",
    "ChildStoppedError",
    "Stop",
    "prepare",
    "run_limited",
]
