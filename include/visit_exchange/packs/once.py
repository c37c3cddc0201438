"""What several sheets of a pack tell of the same rows is worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Of = TypeVar("Of")
Found = TypeVar("Found")


def worked_out_once(work_out: Callable[[Of], Found]) -> Callable[[Of], Found]:
    """Return a function of one pack, or one of its lists, that keeps what it found as long as
    that is held. What it is of must not be changed meanwhile."""
    known: WeakKeyDictionary[Any, Found] = WeakKeyDictionary()

    @wraps(work_out)
    def once(of: Of) -> Found:
        if of not in known:
            known[of] = work_out(of)
        return known[of]

    return once
