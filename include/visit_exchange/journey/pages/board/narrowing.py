"""Which visits the board shows: narrowed by kind, inspector, region and state."""

from collections.abc import Iterable
from dataclasses import dataclass

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.authorities import region_of
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VisitStatus

NO_REGION = "No region"


@dataclass(frozen=True)
class Narrowed:
    """What the board is narrowed to; what is empty narrows nothing.

    ``kind`` is a framework's id, ``inspector`` a login, ``region`` one of England or
    ``No region``, ``state`` where the visit stands.
    """

    kind: str = ""
    inspector: str = ""
    region: str = ""
    state: str = ""

    def fits(self, dossier: Dossier) -> bool:
        """Say whether a visit is among those wanted."""
        visit = dossier.visit
        return (
            self.kind in ("", visit.framework)
            and (not self.inspector or self.inspector in dossier.inspectors)
            and self.region in ("", region_of(visit.la_code) or NO_REGION)
            and self.state in ("", visit.status.value)
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything narrows it."""
        return self != Narrowed()


Choice = tuple[str, str]


@dataclass(frozen=True)
class Choices:
    """What the visits can be narrowed to: pairs of value and words, only what there is."""

    kinds: tuple[Choice, ...]
    inspectors: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    states: tuple[Choice, ...]


def choices(dossiers: Iterable[Dossier]) -> Choices:
    """Return what these visits can be narrowed to."""
    found = list(dossiers)
    kinds = {each.visit.framework: load_framework(each.visit.framework).title for each in found}
    logins = {login for each in found for login in each.inspectors}
    regions = {region_of(each.visit.la_code) or NO_REGION for each in found}
    states = {each.visit.status for each in found}
    return Choices(
        tuple(sorted(kinds.items(), key=lambda pair: pair[1])),
        tuple((login, login) for login in sorted(logins)),
        tuple((each, each) for each in sorted(regions)),
        tuple((each.value, in_words(each.value)) for each in VisitStatus if each in states),
    )


def in_words(state: str) -> str:
    """Return where a visit stands, as people read it."""
    return state.replace("_", " ").capitalize()
