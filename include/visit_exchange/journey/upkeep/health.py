"""Whether the exchange is well, by the last look at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.upkeep.gathering import LOOK
from visit_exchange.journey.upkeep.seen import LONDON
from visit_exchange.visits.watch.findings import KnownFinding

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# Two looks and a half: one may be late, and a stack that starts has time for its first.
LOOKED_WITHIN = timedelta(minutes=25)


class Standing(StrEnum):
    """How the exchange stands; ``UNKNOWN`` where nobody has looked lately."""

    WELL = "well"
    NOT_WELL = "not well"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Health:
    """What the last look found that still lasts, and when it was taken (wall time)."""

    looked_at: datetime | None
    lasting: tuple[KnownFinding, ...]
    standing: Standing

    @property
    def looked_words(self) -> str:
        """When the last look was taken, in London's time; empty when there was none."""
        return in_words(self.looked_at) if self.looked_at else ""

    def since(self, finding: KnownFinding) -> str:
        """Return since when a finding lasts, in London's time."""
        return in_words(finding.since)


def in_words(instant: datetime) -> str:
    """Return an instant as the data team reads it: ``26 November at 10:05``."""
    local = instant.astimezone(LONDON)
    return f"{local.day} {local:%B} at {local:%H:%M}"


def health(outside: "Outside") -> Health:
    """Return how the exchange fares."""
    beats, known = outside.register.signs_of_life(), outside.register.known_findings()
    return health_of(beats.get(LOOK), known, wall_now())


def health_of(looked_at: datetime | None, known: tuple[KnownFinding, ...], now: datetime) -> Health:
    """Return how the exchange fares at ``now``, by the last look and what the register knows."""
    lasting = tuple(each for each in known if each.over_at is None)
    if looked_at is None or now - looked_at > LOOKED_WITHIN:
        return Health(looked_at, lasting, Standing.UNKNOWN)
    return Health(looked_at, lasting, Standing.NOT_WELL if lasting else Standing.WELL)
