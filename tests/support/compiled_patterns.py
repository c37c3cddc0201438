"""Every compiled pattern of the rooms that an upload passes, found by import: none is left out."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from inspect import getsource
from types import ModuleType

import visit_exchange

ROOMS = ("assessing", "kinds", "packs", "privacy", "request", "returns", "tracking", "writing")
_IMPORT = re.compile(r"^from \S+ import (?:\([^)]*\)|[^\n]*)", re.MULTILINE)
_DEEPEST = 4  # a pattern in a dataclass in a tuple in a mapping


@dataclass(frozen=True)
class Kept:
    """A pattern that a module keeps. ``searches``: it may begin anywhere in a text, which a pattern
    that is only matched does not."""

    name: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    searches: bool


def compiled_patterns() -> tuple[Kept, ...]:
    """Return each pattern that a module keeps, where it first stands."""
    found: dict[re.Pattern[str] | re.Pattern[bytes], Kept] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for nth, pattern in enumerate(_within(value, 0)):
                told = f"{_short(module)}.{name}{f'[{nth}]' if nth else ''}"
                found.setdefault(pattern, Kept(told, pattern, _searches(module, name)))
    return tuple(found.values())


def _searches(module: ModuleType, name: str) -> bool:
    """Say whether a constant is used, here or elsewhere, otherwise than to match from the start."""
    its = getattr(module, name)
    users = [each for each in (module, *_modules()) if getattr(each, name, None) is its]
    used = [how for user in users for how in _uses(user, name)]
    return not used or not all(used)


def _uses(module: ModuleType, name: str) -> list[str]:
    """Return how a module uses a name, but for where it is made or imported."""
    source = _IMPORT.sub("", getsource(module))
    return re.findall(rf"(?<![\w.]){name}\b(?! ?[:=])(\.(?:full)?match\b)?", source)


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        folder = importlib.import_module(f"{visit_exchange.__name__}.{room}")
        yield folder
        for module in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
            yield importlib.import_module(module.name)


def _short(module: ModuleType) -> str:
    return module.__name__.removeprefix("visit_exchange.")


def _within(value: object, depth: int) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth >= _DEEPEST or isinstance(value, type):
        return
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _within(part, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _within(part, depth + 1)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _within(getattr(value, field.name, None), depth + 1)
