"""Starts every part of the stack, starts again what ends, and stops them all together.

``python -m local_stack.supervising.supervisor`` is started by `make up` and ended by `make down`.
"""

import logging
import os
import signal
import time
from contextlib import suppress
from dataclasses import asdict
from types import FrameType
from typing import NoReturn

from local_stack.airflow.executor import executor_from_environment
from local_stack.home import Home, home_from_environment, ports_from_environment
from local_stack.part import (
    Part,
    end,
    keep_to_ourselves,
    orphans_of,
    processes_of,
    start,
)
from local_stack.supervising.logs import rotate_logs
from local_stack.supervising.setting_up_apart import set_up_apart
from local_stack.supervising.stack import Stack, build_stack, in_words
from local_stack.supervising.state import PartState, StackState, hold_lock
from local_stack.supervising.watched import Watched, end_hung, stop_all
from visit_exchange.errors import UserError

log = logging.getLogger("supervisor")

SERVICES_WITHIN = 90.0  # seconds; an idle machine needs about 5
TICK = 0.2  # seconds between looks
HOUSE = 60.0  # seconds between looks at how long the logs are, and at who hangs
LONGEST_DELAY = 30.0  # seconds between two starts of a part that ends at once
SETTLED = 60.0  # seconds after which a part counts as running well


class Supervisor:
    """Runs one stack until it is told to stop or finds that it must not go on."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.mark = str(stack.home.folder)
        self.watched: list[Watched] = []
        self.house_kept = time.monotonic()
        self.state = StackState(os.getpid(), asdict(stack.ports), asdict(stack.executor))

    def run(self) -> None:
        """Run until SIGTERM; a UserError stops the stack and is left in the state file."""
        try:
            self._bring_up()
            while True:
                self._look()
                self._keep_house()
                time.sleep(TICK)
        except UserError as error:
            log.error("%s", error)
            self.state.failure = str(error)
        finally:
            self._stop()

    def _bring_up(self) -> None:
        self._tell(f"starting {in_words(self.stack.services)}")
        self._add(self.stack.services)
        self._wait_for_services()
        self._tell("making databases and buckets ready")
        set_up_apart(self.stack.home)
        self._tell("starting Airflow")
        self._add(self.stack.airflow)
        self.state.ready = True
        self._tell("running")

    def _add(self, parts: list[Part]) -> None:
        for part in parts:
            watched = Watched(part)
            self.watched.append(watched)
            self._start(watched)

    def _wait_for_services(self) -> None:
        deadline = time.monotonic() + SERVICES_WITHIN
        while not all(watched.part.is_well() for watched in self.watched):
            self._look()
            if time.monotonic() > deadline:
                logs = self.stack.home.logs
                raise UserError(
                    f"A service did not start within {SERVICES_WITHIN:.0f} seconds. "
                    f"The reason is in {logs}"
                )
            time.sleep(TICK)
        self._look()

    def _look(self) -> None:
        for watched in self.watched:
            if watched.process is None:
                self._start_when_due(watched)
            elif watched.process.poll() is not None:
                self._note_end(watched, watched.process.returncode)
            elif watched.part.guard and not watched.guarded and watched.part.is_well():
                watched.part.guard()
                watched.guarded = True

    def _start(self, watched: Watched) -> None:
        watched.process = start(watched.part)
        watched.started = time.monotonic()
        watched.guarded, watched.hung_since = False, None
        log.info("%s started, pid %d", watched.part.name, watched.process.pid)
        self._tell(self.state.step)

    def _start_when_due(self, watched: Watched) -> None:
        if time.monotonic() >= watched.next_start:
            watched.restarts += 1
            try:
                self._start(watched)
            except OSError as error:  # a disk that is full is not full for ever
                log.warning("%s does not start (%s)", watched.part.name, error.strerror)
                watched.next_start = time.monotonic() + LONGEST_DELAY

    def _note_end(self, watched: Watched, code: int) -> None:
        lived = time.monotonic() - watched.started
        watched.quick_ends = 0 if lived > SETTLED else watched.quick_ends + 1
        delay = min(LONGEST_DELAY, 0.25 * 2**watched.quick_ends)
        log.warning("%s ended with %d; next start in %.1f s", watched.part.name, code, delay)
        watched.process = None
        watched.next_start = time.monotonic() + delay
        self._end_orphans()
        self._tell(self.state.step)

    def _keep_house(self) -> None:
        if time.monotonic() - self.house_kept > HOUSE:
            self.house_kept = time.monotonic()
            with suppress(OSError):  # no room: the next time
                rotate_logs(self.stack.home.logs)
            end_hung(self.watched, time.monotonic())

    def _end_orphans(self) -> None:
        """End what a dead part left behind, so that nothing works twice."""
        end(orphans_of(self.mark), patience=2)

    def _tell(self, step: str) -> None:
        self.state.step = step
        self.state.parts = {
            w.part.name: PartState(w.process.pid if w.process else None, w.restarts)
            for w in self.watched
        }
        try:
            self.state.write(self.stack.home)
        except OSError as error:  # what runs goes on, whoever may read of it
            log.warning("The state could not be written (%s)", error.strerror)

    def _stop(self) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for stage in sorted({w.part.stage for w in self.watched}, reverse=True):
            stop_all([w for w in self.watched if w.part.stage == stage])
        end(processes_of(self.mark), patience=5)
        self.watched = []
        self.state.ready = False
        self._tell("stopped")
        log.info("stopped")


def _leave(signum: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _hold(home: Home) -> object:
    """Hold the home's lock; others take it for a moment to see whether we live."""
    for _ in range(20):
        held = hold_lock(home.lock)
        if held is not None:
            return held
        time.sleep(0.1)
    raise SystemExit("Another supervisor runs this stack.")


def main() -> None:
    """Supervise the stack of the home and ports in the environment."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    keep_to_ourselves()
    home = home_from_environment()
    held = _hold(home)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stack = build_stack(home, ports_from_environment(), executor_from_environment())
    Supervisor(stack).run()
    del held


if __name__ == "__main__":
    main()
