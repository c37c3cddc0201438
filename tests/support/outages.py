"""Three visits at once, and all that they need away for longer than every retry."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from builders.uploads import PROVIDER, attending, child, providers
from quiet_visit import Played, a_rehearsed_visit, until
from receiver import Receiver
from rehearsal.playing.pace import pace
from troubles import Meddler, down, full, hung
from visit_exchange.services.airflow_watch import FailedStep
from visit_exchange.visits.visit import VisitStatus

# Monday, Tuesday and Wednesday of the week at whose end, on 29 March 2026, the clocks go forward.
NOTIFIED = (date(2026, 3, 23), date(2026, 3, 24), date(2026, 3, 25))
DAY = 110.0  # seconds on an idle machine
ENDED = ("success", "failed")
SIGN = "/sign"
# Seconds that a service is away which all tasks need: none of them can use up its tries meanwhile.
AWAY = 60.0
# Seconds until all goes on after that, a part that hangs being started again among it.
PATIENCE = 600.0


@dataclass
class Story:
    """What happens to the visits, and what is seen of it. ``sent`` counts uploads by visit,
    ``in_time`` those that came before the returns were due.

    ``gave_up`` are the steps that failed for good, ``found`` what each look called not well, and
    ``signs_while`` how often that look gave a sign to the ``outsider``, who also takes metrics,
    traces and lineage.
    """

    now: Played
    outsider: Receiver
    visits: tuple[str, ...]
    sent: Counter[str] = field(default_factory=Counter)
    in_time: Counter[str] = field(default_factory=Counter)
    gave_up: set[FailedStep] = field(default_factory=set)
    found: dict[str, set[str]] = field(default_factory=dict)
    signs_while: dict[str, int] = field(default_factory=dict)

    def send(self, name: str, content: bytes, to: tuple[str, ...] = ()) -> None:
        """Let every authority upload a file, or those of the visits ``to``."""
        for visit, due in zip(self.visits, self.due("returns"), strict=True):
            if to and visit not in to:
                continue
            self.now.drop(visit, name, content)
            self.sent[visit] += 1
            self.in_time[visit] += datetime.now(UTC) < due

    def all_answered(self) -> None:
        for visit in self.visits:
            self.now.answered(visit, self.sent[visit], PATIENCE)

    def look(self, when: str) -> None:
        """Take the look that is taken every ten minutes now, and keep what is not well."""
        before, run = len(self.outsider.at(SIGN)), f"by-hand-{datetime.now(UTC):%H%M%S}"
        airflow = self.now.outside.airflow
        until(lambda: airflow.trigger("reconcile", run, {}), PATIENCE, "Airflow starts a look")
        until(lambda: airflow.run_state("reconcile", run) in ENDED, PATIENCE, "the look ends")
        register = self.now.outside.register
        [known] = until(lambda: (register.known_findings(),), 60, "what is known")
        self.found[when] = {each.what for each in known if each.over_at is None}
        self.signs_while[when] = len(self.outsider.at(SIGN)) - before

    def due(self, role: str) -> list[datetime]:
        """Return when a milestone comes in each visit, by the clock on the wall."""
        table = self.now.outside.register.timetable()
        dues = [table.wall_due(visit, role, 0) for visit in self.visits]
        return [due for due in dues if due]

    def reach(self, status: VisitStatus, patience: float) -> None:
        register = self.now.outside.register

        def reached() -> bool:
            return all(register.visit(v).status.has_reached(status) for v in self.visits)

        until(reached, patience, f"all are {status.value}")


def begin(now: Played, outsider: Receiver) -> Story:
    """Start the visits."""
    seconds = DAY * min(2.0, pace(now.outside.airflow))
    visits = tuple(a_rehearsed_visit(now.outside, day, seconds) for day in NOTIFIED)
    story = Story(now, outsider, visits)
    story.reach(VisitStatus.OPEN, 120)
    return story


def play(story: Story, disk: Path | None) -> None:
    """Let everything happen; ``disk`` is the one that all of the stack is on, if it is small."""
    story.send("list.xlsx", attending(child("AP-0001"), child("AP-0002")))
    story.send("providers.xlsx", providers(PROVIDER))
    story.all_answered()
    _lose_the_register(story)
    _meddle(story)
    _lose_store_and_mail_at_the_deadline(story)
    if disk:
        _fill_the_disk(story, disk)
    story.reach(VisitStatus.CLOSED, 15 * 60)
    until(lambda: _all_ended(story), 120, "the runs end")
    story.look("to mend")
    story.look("at the end")


def _all_ended(story: Story) -> bool:
    airflow = story.now.outside.airflow
    return all(airflow.run_state("visit", visit) in ENDED for visit in story.visits)


def _lose_the_register(story: Story) -> None:
    home = story.now.stack.home
    story.send("list 2.xlsx", attending(*(child(f"AP-000{n}") for n in range(1, 4))))
    with hung(home, "postgres"):
        time.sleep(AWAY)
    story.all_answered()
    story.send("providers 2.xlsx", providers(PROVIDER | {"URN": 999002}))
    with down(home, "postgres"):
        time.sleep(AWAY)
    story.all_answered()


def _fill_the_disk(story: Story, disk: Path) -> None:
    story.send("list 3.xlsx", attending(*(child(f"AP-000{n}") for n in range(1, 5))))
    with full(disk):
        time.sleep(AWAY / 2)
    story.all_answered()


def _lose_store_and_mail_at_the_deadline(story: Story) -> None:
    """Both go away when the first returns have closed, then hang when they are back.

    The pack of that visit cannot be written, and its step gives up. The other deadlines wait, as
    the store alone can say whether every file that came in time has its answer.
    """
    home, dues = story.now.stack.home, story.due("returns")
    first_due, first = min(zip(dues, story.visits, strict=True))
    _sleep_until(first_due - timedelta(seconds=3))
    story.send("providers 3.xlsx", providers(PROVIDER | {"URN": 999003}), (first,))
    visit_of = story.now.outside.register.visit
    until(
        lambda: visit_of(first).status.has_reached(VisitStatus.RETURNS_CLOSED), PATIENCE, "closed"
    )
    with down(home, "s3", "mail"):
        _sleep_until(max(dues))
        failed = story.now.outside.airflow.failed_steps
        until(lambda: failed("visit"), PATIENCE, "a step has no more tries")
        story.look("store and mail are away")
        _note_what_gave_up(story)
    story.all_answered()
    story.look("store and mail are back")
    _note_what_gave_up(story)
    story.reach(VisitStatus.RETURNS_CLOSED, PATIENCE)
    story.send("list 4.xlsx", attending(*(child(f"AP-000{n}") for n in range(1, 6))))
    with hung(home, "s3", "mail"):
        time.sleep(AWAY)
    story.all_answered()


def _meddle(story: Story) -> None:
    meddler, (first, second, third) = Meddler(story.now.stack), story.visits
    meddler.delete_run(first)
    meddler.mark_run(second, "success")
    meddler.mark_run(third, "failed")
    meddler.pause("receive_returns")
    story.send("providers 4.xlsx", providers(PROVIDER | {"URN": 999004}))
    story.look("people meddled")
    meddler.pause("receive_returns", paused=False)
    story.all_answered()
    story.look("what was mended goes on")


def _note_what_gave_up(story: Story) -> None:
    story.gave_up |= set(story.now.outside.airflow.failed_steps("visit"))


def _sleep_until(when: datetime) -> None:
    time.sleep(max(0.0, (when - datetime.now(UTC)).total_seconds()))
