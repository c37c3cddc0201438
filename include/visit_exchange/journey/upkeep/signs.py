"""Signs of life of parts that nobody else can ask."""

from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.upkeep.seen import WATCHER

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def watcher_lives(outside: "Outside") -> None:
    """Note that the upload watcher has looked."""
    outside.register.sign_of_life(WATCHER, at=wall_now())
