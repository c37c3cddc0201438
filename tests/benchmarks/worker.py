"""One measured part in a process of its own: runs what it is told to on standard input.

Imports nothing of the project, because the peers' environments have nothing of it.
"""

import json
import os
import sys
import time
from collections.abc import Callable


def serve(parts: dict[str, Callable[[str], int]]) -> None:
    """Answer each line ``{"part": …, "file": …}`` with seconds and the number of faults found."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        start = time.perf_counter()
        found = parts[asked["part"]](asked["file"])
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "found": found}), file=answers, flush=True)
