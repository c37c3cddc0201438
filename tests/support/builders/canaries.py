"""Invented identifiers, one for each place where a file can hide one."""

import random
from string import ascii_lowercase

from rehearsal.people.identifiers import invent_nhs_number, invent_upn


class Canaries:
    """Makes an identifier for a place and remembers it; no two are alike."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self.places: dict[str, str] = {}

    def upn(self, place: str) -> str:
        """Return a UPN, which is told by its check letter wherever it stands."""
        return self._kept(place, invent_upn(self._rng, "999"))

    def nhs(self, place: str) -> str:
        """Return an NHS number of the range for tests."""
        return self._kept(place, invent_nhs_number(self._rng))

    def name(self, place: str) -> str:
        """Return a name: it has no form, so only what is not copied can keep it in."""
        first, second = divmod(len(self.places), 26)
        return self._kept(
            place, f"Zebedee Quarrel{ascii_lowercase[first]}{ascii_lowercase[second]}"
        )

    def _kept(self, place: str, value: str) -> str:
        assert place not in self.places
        assert value not in self.places.values()
        self.places[place] = value
        return value
