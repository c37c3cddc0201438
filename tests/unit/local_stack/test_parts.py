"""Processes of a stack are found by their mark and ended, whoever started them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from local_stack import part
from local_stack.part import MARKER, Part, end, orphans_of, processes_of, start

SLEEP = "import time; time.sleep(60)"
IGNORE = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
STUBBORN = f"{IGNORE}; print('ready', flush=True); {SLEEP}"
PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}], env={{}}); "


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[str]:
    yield str(tmp_path)
    end(processes_of(str(tmp_path)), patience=0)


def test_a_part_leads_a_session_of_its_own_and_writes_to_its_log(mark: str) -> None:
    process = start(_part(mark, "import os; print(os.getsid(0) == os.getpid())"))
    assert process.wait(60) == 0
    assert (Path(mark) / "part.log").read_text() == "True\n"


def test_processes_of_another_stack_are_not_found(mark: str) -> None:
    start(_part(mark, SLEEP))
    assert processes_of(f"{mark}-another") == []


@pytest.mark.slow
def test_descendants_are_found_even_without_the_mark(mark: str) -> None:
    process = start(_part(mark, f"{PARENT}print('started', flush=True); {SLEEP}"))
    _wait_for_output(mark)
    found = {each.pid for each in processes_of(mark)}
    assert process.pid in found
    assert {child.pid for child in psutil.Process(process.pid).children()} < found


@pytest.mark.slow
def test_what_a_part_left_behind_is_an_orphan(mark: str) -> None:
    stays = f"print('started', flush=True); {SLEEP}"
    gone = start(
        _part(mark, f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {stays!r}])")
    )
    gone.wait(60)
    _wait_for_output(mark)  # whose it is can be read once it runs
    staying = start(_part(mark, SLEEP))
    orphans = orphans_of(mark)
    assert len(orphans) == 1
    assert staying.pid not in {each.pid for each in orphans}


def test_what_is_born_while_orphans_are_looked_for_is_none(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database forks for each connection, and a scheduler for each task."""

    def slow_look(wanted: str) -> list[psutil.Process]:
        start(_part(mark, SLEEP))
        return processes_of(wanted)

    monkeypatch.setattr(part, "processes_of", slow_look)
    assert orphans_of(mark) == []


def test_what_does_not_end_when_asked_is_killed(mark: str) -> None:
    process = start(_part(mark, STUBBORN))
    _wait_for_output(mark)
    assert end(processes_of(mark), patience=0.2) == []
    assert not psutil.pid_exists(process.pid)


def test_no_part_can_leave_a_core_dump_or_a_file_that_others_read(mark: str) -> None:
    limits = "import os, resource; print(resource.getrlimit(resource.RLIMIT_CORE), os.umask(0))"
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {limits!r}])"
    begun = "from local_stack.part import keep_to_ourselves; keep_to_ourselves(); "
    done = subprocess.run(
        (sys.executable, "-c", begun + inner),
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().strip() == f"(0, 0) {0o077}"


def _part(mark: str, program: str) -> Part:
    return Part(
        name="part",
        command=(sys.executable, "-c", program),
        environment={MARKER: mark},
        log=Path(mark) / "part.log",
        address="",
        is_well=lambda: True,
    )


def _wait_for_output(mark: str) -> None:
    subprocess.run(
        ("sh", "-c", 'until [ -s "$1" ]; do sleep 0.05; done', "sh", str(Path(mark) / "part.log")),
        timeout=60,
        check=True,
    )
