"""Plays one visit from the notification to its end: drops, watches, selects, and judges."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from rehearsal.aftermath import day_to_record, judge_afterwards, record_one, wall_of
from rehearsal.answers import answered_number, observed
from rehearsal.desks import Desk
from rehearsal.expectations import Drop, Expected, Observed, judge
from rehearsal.inspector import Inspector
from rehearsal.patience import look_until
from rehearsal.play import Play
from rehearsal.schedule import Planned, schedule
from rehearsal.screen import Screen
from rehearsal.script import Afterwards
from rehearsal.selecting import choose, choose_outsider
from visit_exchange.buckets import Bucket
from visit_exchange.outside import Outside
from visit_exchange.services.airflow_api import Question
from visit_exchange.visits.framework import Framework
from visit_exchange.visits.visit import Visit

DAG = "visit"
SELECT_TASK = "select_children"
# Airflow fails a task that is answered in the second in which it starts to wait.
THINKING = timedelta(seconds=3)
# After the visit has ended, replies may still be on their way.
GRACE = timedelta(seconds=60)
# How long after its last milestone a visit may still be at work.
OVERTIME = timedelta(minutes=4)


def wall_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Rehearsal:
    """One rehearsal as it goes. ``dropped`` is keyed as the register knows uploads: by key hash."""

    outside: Outside
    inspector: Inspector
    authority_desk: Desk
    inspectors_desk: Desk
    visit: Visit
    framework: Framework
    authority: Play
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
    outsider: str = ""

    def play(self, drops: tuple[Drop, ...], afterwards: Afterwards) -> list[str]:
        """Play the visit and what follows; return a sentence for everything that went wrong."""
        self.plan(drops)
        state = self._until_the_run_ends()
        self._wait_for_replies()
        failures = judge(self.expected, self.answered)
        self._record(afterwards)
        followed = judge_afterwards(self.outside, self.visit.id, afterwards)
        return [*failures, *self._whole_visit(state), *followed]

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
        if not self.authority_desk.is_open():
            return
        while self.planned and self.planned[0].at <= self.now():
            drop = self.planned[0].drop
            dropped_at = self.now()
            key = self.authority_desk.drop(uploads, drop.name, drop.content)
            del self.planned[0]  # only now: a store that is down for a moment is tried again
            key_hash = hashlib.sha256(key.encode()).hexdigest()
            self.dropped[key_hash] = (drop.expected.label, dropped_at)
            self._expect_as_dropped(drop.expected, dropped_at)
            self._tell("authority", f"drops {drop.expected.label}")

    def _expect_as_dropped(self, expected: Expected, dropped_at: datetime) -> None:
        """What the authority could only send after its deadline is to be judged late."""
        due = self.outside.register.milestone(self.visit.id, expected.milestone).due
        late = self.visit.clock.visit_time(dropped_at) > due
        self.expected[self.expected.index(expected)] = replace(expected, late=late)

    def _read_replies(self) -> None:
        new = [key for key in self.authority_desk.list_keys() if key not in self.seen_keys]
        answers = {number: key for key in new if (number := answered_number(key)) is not None}
        if not answers:
            return
        for submission in self.outside.register.submissions(self.visit.id):
            key = answers.get(submission.number)
            known = self.dropped.get(submission.upload.key_hash)
            # A reply that lies there before its record is looked at again.
            if key is None or known is None or submission.answered_at is None:
                continue
            self._note(known, observed(submission, self.authority_desk.read(key)))
            self.seen_keys.add(key)

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
        if selection := self.outside.register.selection(self.visit.id):
            self._take_up(selection.codes)
        elif question := self._question():
            self.asked_at = self.asked_at or self.now()
            if self.now() - self.asked_at >= THINKING:
                self._answer(question)

    def _question(self) -> Question | None:
        waiting = self.outside.airflow.pending_hitl(DAG, self.visit.id)
        return next((each for each in waiting if each.task_id == SELECT_TASK), None)

    def _answer(self, question: Question) -> None:
        codes = choose(question.options, self.framework.selection, seed=self.seed)
        self.outsider = choose_outsider(question.options, codes)
        self.inspector.choose(self.visit.id, codes)

    def _take_up(self, codes: tuple[str, ...]) -> None:
        self.chosen = codes
        self._tell("inspectors", f"select {', '.join(codes)}")
        self.plan(self.authority.tracking(codes, self.outsider))

    def _until_the_run_ends(self) -> str | None:
        last = max(m.due for m in self.outside.register.milestones(self.visit.id))
        look_until(self._look_for_end, self.visit.clock.wall_time(last) + OVERTIME, self.now)
        return self.outside.airflow.run_state(DAG, self.visit.id)

    def _look_for_end(self) -> bool:
        self.look()
        return self.outside.airflow.run_state(DAG, self.visit.id) in ("success", "failed")

    def _wait_for_replies(self) -> None:
        look_until(self._look_for_replies, self.now() + GRACE, self.now)

    def _look_for_replies(self) -> bool:
        self.look()
        return len(self.answered) >= len(self.expected)

    def _record(self, afterwards: Afterwards) -> None:
        for one in afterwards.recorded:
            day = day_to_record(self.outside, self.visit.id, one)
            noon = wall_of(self.outside, self.visit.id, day)
            time.sleep(max(0.0, (noon - self.now()).total_seconds()))
            record_one(self.outside, self.visit.id, one, day)
            self._tell("data team", f"records {one.event} on {day:%d %B %Y}")

    def _whole_visit(self, state: str | None) -> list[str]:
        packs = {key.split("/", 1)[1] for key in self.inspectors_desk.list_keys()}
        wanted = {
            "v001/manifest.json": "no pack reached the inspectors",
            "tracking/v001/manifest.json": "no tracking pack reached the inspectors",
        }
        return [
            *([f"the visit's run ended as {state}"] if state != "success" else []),
            *(sentence for key, sentence in wanted.items() if key not in packs),
            *self.authority_desk.still_let_in(),
            *self.inspectors_desk.still_let_in(),
            *self.inspectors_desk.trespasses,
        ]
