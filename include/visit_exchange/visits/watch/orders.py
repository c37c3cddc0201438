"""What was ordered on the board: an act that a task does, because pages hold no keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Order:
    """An order, numbered within its visit. Instants are in visit time.

    ``act`` is the board's, ``entered`` what was entered in its form, until it is done.
    ``said`` is what came of it, once it is done; ``is_refused`` that it could not be done.
    """

    visit_id: str
    number: int
    act: str
    by: str
    at: datetime
    entered: Mapping[str, str] = field(default_factory=dict)
    done_at: datetime | None = None
    said: str = ""
    is_refused: bool = False

    @property
    def id(self) -> str:
        """What tells it from every other: ``999-ap-20261123/1``."""
        return f"{self.visit_id}/{self.number}"
