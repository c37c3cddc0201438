"""Plays one visit from the notification to its end: drops, watches, selects, and judges."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from rehearsal.expectations import Drop, Expected, judge
from rehearsal.people.script import Afterwards
from rehearsal.playing.aftermath import day_to_record, judge_afterwards, record_one, wall_of
from rehearsal.playing.arranging import Arranging, judge_arranged
from rehearsal.playing.data_team import DataTeam
from rehearsal.playing.desks import Desk
from rehearsal.playing.inspector import Inspector
from rehearsal.playing.patience import look_until
from rehearsal.playing.play import Play
from rehearsal.playing.schedule import (
    Dropped,
    Planned,
    copies_what_waits,
    due_of,
    leaves_room,
    schedule,
)
from rehearsal.playing.selecting import are_enough, choose, choose_outsider
from rehearsal.playing.watching import Watch
from visit_exchange.buckets import Bucket
from visit_exchange.journey.selecting.selection import codes_in_lists
from visit_exchange.kinds import Framework
from visit_exchange.services.airflow_api import Question
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

DAG = "visit"
SELECT_TASK = "select_children"
# Airflow fails a task that is answered in the second in which it starts to wait.
THINKING = timedelta(seconds=3)
# After the visit has ended, replies may still be on their way.
GRACE = timedelta(seconds=60)
# How long after its last milestone a visit may still be at work.
OVERTIME = timedelta(minutes=4)


@dataclass
class Rehearsal:
    """One rehearsal as it goes: what is still to be dropped, expected and chosen."""

    outside: Outside
    inspector: Inspector
    authority_desk: Desk
    inspectors_desk: Desk
    visit: Visit
    framework: Framework
    authority: Play
    watch: Watch
    data_team: DataTeam
    seed: int
    planned: list[Planned] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    dropped: list[Drop] = field(default_factory=list)
    last_dropped: Dropped | None = None
    asked_at: datetime | None = None
    chosen: tuple[str, ...] = ()
    outsider: str = ""
    # What is played beside it once its returns are in, a step at a time.
    beside: Callable[[], object] | None = None

    def __post_init__(self) -> None:
        """Set what is arranged once children are selected."""
        self.arranging = Arranging(self.outside, self.inspector, self.visit, self.watch)

    @property
    def all_due(self) -> datetime:
        """When the last information is due, on the wall's clock."""
        last = self.framework.milestone_of("tracking")
        return self.visit.clock.wall_time(self.outside.register.milestone(self.visit.id, last).due)

    def play(self, drops: tuple[Drop, ...], afterwards: Afterwards) -> list[str]:
        """Play the visit and what follows; return a sentence for everything that went wrong."""
        self.plan(drops)
        state = self._until_the_run_ends()
        self._wait_for_replies()
        failures = judge(self.expected, self.watch.answered)
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
        self.watch.milestones()
        self.data_team.look(self.chosen)
        self._drop_what_is_due()
        self.watch.replies(self.authority_desk)
        self.watch.packs(self.inspectors_desk)
        if not self.chosen:
            self._select()
        if self.beside and self._is_quiet():
            self.beside()

    def _is_quiet(self) -> bool:
        """Say whether the returns are in, no file waits for its answer, and none is due soon."""
        if len(self.watch.answered) < len(self.dropped):
            return False
        if not leaves_room(self.planned, self.watch.now()):
            return False
        returns = self.framework.milestone_of("returns")
        return self.outside.register.milestone(self.visit.id, returns).reached_at is not None

    def _drop_what_is_due(self) -> None:
        uploads = self.outside.store.name(Bucket.UPLOADS)
        if not self.authority_desk.is_open():
            return
        while self.planned and self._is_due(self.planned[0], self.watch.now()):
            drop = self.planned[0].drop
            dropped_at = self.watch.now()
            key = self.authority_desk.drop(uploads, drop.name, drop.content)
            # Only now: a store that is down for a moment is tried again.
            self.last_dropped = Dropped(self.planned.pop(0), self.watch.now())
            self.dropped.append(drop)
            self.watch.dropped(key, drop.expected.label, dropped_at)
            self._expect_as_dropped(drop.expected, dropped_at)

    def _is_due(self, planned: Planned, now: datetime) -> bool:
        if planned.at > now or copies_what_waits(planned.drop, self.dropped, self.watch.answered):
            return False
        return not (self.last_dropped and self.last_dropped.keeps_waiting(planned, now))

    def _expect_as_dropped(self, expected: Expected, dropped_at: datetime) -> None:
        """What the authority could only send after its deadline is to be judged late."""
        of_all = self.outside.register.milestone(self.visit.id, expected.milestone).due
        selection = self.outside.register.selection(self.visit.id)
        due = due_of(expected.label, of_all, selection.own_due if selection else {})
        late = self.visit.clock.visit_time(dropped_at) > due
        self.expected[self.expected.index(expected)] = replace(expected, late=late)

    def _select(self) -> None:
        if self.outside.register.selection(self.visit.id):
            if self.arranging.is_done():
                self._take_up(self._tracked())
        elif self._question():
            self.asked_at = self.asked_at or self.watch.now()
            if self.watch.now() - self.asked_at >= THINKING:
                self._answer()

    def _tracked(self) -> tuple[str, ...]:
        selection = self.outside.register.selection(self.visit.id)
        return selection.codes if selection else ()

    def _question(self) -> Question | None:
        waiting = self.outside.airflow.pending_hitl(DAG, self.visit.id)
        return next((each for each in waiting if each.task_id == SELECT_TASK), None)

    def _answer(self) -> None:
        offered = sorted(codes_in_lists(self.outside, self.visit))
        if not are_enough(offered, self.framework.selection):
            self.asked_at = None
            return
        codes = choose(offered, self.framework.selection, seed=self.seed)
        self.outsider = choose_outsider(offered, codes)
        self.inspector.choose(self.visit.id, codes)

    def _take_up(self, codes: tuple[str, ...]) -> None:
        self.chosen = codes
        self.watch.tell("inspectors", f"select {', '.join(codes)}")
        outsider = self.outsider if self.outsider not in codes else self.arranging.declined
        self.plan(self.authority.tracking(codes, outsider))

    def _until_the_run_ends(self) -> str | None:
        last = max(m.due for m in self.outside.register.milestones(self.visit.id))
        look_until(self._look_for_end, self.visit.clock.wall_time(last) + OVERTIME, self.watch.now)
        return self.outside.airflow.run_state(DAG, self.visit.id)

    def _look_for_end(self) -> bool:
        self.look()
        return self.outside.airflow.run_state(DAG, self.visit.id) in ("success", "failed")

    def _wait_for_replies(self) -> None:
        look_until(self._look_for_replies, self.watch.now() + GRACE, self.watch.now)

    def _look_for_replies(self) -> bool:
        self.look()
        return len(self.watch.answered) >= len(self.expected)

    def _record(self, afterwards: Afterwards) -> None:
        for one in afterwards.recorded:
            day = day_to_record(self.outside, self.visit.id, one)
            noon = wall_of(self.outside, self.visit.id, day)
            time.sleep(max(0.0, (noon - self.watch.now()).total_seconds()))
            record_one(self.outside, self.visit.id, one, day)
            self.watch.tell("data team", f"records {one.event} on {day:%d %B %Y}")

    def _whole_visit(self, state: str | None) -> list[str]:
        packs = {key.split("/", 1)[1] for key in self.inspectors_desk.list_keys()}
        wanted = {
            "v001/manifest.json": "no pack reached the inspectors",
            "tracking/v001/manifest.json": "no tracking pack reached the inspectors",
        }
        return [
            *([f"the visit's run ended as {state}"] if state != "success" else []),
            *(sentence for key, sentence in wanted.items() if key not in packs),
            *judge_arranged(self.outside, self.visit.id),
            *self.authority_desk.still_let_in(),
            *self.inspectors_desk.still_let_in(),
            *self.inspectors_desk.trespasses,
            *self.data_team.judge(),
        ]
