"""The supervisor: while the disk is full what runs goes on, and what hangs is started again."""

import errno
from pathlib import Path
from unittest.mock import Mock

import pytest

from local_stack.airflow import airflow_parts
from local_stack.home import Home, Ports
from local_stack.supervising import supervisor as supervising
from local_stack.supervising.stack import build_stack
from local_stack.supervising.state import StackState
from local_stack.supervising.supervisor import Supervisor
from local_stack.supervising.watched import HANGS_FOR, Watched, end_hung

FULL = OSError(errno.ENOSPC, "No space left on device")


def no_room(*_arguments: object) -> None:
    raise FULL


@pytest.fixture
def supervisor(tmp_path: Path) -> Supervisor:
    """A supervisor that has started nothing."""
    return Supervisor(build_stack(Home(tmp_path), Ports()))


def test_a_state_that_cannot_be_written_ends_nothing(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StackState, "write", no_room)
    supervisor._tell("running")
    assert supervisor.state.step == "running"


def test_a_part_that_cannot_be_started_for_want_of_room_is_started_later(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervising, "start", no_room)
    watched = Watched(Mock())
    supervisor._start_when_due(watched)
    assert watched.process is None
    assert watched.next_start > 0


@pytest.mark.parametrize(
    ("seems_hung", "is_killed"),
    [
        ([True, True], True),
        ([True, False], False),  # it was only slow
        ([False, False], False),
    ],
)
def test_a_part_that_hangs_for_minutes_is_killed_and_no_other(
    seems_hung: list[bool], is_killed: bool
) -> None:
    answers = iter(seems_hung)
    watched = Watched(Mock(seems_hung=lambda: next(answers)), process=Mock())
    for seconds in (0, HANGS_FOR):
        end_hung([watched], 1000.0 + seconds)
    assert watched.process
    assert watched.process.kill.called is is_killed  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("report", "seems_hung"),
    [
        ({"metadatabase": "healthy", "scheduler": "unhealthy"}, True),
        ({"metadatabase": "healthy", "scheduler": "healthy"}, False),
        ({"metadatabase": "healthy", "scheduler": None}, False),  # it has never run
        ({"metadatabase": "unhealthy", "scheduler": "unhealthy"}, False),  # nobody can tell
        ({}, False),
    ],
)
def test_a_part_seems_to_hang_when_its_heartbeat_alone_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, report: dict[str, str], seems_hung: bool
) -> None:
    told = {name: {"status": status} for name, status in report.items()}
    monkeypatch.setattr(airflow_parts, "health", lambda _address: told)
    parts = {part.name: part for part in build_stack(Home(tmp_path), Ports()).airflow}
    assert parts["scheduler"].seems_hung() is seems_hung
