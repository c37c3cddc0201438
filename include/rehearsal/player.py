"""Plays one visit from the notification to its end: drops, watches, selects, and judges."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from rehearsal.answers import answered_number, observed
from rehearsal.desks import Desk
from rehearsal.expectations import Drop, Expected, Observed, judge
from rehearsal.lists import Maker
from rehearsal.schedule import Planned, schedule
from rehearsal.screen import Screen
from rehearsal.selecting import choose, choose_outsider
from rehearsal.tracked import tracking_drops
from visit_exchange.buckets import Bucket
from visit_exchange.outside import Outside
from visit_exchange.services.airflow_api import AirflowApi, Question
from visit_exchange.visits.framework import Framework
from visit_exchange.visits.visit import Visit

DAG = "visit"
SELECT_TASK = "select_children"
LOOK_EVERY = 0.3
# Airflow fails a task that is answered in the second in which it starts to wait.
THINKING = timedelta(seconds=3)
# After the visit has ended, replies may still be on their way.
GRACE = timedelta(seconds=60)


def wall_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Rehearsal:
    """One rehearsal as it goes. ``dropped`` is keyed by the version id that the store gave."""

    outside: Outside
    inspector: AirflowApi
    authority_desk: Desk
    inspectors_desk: Desk
    visit: Visit
    framework: Framework
    make: Maker
    screen: Screen
    seed: int
    now: Callable[[], datetime] = wall_now
    planned: list[Planned] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    dropped: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    answered: dict[str, Observed] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    seen_keys: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    asked_at: datetime | None = None
    chosen: tuple[str, ...] = ()

    def play(self, drops: tuple[Drop, ...]) -> list[str]:
        """Play the visit to its end; return a sentence for everything that went wrong."""
        self.plan(drops)
        state = self._until_the_run_ends()
        self._wait_for_replies()
        failures = judge(self.expected, self.answered)
        return [*failures, *self._whole_visit(state)]

    def plan(self, drops: tuple[Drop, ...]) -> None:
        """Add files to be dropped, each at its time."""
        milestones = self.outside.register.milestones(self.visit.id)
        self.planned += schedule(drops, milestones, self.visit.clock)
        self.planned.sort(key=lambda each: each.at)
        self.expected += [drop.expected for drop in drops]

    def look(self) -> None:
        """Do what has come due and tell what is new."""
        self._tell_milestones()
        self._drop_what_is_due()
        self._read_replies()
        self._tell_packs()
        if not self.chosen:
            self._select()

    def _tell(self, who: str, what: str) -> None:
        self.screen.tell(self.visit.clock.visit_time(self.now()), who, what)

    def _drop_what_is_due(self) -> None:
        uploads = self.outside.store.name(Bucket.UPLOADS)
        while self.planned and self.planned[0].at <= self.now():
            drop = self.planned.pop(0).drop
            version = self.authority_desk.drop(uploads, drop.name, drop.content)
            self.dropped[version] = (drop.expected.label, self.now())
            self._tell("authority", f"drops {drop.expected.label}")

    def _read_replies(self) -> None:
        new = [key for key in self.authority_desk.list_keys() if key not in self.seen_keys]
        self.seen_keys.update(new)
        answers = {number: key for key in new if (number := answered_number(key)) is not None}
        if not answers:
            return
        for submission in self.outside.register.submissions(self.visit.id):
            key = answers.get(submission.number)
            known = self.dropped.get(submission.upload.version_id)
            if key is None or known is None:
                continue
            if submission.answered_at is None:
                self.seen_keys.discard(key)  # the reply lies there, its record follows
                continue
            self._note(known, observed(submission, self.authority_desk.read(key)))

    def _note(self, known: tuple[str, datetime], seen: Observed) -> None:
        label, dropped_at = known
        self.answered[label] = seen
        self.seconds[label] = (self.now() - dropped_at).total_seconds()
        what = f"{label}: {seen.status.value}, {len(seen.problems)} problems told"
        self._tell("exchange", f"replies to {what} after {self.seconds[label]:.1f} s")

    def _tell_packs(self) -> None:
        for key in self.inspectors_desk.list_keys():
            if key not in self.seen_keys and key.endswith("/manifest.json"):
                self._tell("inspectors", f"receive {key.split('/', 1)[1].rsplit('/', 1)[0]}")
            self.seen_keys.add(key)

    def _tell_milestones(self) -> None:
        for milestone in self.outside.register.milestones(self.visit.id):
            if milestone.reached_at is not None and milestone.id not in self.reached:
                self.reached.add(milestone.id)
                self._tell("clock", milestone.title)

    def _select(self) -> None:
        waiting = self.inspector.pending_hitl(DAG, self.visit.id)
        question = next((each for each in waiting if each.task_id == SELECT_TASK), None)
        if question is None:
            return
        self.asked_at = self.asked_at or self.now()
        if self.now() - self.asked_at >= THINKING:
            self._answer(question)

    def _answer(self, question: Question) -> None:
        self.chosen = choose(question.options, self.framework.selection, seed=self.seed)
        outsider = choose_outsider(question.options, self.chosen)
        self.inspector.answer_hitl(
            DAG, self.visit.id, SELECT_TASK, self.chosen, map_index=question.map_index
        )
        self._tell("inspectors", f"select {', '.join(self.chosen)}")
        self.plan(tracking_drops(self.make, self.framework, self.chosen, outsider))

    def _until_the_run_ends(self) -> str | None:
        while (state := self.outside.airflow.run_state(DAG, self.visit.id)) not in (
            "success",
            "failed",
        ):
            self.look()
            time.sleep(LOOK_EVERY)
        return state

    def _wait_for_replies(self) -> None:
        until = self.now() + GRACE
        while len(self.answered) < len(self.expected) and self.now() < until:
            self.look()
            time.sleep(LOOK_EVERY)

    def _whole_visit(self, state: str | None) -> list[str]:
        packs = {key.split("/", 1)[1] for key in self.inspectors_desk.list_keys()}
        wanted = {
            "v001/manifest.json": "no pack reached the inspectors",
            "tracking/v001/manifest.json": "no tracking pack reached the inspectors",
        }
        return [
            *([f"the visit's run ended as {state}"] if state != "success" else []),
            *(sentence for key, sentence in wanted.items() if key not in packs),
        ]
