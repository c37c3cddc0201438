"""What a scheduler that failed leaves behind."""

import multiprocessing


def end_left_workers() -> None:
    """End the workers that nobody has ended.

    Python waits for its children before it ends, and idle workers never do: a scheduler that could
    not write to a full disk stood there for good, neither at work nor dead, and nobody started it
    again. One that is told to stop has ended its workers before.
    """
    for worker in multiprocessing.active_children():
        worker.kill()
