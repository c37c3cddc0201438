"""Tells what children load for themselves although the server that they come from could have.

``python at_first_use.py FILE …`` makes ready what the server does, then checks the files at the
desk with what children do done here, one function after the other. Printed is a line for each
function, and for each module that it imported and each of our caches that it began to fill.
"""

import functools
import gc
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from visit_exchange import child_process
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.assessing.making_ready import WORK, make_ready
from visit_exchange.kinds import load_framework

KIND = "ap_thematic_2023"
NOTIFIED = date(2023, 3, 27)  # a Monday


def caches() -> dict[str, int]:
    """Return how much our caches without a limit hold; it is the same for every file."""
    found = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))
    return {
        f"{each.__module__}.{each.__qualname__}": each.cache_info().currsize
        for each in found
        if each.__module__.startswith("visit_exchange") and each.cache_info().maxsize is None
    }


def new_ones(before: tuple[set[str], dict[str, int]]) -> Iterator[str]:
    modules, sizes = before
    yield from set(sys.modules) - modules
    yield from (name for name, size in caches().items() if size and not sizes.get(name))


def here(function: Callable[..., Any], *args: Any, **_limits: Any) -> Any:
    """Do what a child would, and tell what it had to load."""
    sys.stdout.write(f"{function.__name__}\n")
    before = set(sys.modules), caches()
    try:
        return function(*args)
    finally:
        for name in sorted(new_ones(before)):
            sys.stdout.write(f"{function.__name__}: {name}\n")


def main(files: list[str]) -> None:
    """Check the files."""
    for name in WORK:
        import_module(name)
    make_ready(KIND)
    in_a_child = child_process.run_limited
    for module in list(sys.modules.values()):
        if getattr(module, "run_limited", None) is in_a_child:
            vars(module)["run_limited"] = here
    named = [(Path(file).name, Path(file).read_bytes()) for file in files]
    assess_at_desk(named, load_framework(KIND), NOTIFIED)


if __name__ == "__main__":
    main(sys.argv[1:])
