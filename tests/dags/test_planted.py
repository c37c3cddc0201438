"""One invented identifier in each hiding place, sent to a running stack: every byte is searched.

What is looked at: every file that the stack has written (logs of every task and server, the
databases' own files, mails, the key ring, temporary files), every table of both databases, every
object that is passed on, and what Airflow and the board answer. Left out are the uploads and the
authority's replies, which is where identifiers may be.
"""

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import httpx
import psutil
import pytest

from builders.planted import Planted, planted_files
from local_stack.supervising.stack import Stack
from local_stack.supervising.state import read_state
from rehearsal.judging.leaks import leaks
from rehearsal.playing.desks import AUTHORITY, Desk
from rehearsed import (
    DATABASES,
    FRAMEWORK,
    TEMPORARY,
    Rehearsed,
    lay_out_bucket,
    lay_out_databases,
    lay_out_mails,
)
from visit_exchange.buckets import Bucket
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.visit import NewVisit, VisitStatus

pytestmark = pytest.mark.stack

LONG_DAY = 1800.0  # seconds: nothing falls due while we look
PATIENCE = 900.0
PEOPLE = ("planted-lano@exampleshire.example", "planted-lead@inspectorate.example")
RUN = "/api/v2/dags/{dag}/dagRuns"
PAGES = (
    "/visits/",
    "/visits/visit/{visit}",
    "/api/v2/eventLogs?limit=1000",
    "/api/v2/dags/~/dagRuns/~/taskInstances?limit=1000",
    *(RUN.format(dag=dag) for dag in ("visit", "receive_returns", "publish_pack")),
    "/api/v2/dags/visit/dagRuns/{visit}/taskInstances",
)


@dataclass(frozen=True)
class Sent:
    """A visit that was sent every planted file, each answered, and has its first pack."""

    rehearsed: Rehearsed
    planted: Planted = field(repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """Return what must be found nowhere: the canaries, and each surname by itself."""
        told = self.planted.canaries.values()
        return (*told, *(value.split()[-1] for value in told if " " in value))

    def found_in(self, folder: Path) -> list[str]:
        """Return the files below ``folder`` that hold anything planted, never what they hold."""
        return leaks(folder, self.words)


@pytest.fixture(scope="module")
def sent(stack: Stack, outside: Outside) -> Sent:
    planted, visit_id = planted_files(seed=1), a_visit_on_the_stack(outside)
    register = outside.register
    wait_for(lambda: register.visit(visit_id).status is VisitStatus.OPEN)
    desk = Desk(outside, visit_id, Bucket.REPLIES, AUTHORITY)
    for name, content in planted.files.items():
        desk.drop("uploads", name, content)
    wait_for(lambda: len(answered(outside, visit_id)) == len(planted.files))
    wait_for(lambda: any(pack.published_at for pack in register.packs(visit_id)))
    return Sent(Rehearsed(stack, outside, register.visit(visit_id), []), planted)


def a_visit_on_the_stack(outside: Outside) -> str:
    """Register a visit whose days are long, and start its run."""
    new = NewVisit(
        framework=FRAMEWORK,
        la_code="998",
        la_name="Plantedshire",
        notified=date(2026, 11, 23),  # a Monday
        lano_email=PEOPLE[0],
        lead_inspector_email=PEOPLE[1],
        on_site_days=2,
        clock=RealClock(),
        inspectors=("inspector",),
    )
    visit_id = register_rehearsal(outside, new, day_seconds=LONG_DAY, by="test")
    outside.airflow.trigger("visit", visit_id, {})
    return visit_id


def answered(outside: Outside, visit_id: str) -> list[str]:
    submissions = outside.register.submissions(visit_id)
    return [submission.id for submission in submissions if submission.answered_at]


def wait_for(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_no_file_that_the_stack_wrote_holds_one(sent: Sent, tmp_path: Path) -> None:
    home = sent.rehearsed.stack.home
    kept_apart = shutil.ignore_patterns(home.store.name, "*.s.PGSQL*", "*.sock")
    shutil.copytree(
        home.folder, tmp_path / "home", ignore=kept_apart, copy_function=copy_what_is_there
    )
    assert len(list((tmp_path / "home" / home.logs.name).rglob("*.log"))) > 30
    assert len(list((tmp_path / "home" / home.postgres.name).rglob("*"))) > 500
    assert sent.found_in(tmp_path) == []


def copy_what_is_there(file: str, to: str) -> None:
    """Copy a file of a stack that runs, unless its owner has removed it since it was listed."""
    with suppress(FileNotFoundError):
        shutil.copy2(file, to)


def test_no_table_holds_one(sent: Sent, tmp_path: Path) -> None:
    assert lay_out_databases(sent.rehearsed, tmp_path) > 200
    assert {path.name for path in tmp_path.iterdir()} == set(DATABASES)
    assert sent.found_in(tmp_path) == []


def test_nothing_that_is_passed_on_holds_one(sent: Sent, tmp_path: Path) -> None:
    for bucket in (Bucket.STAGING, Bucket.PACKS):
        assert lay_out_bucket(sent.rehearsed, bucket, tmp_path / bucket.value) >= 3
    assert sent.found_in(tmp_path) == []


def test_no_mail_holds_one(sent: Sent, tmp_path: Path) -> None:
    for address in (*PEOPLE, sent.rehearsed.outside.settings.data_team_email):
        assert lay_out_mails(sent.rehearsed, address, tmp_path / address) >= 1
    assert sent.found_in(tmp_path) == []


def test_no_page_of_airflow_shows_one(sent: Sent, tmp_path: Path) -> None:
    stack, visit = sent.rehearsed.stack, sent.rehearsed.visit.id
    address = f"http://127.0.0.1:{stack.ports.airflow}"
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as airflow:
        login = {"username": "admin", "password": stack.kept.airflow_passwords["admin"]}
        token = airflow.post("/auth/token", json=login).json()["access_token"]
        airflow.headers["Authorization"] = f"Bearer {token}"
        for number, page in enumerate(PAGES):
            answer = airflow.get(page.format(visit=visit)).raise_for_status()
            (tmp_path / f"{number}.txt").write_text(answer.text)
    assert any(visit in path.read_text() for path in tmp_path.iterdir())
    assert sent.found_in(tmp_path) == []


def test_no_temporary_file_holds_one_and_no_core_is_dumped(sent: Sent) -> None:
    home = sent.rehearsed.stack.home
    temporary = home.folder.parent / TEMPORARY
    state = read_state(home)
    assert state is not None
    parts = [psutil.Process(part.pid) for part in state.parts.values() if part.pid]
    assert {part.environ().get("TMPDIR") for part in parts} - {None} == {str(temporary)}
    assert sent.found_in(temporary) == []
    assert {core_limits(part.pid) for part in parts} == {("0", "0")}


def core_limits(pid: int) -> tuple[str, str]:
    """The soft and hard limit of a core dump. Read from /proc: a part may run as another user."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith("Max core file size"))
    soft, hard = line.split()[4:6]
    return soft, hard


def test_the_same_search_finds_what_was_dropped(sent: Sent, tmp_path: Path) -> None:
    outside, visit = sent.rehearsed.outside, sent.rehearsed.visit
    for number, upload in enumerate(outside.store.uploads(f"{visit.id}/")):
        content = outside.store.get(Bucket.UPLOADS, upload.key, upload.version_id)
        (tmp_path / f"{number:02}").write_bytes(content)
    # What only a file's own name told is not in its bytes.
    assert len(sent.found_in(tmp_path)) >= len(sent.planted.files) - 3


def test_a_leak_put_in_a_tasks_log_on_purpose_is_found(sent: Sent, tmp_path: Path) -> None:
    logs = sent.rehearsed.stack.home.logs
    shutil.copytree(logs, tmp_path / "logs")
    log = next(path for path in (tmp_path / "logs").rglob("attempt=1.log"))
    with log.open("a") as lines:
        lines.write(f'{{"event": "row 8: {sent.words[0]}"}}\n')
    assert sent.found_in(tmp_path) == [str(log.relative_to(tmp_path))]
