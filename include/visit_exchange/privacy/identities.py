"""Which child each row of identified lists is about, so that a child has one code in a whole visit.

A row names its child by the authority's reference, and often by a UPN too. References may differ
between an authority's systems, and UPNs may be missing, so the UPN goes first and the reference
where there is none; what one row says of both holds for every list of the visit, and for those
that came before. A code that was once told stays: a new list never gives a child another one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from visit_exchange.privacy.identifiers.value_types import Upn
from visit_exchange.privacy.pseudonyms import child_code, compared, normalised_reference

Claim = tuple[str | None, str | None]  # reference and UPN of a row


class Doubt(StrEnum):
    """Why reference and UPN of a row do not agree with the rest."""

    TWO_CHILDREN = "two_children"  # the reference stands for another child: the UPN was followed
    OTHER_REFERENCE = "other_reference"  # the UPN has several references: the same child was meant
    OTHER_UPN = "other_upn"  # the reference came with another UPN before: the same child was meant


@dataclass(frozen=True)
class Identified:
    """The children of one list: ``codes`` row by row, ``crosswalk`` from reference and UPN to code,
    ``doubts`` by the position of a row.
    """

    codes: tuple[str | None, ...]
    crosswalk: Mapping[str, str] = field(repr=False)
    doubts: Mapping[int, Doubt]


def identify(
    key: bytes, lists: Mapping[str, Sequence[Claim]], known: Mapping[str, str]
) -> dict[str, Identified]:
    """Return the children of each list of an upload, by list id.

    ``known`` are the codes that the authority was told before, by reference and by UPN. A UPN that
    is malformed, or that one list gives to several references, links nothing.
    """
    claims = {name: list(_telling(rows)) for name, rows in lists.items()}
    children = _Children(key, known, [c for rows in claims.values() for c in rows])
    for with_number in (True, False):  # what UPNs link is known before references alone are read
        for rows in claims.values():
            for reference, number in rows:
                if (number is not None) == with_number:
                    children.meet(reference, number)
    return {name: children.identified(rows, lists[name]) for name, rows in claims.items()}


def _telling(rows: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the rows as they are compared, without the UPNs that cannot tell who a child is."""
    plain = [(_plain(reference), _plain(number)) for reference, number in rows]
    of_number: dict[str, set[str | None]] = {}
    for reference, number in plain:
        if number:
            of_number.setdefault(number, set()).add(reference)
    for reference, number in plain:
        tells = number and len(of_number[number]) == 1 and Upn.fits(number)
        yield reference, number if tells else None


def _plain(text: str | None) -> str | None:
    return compared(text or "") or None


class _References:
    """What the children of UPNs are called, in these rows and in what was told before."""

    def __init__(self, claims: Iterable[Claim], known: Mapping[str, str]) -> None:
        self._here: dict[str, set[str]] = {}
        for reference, number in claims:
            if reference and number:
                self._here.setdefault(number, set()).add(reference)
        self._before: dict[str, set[str]] = {}
        for name, code in known.items():
            if not Upn.fits(name):
                self._before.setdefault(code, set()).add(name)

    def otherwise(self, reference: str, number: str, code: str) -> bool:
        """Say whether the child of a row is also called something else than ``reference``."""
        before = self._before.get(code)
        return len(self._here[number]) > 1 or (before is not None and reference not in before)


class _Children:
    """The codes of a visit's children, by everything that they are called."""

    def __init__(self, key: bytes, known: Mapping[str, str], claims: Sequence[Claim]) -> None:
        self._key = key
        self._codes = {normalised_reference(name): code for name, code in known.items()}
        self._used = set(self._codes.values())
        self._number_of = {code: name for name, code in self._codes.items() if Upn.fits(name)}
        numbers: dict[str | None, set[str]] = {}
        for reference, number in claims:
            if number:
                numbers.setdefault(reference, set()).add(number)
        self._shared = {reference for reference, found in numbers.items() if len(found) > 1}
        self._doubts: dict[Claim, Doubt] = {}
        self._called = _References(claims, self._codes)

    def meet(self, reference: str | None, number: str | None) -> None:
        """Give the child of a row its code, unless it has one."""
        if number is None:
            if reference and reference not in self._codes:
                self._codes[reference] = self._fresh(reference)
            return
        code = self._codes.get(number) or self._by_reference(reference, number)
        self._codes[number] = code
        self._number_of.setdefault(code, number)
        if reference and self._codes.setdefault(reference, code) != code:
            self._doubts[reference, number] = Doubt.TWO_CHILDREN
        elif reference and self._called.otherwise(reference, number, code):
            self._doubts[reference, number] = Doubt.OTHER_REFERENCE

    def _by_reference(self, reference: str | None, number: str) -> str:
        if reference is None or reference in self._shared:
            return self._fresh(number)
        code = self._codes.get(reference)
        if code and self._number_of.get(code, number) != number:
            self._doubts[reference, number] = Doubt.OTHER_UPN
        return code or self._fresh(reference)

    def _fresh(self, name: str) -> str:
        """Return a code that no other child of the visit has."""
        tries = (child_code(self._key, f"{name}#{n}" if n else name) for n in count())
        code = next(code for code in tries if code not in self._used)
        self._used.add(code)
        return code

    def identified(self, rows: Sequence[Claim], written: Sequence[Claim]) -> Identified:
        """Return what was found out about the rows of one list; names are as they were written."""
        names = {name: _plain(name) for row in written for name in row if name}
        return Identified(
            codes=tuple(self._codes.get(number or reference or "") for reference, number in rows),
            crosswalk={
                name: self._codes[plain] for name, plain in names.items() if plain in self._codes
            },
            doubts={at: self._doubts[row] for at, row in enumerate(rows) if row in self._doubts},
        )
