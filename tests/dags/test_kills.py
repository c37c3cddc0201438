"""Whatever is killed in the middle of a visit: no upload is lost, nothing happens twice."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from local_stack.home import Home
from local_stack.supervising.stack import Stack
from local_stack.supervising.state import read_state
from rehearsed import FRAMEWORK, Rehearsed, found_in, lay_out_databases, rehearse_once
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.visit import VisitStatus

pytestmark = [pytest.mark.stack, pytest.mark.soak]

ASKED = load_framework(FRAMEWORK)
WAITED_FOR = ("returns", "selection", "tracking", "end", "survey")
# Visit time before the returns are due (Thursday 5pm), and which part is killed then.
KILLS = (
    (timedelta(hours=51), "s3"),  # between the first lists
    (timedelta(hours=27), "scheduler"),  # between the corrections
    (timedelta(hours=23), "api-server"),  # while the documents are answered
    (timedelta(hours=1), "triggerer"),  # while it waits for the deadline itself
)


@dataclass
class Killer:
    """Kills each part once with SIGKILL, at its time of the visit that starts next."""

    home: Home
    outside: Outside
    stop: Event = field(default_factory=Event)
    killed: dict[str, int] = field(default_factory=dict)

    def run(self) -> None:
        before = {visit.id for visit in self.outside.register.visits()}
        visit = None
        while visit is None and not self.stop.wait(0.2):
            visits = self.outside.register.visits()
            visit = next((v for v in visits if v.id not in before), None)
        if visit is None:
            return
        due = self.outside.register.milestone(visit.id, ASKED.returns_milestone).due
        for ahead, part in KILLS:
            self._wait_until(visit.clock.wall_time(due - ahead))
            self._kill(part)

    def _wait_until(self, when: datetime) -> None:
        self.stop.wait(max(0.0, (when - datetime.now(UTC)).total_seconds()))

    def _kill(self, part: str) -> None:
        while not self.stop.is_set():
            state = read_state(self.home)
            if state and (pid := state.parts[part].pid):
                psutil.Process(pid).kill()
                self.killed[part] = pid
                return
            time.sleep(0.1)


@pytest.fixture(scope="module")
def killed() -> dict[str, int]:
    """Which processes were killed, by part."""
    return {}


@pytest.fixture(scope="module")
def survived(
    stack: Stack,
    outside: Outside,
    killed: dict[str, int],
) -> Rehearsed:
    """A visit in which every part was killed once."""
    killer = Killer(stack.home, outside)
    thread = Thread(target=killer.run)
    thread.start()
    try:
        return rehearse_once(stack, outside, days=4 / 3)
    finally:
        killer.stop.set()
        thread.join()
        killed.update(killer.killed)


def test_every_part_was_killed_and_runs_again(survived: Rehearsed, killed: dict[str, int]) -> None:
    assert killed.keys() == {part for _, part in KILLS}
    state = read_state(survived.stack.home)
    assert state is not None
    for part, pid in killed.items():
        assert state.parts[part].restarts == 1
        assert state.parts[part].pid not in (pid, None)


def test_the_visit_went_as_well_as_if_nothing_had_happened(survived: Rehearsed) -> None:
    assert survived.failures == []
    assert survived.outside.airflow.run_state("visit", survived.visit.id) == "success"
    assert survived.outside.register.visit(survived.visit.id).status is VisitStatus.CLOSED


def test_every_upload_is_answered_exactly_once(survived: Rehearsed) -> None:
    uploads = list(survived.outside.store.uploads(f"{survived.visit.id}/"))
    submissions = survived.outside.register.submissions(survived.visit.id)
    assert {u.identity for u in uploads} == {s.upload for s in submissions}
    once = {submission.id: 1 for submission in submissions}
    assert Counter(act["submission"] for act in survived.audited("upload received")) == once
    assert Counter(act["submission"] for act in survived.audited("upload answered")) == once

    places = {f"{survived.visit.id}/{s.number:04d}" for s in submissions}
    assert survived.reply_mails() == dict.fromkeys(places, 1)


def test_every_milestone_falls_exactly_once(survived: Rehearsed) -> None:
    reached = Counter(act["milestone"] for act in survived.audited("milestone reached"))
    assert reached == dict.fromkeys(map(ASKED.milestone_of, WAITED_FOR), 1)


def test_no_pack_is_left_half_published(survived: Rehearsed) -> None:
    versions = {path.parent for path in survived.inspectors.rglob("*") if _is_version(path.parent)}
    assert versions
    assert [str(path) for path in versions if not (path / MANIFEST).exists()] == []
    published = Counter((act["kind"], act["version"]) for act in survived.audited("pack published"))
    assert set(published.values()) == {1}
    assert len(published) == len(versions)


def test_what_the_crashes_left_in_logs_and_databases_identifies_no_child(
    survived: Rehearsed, tmp_path: Path
) -> None:
    lay_out_databases(survived, tmp_path)
    assert found_in(tmp_path, survived) == []
    assert found_in(survived.stack.home.logs, survived) == []


def _is_version(folder: Path) -> bool:
    return folder.name.startswith("v") and folder.name[1:].isdigit()
