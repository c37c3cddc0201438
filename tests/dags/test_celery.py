"""A visit on Celery: two workers, one of which is killed in the middle of its work."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread

import psutil
import pytest

from local_stack.airflow.executor import Executor
from local_stack.environment import shared_environment
from local_stack.home import Home
from local_stack.part import processes_of
from local_stack.supervising.stack import Stack, build_stack
from local_stack.supervising.starting import up
from local_stack.supervising.state import read_state
from local_stack.supervising.stopping import stop
from quick_folder import quick_folder
from rehearsed import FRAMEWORK, Rehearsed, found_in, rehearse_once
from services import free_ports
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import Outside, build
from visit_exchange.settings.settings import read_settings
from visit_exchange.visits.visit import VisitStatus

pytestmark = [pytest.mark.stack, pytest.mark.soak]

CELERY = Executor("celery", 2)
ASKED = load_framework(FRAMEWORK)
WAITED_FOR = ("returns", "selection", "tracking", "end", "survey")
KILLED = "worker-1"
ANSWERED_BEFORE = 5  # uploads, so that the kill falls among the others


@dataclass
class Killer:
    """Kills a worker and all that it forked, at a moment at which it runs a task."""

    stack: Stack
    outside: Outside
    stop: Event = field(default_factory=Event)
    killed: list[int] = field(default_factory=list)

    def run(self) -> None:
        while not self.stop.wait(0.2):
            if self._answered() >= ANSWERED_BEFORE and (family := self._at_work()):
                self._kill(family)
                return

    def _kill(self, family: list[psutil.Process]) -> None:
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
                self.killed.append(process.pid)

    def _answered(self) -> int:
        visits = self.outside.register.visits()
        return sum(
            submission.answered_at is not None
            for visit in visits
            for submission in self.outside.register.submissions(visit.id)
        )

    def _at_work(self) -> list[psutil.Process]:
        """Return the worker with its processes while one of them has a task of its own."""
        state = read_state(self.stack.home)
        pid = state.parts[KILLED].pid if state else None
        if pid is None:
            return []
        worker = psutil.Process(pid)
        family, pool = worker.children(recursive=True), worker.children()
        # The pool's processes fork one of their own for each task.
        return [worker, *family] if len(family) > len(pool) else []


@pytest.fixture(scope="module")
def celery() -> Iterator[Stack]:
    """The stack on Celery, in a folder of its own."""
    with quick_folder("celery") as folder:
        home, ports = Home(folder / "home"), free_ports()
        try:
            list(up(home, ports, CELERY))
            yield build_stack(home, ports, CELERY)
        finally:
            stop(home)


@pytest.fixture(scope="module")
def killer(celery: Stack) -> Killer:
    variables = shared_environment(celery.home, celery.ports, celery.kept)
    return Killer(celery, build(read_settings(variables)))


@pytest.fixture(scope="module")
def survived(celery: Stack, killer: Killer) -> Rehearsed:
    """A visit in which a worker was killed once."""
    thread = Thread(target=killer.run)
    thread.start()
    try:
        return rehearse_once(celery, killer.outside, days=4 / 3)
    finally:
        killer.stop.set()
        thread.join()


def test_the_tasks_ran_on_the_workers(survived: Rehearsed) -> None:
    ran = survived.rows("airflow", "SELECT DISTINCT executor, queue FROM task_instance")
    assert {queue for _, queue in ran} == {"default"}
    ((results,),) = survived.rows("airflow", "SELECT count(*) FROM celery_taskmeta")
    assert results > 100


def test_a_worker_was_killed_at_work_and_runs_again(survived: Rehearsed, killer: Killer) -> None:
    assert len(killer.killed) > 2
    state = read_state(survived.stack.home)
    assert state is not None
    assert state.parts[KILLED].restarts == 1
    assert state.parts["worker-2"].restarts == 0
    assert [part.name for part in survived.stack.parts if not part.is_well()] == []


def test_the_visit_went_as_well_as_if_nothing_had_happened(survived: Rehearsed) -> None:
    assert survived.failures == []
    assert survived.outside.airflow.run_state("visit", survived.visit.id) == "success"
    assert survived.outside.register.visit(survived.visit.id).status is VisitStatus.CLOSED


def test_every_upload_is_answered_exactly_once(survived: Rehearsed) -> None:
    submissions = survived.outside.register.submissions(survived.visit.id)
    uploads = list(survived.outside.store.uploads(f"{survived.visit.id}/"))
    assert {u.identity for u in uploads} == {s.upload for s in submissions}
    once = {submission.id: 1 for submission in submissions}
    assert Counter(act["submission"] for act in survived.audited("upload answered")) == once
    places = {f"{survived.visit.id}/{s.number:04d}" for s in submissions}
    assert survived.reply_mails() == dict.fromkeys(places, 1)


def test_every_milestone_falls_exactly_once(survived: Rehearsed) -> None:
    reached = Counter(act["milestone"] for act in survived.audited("milestone reached"))
    assert reached == dict.fromkeys(map(ASKED.milestone_of, WAITED_FOR), 1)


def test_the_logs_of_the_workers_can_be_read_and_identify_no_child(survived: Rehearsed) -> None:
    logs = survived.stack.home.logs
    for name in CELERY.names_of_workers:
        log = (logs / f"{name}.log").read_text(encoding="utf-8")
        assert f"celery@{name} ready" in log
        assert "Skipping registering function" not in log
    assert found_in(logs, survived) == []


def test_nothing_is_left_when_it_is_stopped(survived: Rehearsed) -> None:
    stop(survived.stack.home)
    deadline = time.monotonic() + 60
    while processes_of(str(survived.stack.home.folder)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of(str(survived.stack.home.folder)) == []
