"""Whether a table that could be a list is one, or a register of another kind that looks like it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from visit_exchange.kinds.heading_words import bare_heading, normalise
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.returns.recognition.headings import ListHeadings, identifying_kind
from visit_exchange.returns.recognition.names_called import longest_name
from visit_exchange.returns.recognition.other_registers import (
    OtherRegister,
    is_neutral,
    likeliest,
    load_other_registers,
)

STRONG = 3  # columns of its own that no name of a sheet or file can outweigh
MANY_UNUSED = 3
EACH_OWN_BEARS = 2  # unused columns beside each of its own
ASKED_FOR_EACH = 2  # columns that the list asks for, beside each unused one


@dataclass(frozen=True)
class Doubt:
    """What speaks against a table's being a list: ``columns`` (from 0) that it does not ask for,
    or what the sheet or file is called (``is_called``).

    ``register`` is what it looks like instead; ``certain`` that it is this and not the list.
    """

    register: OtherRegister | None = None
    certain: bool = False
    columns: tuple[int, ...] = ()
    is_called: bool = False


@dataclass(frozen=True)
class Called:
    """What a table is called: its sheet's name and title, and the name of the file."""

    sheet: str
    file: str

    def is_list(self, spec: ListSpec) -> bool:
        """Say whether it is called the list, by its file only when its sheet names nothing."""
        return self._length(spec.recognition.names) > 0

    def as_template(self, spec: ListSpec) -> bool:
        """Say whether the sheet, or a file without sheets, is called as the template calls it."""
        words = [normalise(spec.sheet), normalise(spec.title)]
        return any(normalise(self.sheet).startswith(word) for word in words) or (
            not self.sheet.strip() and longest_name((spec.sheet, spec.title), self.file) > 0
        )

    def is_register(self, register: OtherRegister) -> bool:
        """Say whether it is called the register; the sheet's name goes before the file's."""
        return self._length(register.names) > 0

    def outdoes(self, spec: ListSpec, register: OtherRegister) -> bool:
        """Say whether the register's name is longer than the list's, where both are named."""
        return self._length(register.names) > self._length(spec.recognition.names)

    def _length(self, names: tuple[str, ...]) -> int:
        return longest_name(names, self.sheet) * 10 or longest_name(names, self.file)


def doubt_of(headings: Mapping[int, str], known: ListHeadings, called: Called) -> Doubt | None:
    """Return what speaks against reading a table as a list, None when enough speaks for it."""
    spec = known.spec
    foreign = {i: t for i, t in headings.items() if normalise(t) not in known.worded}
    among = [r for r in load_other_registers().registers.values() if spec.id not in r.beside]
    named = [r for r in among if called.is_register(r) and called.outdoes(spec, r)]
    register, told = likeliest(foreign, named) or likeliest(foreign, among) or (None, frozenset())
    own = _own(headings, known, told)
    if called.as_template(spec) and (own or len(told) <= STRONG):
        return None
    if register and _is_certainly(register, told, own, called, spec):
        return Doubt(register, certain=True, columns=tuple(sorted(told)))
    if named and own < STRONG:
        return Doubt(named[0], certain=False, columns=tuple(sorted(told)), is_called=True)
    if called.is_list(spec):
        return Doubt(register, columns=tuple(sorted(told))) if len(told) > own > 0 else None
    return _weighed(headings, known, told, own, register)


def _is_certainly(
    register: OtherRegister, told: frozenset[int], own: int, called: Called, spec: ListSpec
) -> bool:
    if called.is_list(spec) and not called.outdoes(spec, register):
        return len(told) > 1 and not own
    return len(told) > max(1, own) or (called.is_register(register) and len(told) >= max(1, own))


def _weighed(
    headings: Mapping[int, str],
    known: ListHeadings,
    told: frozenset[int],
    own: int,
    register: OtherRegister | None,
) -> Doubt | None:
    """Return the doubt about a table that nothing calls this list."""
    unused = _unused(headings, known) | told
    if own and told and len(told) >= own:
        return Doubt(register, columns=tuple(sorted(told)))
    if not own or (len(unused) >= MANY_UNUSED and len(unused) > _borne(headings, known, own)):
        return Doubt(register if told else None, columns=tuple(sorted(unused)))
    return None


def _borne(headings: Mapping[int, str], known: ListHeadings, own: int) -> int:
    """Return how many unused columns a list bears that has this many columns of its own.

    With few of them, a register that nobody has thought of is as likely: then all the columns
    that are the list’s count, and there must be twice as many of them.
    """
    claimed = len(known.match(headings).claimed)
    most = own * EACH_OWN_BEARS
    return most if own >= STRONG else min(most, claimed // ASKED_FOR_EACH)


def _own(headings: Mapping[int, str], known: ListHeadings, told: frozenset[int]) -> int:
    """Return how many columns are such as other registers hardly have."""
    recognition = known.spec.recognition
    match = known.match(headings)
    own = {match.columns[f] for f in recognition.own or recognition.tells if f in match.columns}
    if recognition.says:
        own |= {i for i, t in headings.items() if re.search(recognition.says, normalise(t))}
    return len(own - told)


def _unused(headings: Mapping[int, str], known: ListHeadings) -> frozenset[int]:
    claimed = known.match(headings).claimed
    return frozenset(
        index
        for index, text in headings.items()
        if index not in claimed
        and not is_neutral(text)
        and not identifying_kind(bare_heading(text))
    )
