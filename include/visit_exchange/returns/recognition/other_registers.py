"""Registers that nobody asked for and that look like lists that were (other_registers.yaml)."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from pydantic import Field

from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.heading_words import bare_heading, normalise
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model

MOST_HEADING = 160  # characters; longer texts are no headings


class OtherRegister(Strict):
    """A register: ``title`` in words, its telling ``columns`` and what it is called.

    Each of ``columns`` is a pattern searched for in a normalised heading. ``beside`` are lists in
    which such columns are at home, and which are never taken for the register.
    """

    title: str
    names: tuple[str, ...] = ()
    columns: tuple[str, ...] = Field(min_length=1)
    beside: tuple[str, ...] = ()

    def told_by(self, headings: Mapping[int, str]) -> frozenset[int]:
        """Return the columns that speak for this register, one for each of its patterns."""
        found: dict[str, int] = {}
        for index, text in headings.items():
            pattern = next((p for p in self.columns if _fits(p, text)), None)
            if pattern:
                found.setdefault(pattern, index)
        return frozenset(found.values())


class OtherRegisters(Strict):
    """All of them by id, and the headings that say nothing (``neutral``)."""

    neutral: tuple[str, ...]
    registers: dict[str, OtherRegister]


@cache
def load_other_registers() -> OtherRegisters:
    """Return ``expectations/other_registers.yaml``; UserError naming the key when it is wrong."""
    return load_yaml_model(EXPECTATIONS / "other_registers.yaml", OtherRegisters)


def is_neutral(heading: str) -> bool:
    """Say whether a heading is one that nearly every register has."""
    return any(_fits(pattern, heading) for pattern in load_other_registers().neutral)


def likeliest(
    headings: Mapping[int, str], among: Iterable[OtherRegister]
) -> tuple[OtherRegister, frozenset[int]] | None:
    """Return the register that most columns speak for, with these columns; None when none does."""
    told = [(register, register.told_by(headings)) for register in among]
    best = max(told, key=lambda each: len(each[1]), default=None)
    return best if best and best[1] else None


def _fits(pattern: str, heading: str) -> bool:
    return any(re.search(pattern, word) for word in _words(heading))


def _words(heading: str) -> tuple[str, ...]:
    if len(heading) > MOST_HEADING:
        return ()
    return tuple({normalise(heading), bare_heading(heading)})
