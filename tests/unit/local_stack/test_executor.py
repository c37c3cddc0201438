"""On which executor the local stack runs its tasks, and what it needs for Celery."""

import stat
from pathlib import Path

import pytest

from local_stack.airflow import queue_part
from local_stack.airflow.executor import KIND, WORKERS, Executor, executor_from_environment
from local_stack.environment import environment
from local_stack.home import Home, Ports
from local_stack.secret_values import keep_secrets
from local_stack.supervising.running import refuse_other_executor
from local_stack.supervising.stack import Stack, build_stack
from local_stack.supervising.starting import up
from visit_exchange.errors import UserError

CELERY = Executor("celery", 2)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The only program that this machine has: a redis-server."""
    program = tmp_path / "bin" / "redis-server"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setattr(queue_part, "PLACES", (str(program.parent),))
    return program


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(queue_part, "PLACES", (str(tmp_path),))


def stack(tmp_path: Path, executor: Executor) -> Stack:
    return build_stack(Home(tmp_path / "home"), Ports(), executor)


@pytest.mark.parametrize(
    ("kind", "workers", "means"),
    [
        ("", "", Executor("local", 2)),
        ("local", "2", Executor("local", 2)),
        ("celery", "2", Executor("celery", 2)),
        ("celery", "1", Executor("celery", 1)),
    ],
)
def test_the_environment_says_which(
    monkeypatch: pytest.MonkeyPatch, kind: str, workers: str, means: Executor
) -> None:
    monkeypatch.setenv(KIND, kind)
    monkeypatch.setenv(WORKERS, workers)
    assert executor_from_environment() == means


@pytest.mark.parametrize(
    ("kind", "workers", "told"),
    [
        ("kubernetes", "2", "EXECUTOR must be local or celery"),
        ("Celery", "2", "EXECUTOR must be local or celery"),
        ("celery", "0", "WORKERS must be a number from 1 to 16"),
        ("celery", "17", "WORKERS must be a number from 1 to 16"),
        ("celery", "two", "WORKERS must be a number from 1 to 16"),
        ("celery", "-1", "WORKERS must be a number from 1 to 16"),
    ],
)
def test_what_is_neither_is_refused(
    monkeypatch: pytest.MonkeyPatch, kind: str, workers: str, told: str
) -> None:
    monkeypatch.setenv(KIND, kind)
    monkeypatch.setenv(WORKERS, workers)
    with pytest.raises(UserError, match=told):
        executor_from_environment()


@pytest.mark.parametrize(
    ("workers", "each", "together"), [(1, 4, 4), (2, 2, 4), (3, 1, 3), (4, 1, 4), (6, 1, 6)]
)
def test_workers_share_the_places_that_the_stack_has(
    workers: int, each: int, together: int
) -> None:
    executor = Executor("celery", workers)
    assert (executor.slots_of_worker, executor.slots) == (each, together)


@pytest.mark.usefixtures("server")
def test_with_celery_there_are_a_queue_and_workers_besides(tmp_path: Path) -> None:
    local, celery = stack(tmp_path, Executor()), stack(tmp_path, CELERY)
    more = {part.name for part in celery.parts} - {part.name for part in local.parts}
    assert more == {"queue", "worker-1", "worker-2"}


def test_the_queue_listens_on_this_machine_alone_and_asks_for_a_password(
    tmp_path: Path, server: Path
) -> None:
    made = stack(tmp_path, CELERY)
    [queue] = [part for part in made.services if part.name == "queue"]
    queue.prepare()
    config = Path(queue.command[1])
    lines = config.read_text().splitlines()
    assert queue.command[0] == str(server)
    assert {"bind 127.0.0.1", "protected-mode yes"} <= set(lines)
    assert f"requirepass {made.kept.queue_password}" in lines
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert not [part for part in made.parts if made.kept.queue_password in " ".join(part.command)]


@pytest.mark.usefixtures("no_server")
def test_a_machine_without_a_queue_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="apt-get install redis-server"):
        list(up(Home(tmp_path / "home"), Ports(), CELERY))
    assert not (tmp_path / "home").exists(), "nothing was started"
    assert stack(tmp_path, Executor()).executor.kind == "local"


def test_what_celery_alone_reads_is_set_with_celery_alone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    kept = keep_secrets(home.secrets)
    local = environment(home, Ports(), kept)
    celery = environment(home, Ports(), kept, CELERY)
    assert local["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor"
    assert celery["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"
    assert not [name for name in local if "CELERY" in name]
    assert celery["AIRFLOW__CELERY__WORKER_CONCURRENCY"] == "2"


@pytest.mark.usefixtures("server")
def test_a_stack_that_runs_on_another_executor_is_not_taken_for_the_one_asked_for(
    tmp_path: Path,
) -> None:
    running = stack(tmp_path, CELERY)
    refuse_other_executor(running, CELERY)
    for asked in (Executor(), Executor("celery", 3)):
        with pytest.raises(UserError, match=r"runs with EXECUTOR=celery WORKERS=2.*make down"):
            refuse_other_executor(running, asked)


@pytest.mark.parametrize(("executor", "keeps_warm"), [(Executor(), True), (CELERY, False)])
def test_a_scheduler_keeps_warm_what_its_own_tasks_need(
    tmp_path: Path, executor: Executor, keeps_warm: bool
) -> None:
    [scheduler] = [part for part in stack(tmp_path, executor).airflow if part.name == "scheduler"]
    assert ("local_stack.airflow.warm_airflow" in scheduler.command) is keeps_warm
    assert scheduler.command[-2:] == ("scheduler", "--skip-serve-logs")
