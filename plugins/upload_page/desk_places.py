"""The places at the page's desk: so few files are checked at once, and of each sender one."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class BusyError(Exception):
    """No place is free; the text says how many files are being checked."""


class DeskPlaces:
    """At most ``most`` at once in this process, and one of each name."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: set[str] = set()
        self._lock = Lock()

    @contextmanager
    def place(self, name: str) -> Iterator[None]:
        """Hold a place while a file is read and checked; BusyError when there is none."""
        with self._lock:
            if name in self._taken:
                raise BusyError("Another file of yours is being checked. Yours is next.")
            if len(self._taken) >= self._most:
                files = len(self._taken)
                told = "Another file is" if files == 1 else f"{files} other files are"
                raise BusyError(f"{told} being checked. Yours is begun as soon as there is room.")
            self._taken.add(name)
        try:
            yield
        finally:
            with self._lock:
                self._taken.discard(name)
