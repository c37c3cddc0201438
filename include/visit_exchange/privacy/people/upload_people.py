"""The people whom an upload itself names, in columns: they are taken out of its text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class UploadPeople:
    """What one upload tells of people, to find it in text and for nothing else.

    ``names`` are whole names, ``parts`` those that stand by themselves (a column of forenames),
    ``births`` dates of birth, ``addresses`` of homes; ``settings`` what schools are called, whom
    a name in text may mean as well.
    """

    names: frozenset[str] = field(default=frozenset(), repr=False)
    parts: frozenset[str] = field(default=frozenset(), repr=False)
    births: frozenset[date] = field(default=frozenset(), repr=False)
    addresses: frozenset[str] = field(default=frozenset(), repr=False)
    settings: frozenset[str] = field(default=frozenset(), repr=False)


def together(each: Iterable[UploadPeople]) -> UploadPeople:
    """Return what several lists tell, as one."""
    every = tuple(each)
    return UploadPeople(
        *(
            frozenset().union(*(getattr(one, name) for one in every))
            for name in UploadPeople.__dataclass_fields__
        )
    )
