"""Libraries that Great Expectations imports for expectations that no list of ours has.

Loaded at once, they would take 50 MB of every process that checks a list, and half a second of its
start.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from types import ModuleType
from typing import Any

FOR_OTHERS = ("scipy.stats", "altair")  # distributions, and drawings of them
# Asking for these loads the library. Tools that look through all modules ask each for other names
# of this kind, such as where it lies.
_OF_ITSELF = ("__path__", "__all__", "__version__")
_loading = Lock()


class _Later(ModuleType):
    """Stands in place of a library until something of it is asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = find_spec(name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in _OF_ITSELF:
            raise AttributeError(name)
        with _loading:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def load_when_used(*names: str) -> None:
    """Have each library loaded when something of it is used, not when it is imported.

    One that is loaded already stays as it is.
    """
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = _Later(name)
