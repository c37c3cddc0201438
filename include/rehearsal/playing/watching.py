"""Watches one visit as those in it see it: deadlines that pass, replies and packs that come."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rehearsal.expectations import Observed
from rehearsal.judging.answers import answered_number, observed
from rehearsal.playing.desks import Desk
from rehearsal.playing.screen import Screen
from visit_exchange.errors import UserError
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit


def wall_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Watch:
    """What has been seen of one visit, each thing told once.

    ``answered`` and ``seconds`` (from drop to reply) are by the label of the file dropped.
    """

    outside: Outside
    visit: Visit
    screen: Screen
    now: Callable[[], datetime] = wall_now
    answered: dict[str, Observed] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    # By key hash, as the register knows uploads: the label and when it was dropped.
    _dropped: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    _seen_keys: set[str] = field(default_factory=set)
    _reached: set[str] = field(default_factory=set)

    def tell(self, who: str, what: str) -> None:
        """Say on the screen, at the visit's own time, who did what."""
        self.screen.tell(self.visit_time(), who, what)

    def attempt(self, who: str, what: str, act: Callable[[], object]) -> None:
        """Do what somebody does, and tell of it.

        What comes too late on a busy machine, as for a visit that has closed, is told, and judged.
        """
        try:
            act()
        except UserError as error:
            what = f"could not: {error}"
        if what:
            self.tell(who, what)

    def visit_time(self) -> datetime:
        """Return what time it is for the visit."""
        return self.visit.clock.visit_time(self.now())

    def dropped(self, key: str, label: str, at: datetime) -> None:
        """Know an upload, by the key it lies under, as the file of this label; and tell of it."""
        self._dropped[hashlib.sha256(key.encode()).hexdigest()] = (label, at)
        self.tell("authority", f"drops {label}")

    def milestones(self) -> None:
        """Tell the deadlines that have passed."""
        for milestone in self.outside.register.milestones(self.visit.id):
            if milestone.reached_at is not None and milestone.id not in self._reached:
                self._reached.add(milestone.id)
                self.tell("clock", milestone.title)

    def replies(self, desk: Desk) -> None:
        """Read the replies that have come to the authority's desk."""
        new = [key for key in desk.list_keys() if key not in self._seen_keys]
        answers = {number: key for key in new if (number := answered_number(key)) is not None}
        if not answers:
            return
        for submission in self.outside.register.submissions(self.visit.id):
            key = answers.get(submission.number)
            known = self._dropped.get(submission.upload.key_hash)
            # A reply that lies there before its record is looked at again.
            if key is None or known is None or submission.answered_at is None:
                continue
            self._note(*known, observed(submission, desk.read(key)))
            self._seen_keys.add(key)

    def _note(self, label: str, dropped_at: datetime, seen: Observed) -> None:
        self.answered[label] = seen
        self.seconds[label] = (self.now() - dropped_at).total_seconds()
        what = f"{label}: {seen.status.value}, {len(seen.problems)} problems told"
        self.tell("exchange", f"replies to {what} after {self.seconds[label]:.1f} s")

    def packs(self, desk: Desk) -> None:
        """Tell the packs that have come to the inspectors' desk."""
        for key in desk.list_keys():
            if key not in self._seen_keys and key.endswith("/manifest.json"):
                self.tell("inspectors", f"receive {key.split('/', 1)[1].rsplit('/', 1)[0]}")
            self._seen_keys.add(key)
