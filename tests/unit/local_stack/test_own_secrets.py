"""Each part of the local stack is given its own secrets and nobody else's, on either executor."""

from pathlib import Path

import pytest

from local_stack.airflow import queue_part
from local_stack.airflow.executor import Executor
from local_stack.environment import from_caller
from local_stack.home import Home, Ports
from local_stack.secret_values import keep_secrets
from local_stack.supervising.stack import Stack, build_stack

MARKER = "VISIT_EXCHANGE_STACK_PART"  # no secret: by it a process is known to be the stack's
EVERYTHING = {"VISIT_EXCHANGE_", "AIRFLOW_"}
KEEPER, DISPOSER = "VISIT_EXCHANGE_ACCESS_KEEPER_", "VISIT_EXCHANGE_DISPOSAL_"
SIGNER = "VISIT_EXCHANGE_UPLOAD_SIGNER_"
SESSIONS, NUMBERS = "AIRFLOW__API__SECRET_KEY", "VISIT_EXCHANGE_METRICS_TOKEN"
TOKENS = "AIRFLOW__API_AUTH__JWT_SECRET"  # made by the scheduler, asked for by the api-server
QUEUE = "AIRFLOW__CELERY__BROKER_URL"
OF_THE_PAGES = {SIGNER, SESSIONS, NUMBERS}
FOREIGN = {
    "local": {
        "postgres": EVERYTHING,
        "s3": EVERYTHING,
        "mail": EVERYTHING,
        "api-server": {KEEPER, DISPOSER},
        "scheduler": OF_THE_PAGES,
        "dag-processor": {KEEPER, DISPOSER, TOKENS, *OF_THE_PAGES},
        "triggerer": {KEEPER, DISPOSER, TOKENS, *OF_THE_PAGES},
    },
    "celery": {
        "postgres": EVERYTHING,
        "s3": EVERYTHING,
        "mail": EVERYTHING,
        "queue": EVERYTHING,
        "api-server": {KEEPER, DISPOSER, QUEUE},
        "scheduler": {KEEPER, DISPOSER, *OF_THE_PAGES},
        "dag-processor": {KEEPER, DISPOSER, TOKENS, QUEUE, *OF_THE_PAGES},
        "triggerer": {KEEPER, DISPOSER, TOKENS, QUEUE, *OF_THE_PAGES},
        "worker-1": {TOKENS, *OF_THE_PAGES},
        "worker-2": {TOKENS, *OF_THE_PAGES},
    },
}
PARTS = [(kind, part) for kind, parts in FOREIGN.items() for part in parts]
SERVICES = [(kind, part) for kind, part in PARTS if FOREIGN[kind][part] == EVERYTHING]


@pytest.fixture
def stacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Stack]:
    monkeypatch.setenv(NUMBERS, "of-the-monitoring")
    queue_server = tmp_path / "bin" / "redis-server"
    queue_server.parent.mkdir()
    queue_server.touch(0o755)
    monkeypatch.setattr(queue_part, "PLACES", (str(queue_server.parent),))
    home = Home(tmp_path / "home")
    return {
        "local": build_stack(home, Ports(), Executor("local")),
        "celery": build_stack(home, Ports(), Executor("celery", 2)),
    }


def given_to(stack: Stack, name: str) -> dict[str, str]:
    [part] = [each for each in stack.parts if each.name == name]
    return {variable: value for variable, value in part.environment.items() if variable != MARKER}


@pytest.mark.parametrize("kind", FOREIGN)
def test_no_part_is_forgotten(stacks: dict[str, Stack], kind: str) -> None:
    assert {part.name for part in stacks[kind].parts} == FOREIGN[kind].keys()


@pytest.mark.parametrize(("kind", "name"), PARTS)
def test_a_part_is_not_given_what_another_needs(
    stacks: dict[str, Stack], kind: str, name: str
) -> None:
    foreign = tuple(FOREIGN[kind][name])
    assert [each for each in given_to(stacks[kind], name) if each.startswith(foreign)] == []


@pytest.mark.parametrize(("kind", "name"), SERVICES)
def test_no_value_of_a_service_is_a_secret_of_the_stack(
    stacks: dict[str, Stack], kind: str, name: str
) -> None:
    kept = keep_secrets(stacks[kind].home.secrets)
    secrets = {kept.airflow_jwt, kept.airflow_session, kept.airflow_fernet, kept.queue_password}
    secrets |= {*kept.airflow_passwords.values(), *kept.store_keys.values()}
    [part] = [each for each in stacks[kind].parts if each.name == name]
    said = "\n".join([*part.environment.values(), *part.command])
    assert not any(secret in said for secret in secrets)


def test_no_command_line_holds_a_secret(stacks: dict[str, Stack]) -> None:
    """Everybody on a machine can read what a program was started with."""
    for stack in stacks.values():
        kept = keep_secrets(stack.home.secrets)
        secrets = {kept.airflow_jwt, kept.airflow_session, kept.airflow_fernet, kept.queue_password}
        secrets |= {*kept.airflow_passwords.values(), *kept.store_keys.values()}
        said = "\n".join(word for part in stack.parts for word in part.command)
        assert not any(secret in said for secret in secrets)


def test_the_stack_takes_nothing_along_from_who_started_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A shell holds keys of its own: of a cloud, of a proxy, of another stack."""
    own = {
        "AWS_SECRET_ACCESS_KEY": "x",
        "HTTPS_PROXY": "http://me:x@proxy",
        f"{KEEPER}SECRET_KEY": "x",
    }
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("VISIT_EXCHANGE_LOCK_DAYS", "3")
    taken = from_caller()
    assert not own.keys() & taken.keys()
    assert taken["VISIT_EXCHANGE_LOCK_DAYS"] == "3"


@pytest.mark.parametrize(("kind", "name"), [("local", "scheduler"), ("celery", "worker-1")])
def test_who_runs_the_tasks_can_destroy_and_let_in(
    stacks: dict[str, Stack], kind: str, name: str
) -> None:
    given = given_to(stacks[kind], name)
    assert given[f"{DISPOSER}SECRET_KEY"]
    assert given[f"{KEEPER}SECRET_KEY"]


@pytest.mark.parametrize("kind", FOREIGN)
def test_the_pages_can_sign_uploads_and_keep_sessions(stacks: dict[str, Stack], kind: str) -> None:
    given = given_to(stacks[kind], "api-server")
    assert all(given[name] for name in (f"{SIGNER}SECRET_KEY", SESSIONS, NUMBERS, TOKENS))


@pytest.mark.parametrize("kind", FOREIGN)
def test_the_scheduler_makes_the_tokens_of_tasks(stacks: dict[str, Stack], kind: str) -> None:
    assert given_to(stacks[kind], "scheduler")[TOKENS]


def test_who_gives_and_takes_tasks_reaches_the_queue(stacks: dict[str, Stack]) -> None:
    assert all(given_to(stacks["celery"], name)[QUEUE] for name in ("scheduler", "worker-1"))
