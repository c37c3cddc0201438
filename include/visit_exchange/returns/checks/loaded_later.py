"""Libraries that Great Expectations imports for expectations that no list of ours has.

They take 50 MB of every process that checks a list, and half a second of each that begins to.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

FOR_OTHERS = ("scipy.stats", "altair")  # distributions, and drawings of them


class _Later(ModuleType):
    """Stands in place of a library until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def load_when_used(*names: str) -> None:
    """Have each library loaded when something of it is used, not when it is imported.

    One that is loaded already stays as it is.
    """
    for name in names:
        sys.modules.setdefault(name, _Later(name))
