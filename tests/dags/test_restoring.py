"""All of a stack is destroyed in the middle of a visit, and it goes on from the backup."""

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import pytest

from builders.uploads import PROVIDER, attending, child, providers
from local_stack.home import REPOSITORY, Home, Ports, setting
from local_stack.supervising.restoring import restoring_environment
from local_stack.supervising.stack import build_stack
from local_stack.supervising.starting import up
from local_stack.supervising.stopping import stop
from quick_folder import quick_folder
from quiet_visit import Played, a_rehearsed_visit, copy_of, message_ids, played, until
from services import free_ports
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.services.key_ring import list_keys
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import VisitStatus

pytestmark = [pytest.mark.stack, pytest.mark.soak]

DAY = 75.0  # seconds: the returns are due after five minutes
APART = ("wrapping-key", "secrets.json")  # kept elsewhere than the backup
MONDAY = date(2026, 11, 23)
CHILDREN = attending(child("AP-0001"), child("AP-0002"))
MORE = attending(child("AP-0001"), child("AP-0002"), child("AP-0003"))


@dataclass
class Story:
    """What was before all was lost, and what is afterwards. ``seconds`` are how long each took."""

    visit: str
    answered: list[Submission]
    codes: dict[str, str]
    told: list[str]
    after: Played
    seconds: dict[str, float] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    """Play the visit up to its last deadline for returns, with the loss in the middle."""
    with quick_folder("restored") as folder, pytest.MonkeyPatch.context() as patch:
        home, ports = Home(folder / "home"), free_ports()
        patch.setenv("TMPDIR", str(folder))
        try:
            yield _told(folder, home, ports)
        finally:
            stop(home)


def _told(folder: Path, home: Home, ports: Ports) -> Story:
    seconds: dict[str, float] = {}
    list(up(home, ports))
    now = played(build_stack(home, ports))
    visit = a_rehearsed_visit(now.outside, MONDAY, DAY)
    until(lambda: _is(now, visit, VisitStatus.OPEN), 60, "the visit opens")
    now.drop(visit, "list.xlsx", CHILDREN)
    now.drop(visit, "providers.xlsx", providers(PROVIDER))
    answered = now.answered(visit, 2)
    until(lambda: now.outside.register.packs(visit), 60, "a pack")
    codes = crosswalk_of(now.outside, now.outside.register.visit(visit))
    told = message_ids(home)
    now.drop(visit, "list 2.xlsx", MORE)
    with _timed(seconds, "backup"):
        _run(now, "visit_exchange.cli", "backup", str(folder / "backup"))
    for name in APART:
        copy_of(home.folder / name, folder / name)
    stop(home)
    shutil.rmtree(home.folder)

    home.folder.mkdir(mode=0o711)
    for name in APART:
        copy_of(folder / name, home.folder / name)
    with _timed(seconds, "restore"):
        _restore(home, ports, folder / "backup")
    with _timed(seconds, "start"):
        list(up(home, ports))
    after = played(build_stack(home, ports))
    with _timed(seconds, "answer what waited"):
        after.answered(visit, 3)
    after.drop(visit, "providers 2.xlsx", providers(PROVIDER | {"URN": 999002}))
    after.answered(visit, 4)
    until(lambda: _is(after, visit, VisitStatus.RETURNS_CLOSED), 400, "the returns close")
    return Story(visit, answered, codes, told, after, seconds)


def _is(now: Played, visit: str, status: VisitStatus) -> bool:
    return now.outside.register.visit(visit).status.has_reached(status)


def _run(now: Played, module: str, *words: str) -> None:
    command = (sys.executable, "-m", module, *words)
    subprocess.run(command, env=restoring_environment(now.stack), check=True)


def _restore(home: Home, ports: Ports, backup: Path) -> None:
    chosen = {setting(name): str(port) for name, port in asdict(ports).items()}
    own = {"VISIT_EXCHANGE_HOME": str(home.folder), "PYTHONPATH": str(REPOSITORY / "include")}
    words = ("restore", str(backup), "--nothing-destroyed", "--yes")
    command = (sys.executable, "-m", "local_stack", *words)
    subprocess.run(command, env={**os.environ, **chosen, **own}, check=True)


@contextmanager
def _timed(seconds: dict[str, float], what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    seconds[what] = round(time.monotonic() - began, 1)


def test_what_was_answered_before_is_as_it_was(story: Story) -> None:
    now = {each.number: each for each in story.after.outside.register.submissions(story.visit)}
    for was in story.answered:
        told = (was.received_at, was.sha256, was.status, was.late_by, was.answered_at)
        same = now[was.number]
        assert (same.received_at, same.sha256, same.status, same.late_by, same.answered_at) == told


def test_the_same_children_have_the_same_codes(story: Story) -> None:
    outside = story.after.outside
    codes = crosswalk_of(outside, outside.register.visit(story.visit))
    assert {reference: codes[reference] for reference in story.codes} == story.codes
    assert [key.fault for key in list_keys(outside.keys) if key.fault] == []


def test_every_upload_is_answered_once_and_in_time(story: Story) -> None:
    register = story.after.outside.register
    known = register.submissions(story.visit)
    assert [(each.status, each.late_by) for each in known] == [(Status.ACCEPTED, None)] * 4
    acts = [entry for entry in register.audit(story.visit) if entry.act == "upload answered"]
    assert Counter(entry.detail["submission"] for entry in acts) == {s.id: 1 for s in known}


def test_every_milestone_falls_once(story: Story) -> None:
    acts = story.after.outside.register.audit(story.visit)
    reached = Counter(e.detail["milestone"] for e in acts if e.act == "milestone reached")
    assert set(reached.values()) == {1}


def test_nothing_that_was_told_is_told_again(story: Story) -> None:
    assert story.told
    assert set(story.told) & set(message_ids(story.after.stack.home)) == set()


def test_the_audit_is_one_chain_from_before_to_after(story: Story) -> None:
    assert story.after.outside.register.verify_audit().faults == ()


def test_the_visits_run_is_the_same_and_goes_on(story: Story) -> None:
    assert story.after.outside.airflow.run_state("visit", story.visit) == "running"


def test_how_long_it_took(
    story: Story, record_testsuite_property: Callable[[str, object], None]
) -> None:
    for what, seconds in story.seconds.items():
        record_testsuite_property(what, seconds)
    assert story.seconds.keys() == {"backup", "restore", "start", "answer what waited"}
