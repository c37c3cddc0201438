"""The whole local stack: it heals, keeps what it was given, and leaves nothing behind."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import httpx
import psutil
import psycopg2
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from local_stack.home import REPOSITORY, SELF, Home
from local_stack.part import processes_of
from local_stack.postgres.databases import socket_folder
from local_stack.secret_values import access_key
from local_stack.store.inner_ports import answers_a_stranger
from local_stack.store.object_store import REGION, inner_ports, store_address
from local_stack.supervising.stack import Stack, build_stack
from local_stack.supervising.starting import up
from local_stack.supervising.state import StackState, read_state
from local_stack.supervising.stopping import stop
from quick_folder import quick_folder
from services import free_ports

pytestmark = pytest.mark.stack
RUNNING_JOBS = "SELECT job_type, count(*) FROM job WHERE state = 'running' GROUP BY job_type"
EACH_ONCE = [("DagProcessorJob", 1), ("SchedulerJob", 1), ("TriggererJob", 1)]


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with quick_folder("stack") as folder:
        home = Home(folder / "home")
        try:
            list(up(home, free_ports()))
            yield build_stack(home, _state(home).ports_in_use)
        finally:
            stop(home)


def test_every_part_answers(stack: Stack) -> None:
    assert [part.name for part in stack.parts if not part.is_well()] == []


def test_nothing_listens_beyond_this_machine(stack: Stack) -> None:
    # The queue is there with Celery alone.
    taken = stack.ports.taken().keys() - {stack.ports.queue}
    assert _listening(stack) == {(SELF, port) for port in taken}


def _listening(stack: Stack) -> set[tuple[str, int]]:
    """Return each address and port that a process of the stack listens on."""
    ours = {process.pid for process in processes_of(str(stack.home.folder))}
    return {
        (connection.laddr.ip, connection.laddr.port)
        for connection in psutil.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN and connection.pid in ours and connection.laddr
    }


def test_a_caller_without_a_name_is_refused_by_every_server(stack: Stack) -> None:
    store = httpx.get(f"{store_address(stack.ports)}/uploads/", trust_env=False, timeout=60)
    airflow = httpx.get(
        f"http://{SELF}:{stack.ports.airflow}/api/v2/dags", trust_env=False, timeout=60
    )
    assert (store.status_code, airflow.status_code) == (403, 401)


def test_no_inner_port_of_any_part_answers_a_stranger(stack: Stack) -> None:
    """Every port that any of our processes listens on, but for the three doors."""
    doors = {stack.ports.airflow, stack.ports.s3, stack.ports.mail}
    inner = {port for _, port in _listening(stack)} - doors
    assert inner == {*inner_ports(stack.ports)}
    assert [port for port in sorted(inner) if answers_a_stranger(SELF, port)] == []
    # Or the line above proves nothing. A door that is busy answers a little later.
    _wait_until(lambda: all(answers_a_stranger(SELF, port) for port in doors))


@pytest.mark.parametrize("path", ["/openapi.json", "/docs", "/redoc", "/auth/docs"])
def test_the_description_of_the_api_is_closed_to_the_anonymous(stack: Stack, path: str) -> None:
    address = f"http://{SELF}:{stack.ports.airflow}"
    assert httpx.get(f"{address}{path}", trust_env=False, timeout=60).status_code == 401


def test_guessing_a_password_is_slowed(stack: Stack) -> None:
    guess = {"username": "other-inspector", "password": "guessed"}
    address = f"http://{SELF}:{stack.ports.airflow}/auth/token"
    told = [
        httpx.post(address, json=guess, trust_env=False, timeout=60).status_code for _ in range(8)
    ]
    assert told[:5] == [401] * 5
    assert 429 in told[5:]


def test_up_says_where_the_passwords_are_and_not_what_they_are(stack: Stack) -> None:
    said = _command(stack.home, "up").stdout
    assert str(stack.home.secrets) in said
    assert not any(password in said for password in stack.kept.airflow_passwords.values())


def test_a_running_part_has_no_other_parts_secrets(stack: Stack) -> None:
    """As the kernel tells it of every process, and not as we meant to start it."""
    _wait_until(lambda: all(_pids(stack, [part.name for part in stack.parts])))
    kept, keys = stack.kept, stack.kept.store_keys
    everything = {kept.airflow_jwt, kept.airflow_session, kept.airflow_fernet, kept.queue_password}
    everything |= {*kept.airflow_passwords.values(), *keys.values()}
    pipeline = {kept.airflow_passwords["pipeline"], keys["pipeline"], kept.airflow_fernet}
    allowed = {
        "api-server": {*pipeline, keys["upload_signer"], kept.airflow_session, kept.airflow_jwt},
        "scheduler": {*pipeline, keys["access_keeper"], keys["disposer"], kept.airflow_jwt},
        "dag-processor": pipeline,
        "triggerer": pipeline,
    }
    for process in processes_of(str(stack.home.folder)):
        held = everything & set(_told_at_start(process.pid))
        part = _part_of(stack, process)
        assert len(held - allowed.get(part, set())) == 0, f"{part} holds what it does not need"


def _told_at_start(pid: int) -> list[str]:
    """What a process was given: the values of its environment, and its command line."""
    try:
        lines = [Path(f"/proc/{pid}/{name}").read_bytes() for name in ("environ", "cmdline")]
    except (ProcessLookupError, FileNotFoundError):
        return []  # a task that ended meanwhile
    words = [word.decode() for line in lines for word in line.split(b"\0")]
    return [*words, *(word.partition("=")[2] for word in words)]


def _part_of(stack: Stack, process: psutil.Process) -> str:
    """The part that a process is, or descends from; empty for the supervisor and what is gone."""
    pids = {pid: part.name for part in stack.parts for pid in _pids(stack, [part.name])}
    try:
        line = [process.pid, *(each.pid for each in process.parents())]
    except psutil.NoSuchProcess:
        return ""
    return next((pids[pid] for pid in line if pid in pids), "")


@pytest.mark.parametrize(
    ("user", "bucket", "key", "may_write", "may_read"),
    [
        ("upload_signer", "uploads", "999-ap-20261123/list.csv", True, False),
        ("upload_signer", "uploads", "999-ap-20261123/from-inspectors/ticks.xlsx", False, False),
        ("upload_signer", "packs", "999-ap-20261123/v001/manifest.json", False, False),
        ("access_keeper", "packs", "999-ap-20261123/v001/manifest.json", False, False),
        ("disposer", "packs", "999-ap-20261123/v001/manifest.json", False, False),
        ("pipeline", "uploads", "999-ap-20261123/list.csv", False, True),
        ("pipeline", "staging", "999-ap-20261123/staged.csv", True, True),
    ],
)
def test_each_user_of_the_store_can_do_its_own_part_and_no_more(
    stack: Stack, user: str, bucket: str, key: str, may_write: bool, may_read: bool
) -> None:
    _client(stack, "admin").put_object(Bucket=bucket, Key=key, Body=b"as it was")
    client = _client(stack, user)
    assert _allowed(lambda: client.put_object(Bucket=bucket, Key=key, Body=b"new")) == may_write
    assert _allowed(lambda: client.get_object(Bucket=bucket, Key=key)) == may_read
    if user != "disposer":
        assert not _allowed(lambda: client.delete_object(Bucket=bucket, Key=key))


def test_a_second_up_changes_nothing(stack: Stack) -> None:
    before = _state(stack.home)
    done = _command(stack.home, "up")
    assert (done.returncode, "already running" in done.stdout) == (0, True)
    assert _state(stack.home) == before


def test_env_prints_what_the_other_commands_need(stack: Stack) -> None:
    done = _command(stack.home, "env")
    lines = dict(line.removeprefix("export ").split("=", 1) for line in done.stdout.splitlines())
    assert lines["VISIT_EXCHANGE_S3_ENDPOINT"] == store_address(stack.ports)
    assert lines["VISIT_EXCHANGE_SMTP_PORT"] == str(stack.ports.mail)


@pytest.mark.soak
@pytest.mark.parametrize("stage", ["services", "airflow"])
def test_parts_that_are_killed_at_once_are_started_again(stack: Stack, stage: str) -> None:
    killed = [part.name for part in getattr(stack, stage)]
    _wait_until(lambda: all(_pids(stack, killed)))
    before = _pids(stack, killed)
    for pid in before:
        psutil.Process(pid).kill()

    _wait_until(lambda: all(_pids(stack, killed)) and not set(before) & set(_pids(stack, killed)))
    _wait_until(lambda: all(part.is_well() for part in stack.parts))
    if stage == "airflow":
        # It does not wait for those that were killed: what they left is taken up at once.
        assert sorted(_sql(stack, RUNNING_JOBS, "airflow")) == EACH_ONCE


@pytest.mark.soak
def test_what_was_kept_survives_a_killed_supervisor_and_nothing_outlives_down(stack: Stack) -> None:
    store = _client(stack, "admin")
    store.put_object(Bucket="staging", Key="kept.txt", Body=b"kept")
    _sql(stack, "CREATE TABLE kept (what text); INSERT INTO kept VALUES ('kept')")
    psutil.Process(_state(stack.home).supervisor).kill()

    list(up(stack.home, stack.ports))
    assert store.get_object(Bucket="staging", Key="kept.txt")["Body"].read() == b"kept"
    assert _sql(stack, "SELECT what FROM kept") == [("kept",)]

    assert stop(stack.home)
    assert processes_of(str(stack.home.folder)) == []
    assert _mentioning(stack.home.folder) == []
    assert _command(stack.home, "status").returncode == 3


def _state(home: Home) -> StackState:
    state = read_state(home)
    assert state is not None
    return state


def _pids(stack: Stack, parts: list[str]) -> list[int | None]:
    """Return the process of each part; None while the supervisor has yet to start it again."""
    state = _state(stack.home)
    return [state.parts[part].pid for part in parts]


def _mentioning(folder: Path) -> list[str]:
    """Return the command lines that name the folder, whoever runs them; ours is pytest's."""
    found = [p.info["cmdline"] or [] for p in psutil.process_iter(["cmdline"])]
    return [" ".join(line) for line in found if any(str(folder) in word for word in line)]


def _command(home: Home, name: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        (sys.executable, "-m", "local_stack", name),
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY / "include"),
            "VISIT_EXCHANGE_HOME": str(home.folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def _client(stack: Stack, user: str):  # type: ignore[no-untyped-def]  # boto3 makes its class
    return boto3.client(
        "s3",
        endpoint_url=store_address(stack.ports),
        region_name=REGION,
        aws_access_key_id=access_key(user),
        aws_secret_access_key=stack.kept.store_keys[user],
        config=Config(s3={"addressing_style": "path"}),
    )


def _allowed(act: Callable[[], object]) -> bool:
    try:
        act()
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != httpx.codes.FORBIDDEN:
            raise
        return False
    return True


def _sql(stack: Stack, statement: str, database: str = "register") -> list[tuple[object, ...]]:
    where = str(socket_folder(stack.home.postgres))
    connection = psycopg2.connect(host=where, user="postgres", dbname=database)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def _wait_until(holds: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"did not come true within {seconds:.0f} seconds"
        time.sleep(0.2)
