"""docker-compose.yaml: by the Compose Specification, and closed to everyone who is not meant."""

import json
import os
import re
import shutil
import site
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from local_stack.secret_values import STORE_USERS

REPOSITORY = Path(__file__).parents[3]
TEXT = (REPOSITORY / "docker-compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SCHEMA = json.loads(
    (Path(__file__).parent / "vendor" / "compose-spec.json").read_text(encoding="utf-8")
)
SECRET = re.compile(r"PASSWORD|SECRET|KEY$|_CONN$|_URL$|BACKEND$")
# Addresses and names that hold a word of the pattern above, and no secret.
NO_SECRET = {
    "AIRFLOW__API__BASE_URL",
    "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
    "VISIT_EXCHANGE_AIRFLOW_URL",
    "VISIT_EXCHANGE_PUBLIC_URL",
    "VISIT_EXCHANGE_S3_ACCESS_KEY",
    "VISIT_EXCHANGE_WRAPPING_KEY",
    "VISIT_EXCHANGE_ACCESS_KEEPER_ACCESS_KEY",
    "VISIT_EXCHANGE_DISPOSAL_ACCESS_KEY",
    "VISIT_EXCHANGE_STORE_ADMIN_ACCESS_KEY",
    "VISIT_EXCHANGE_UPLOAD_SIGNER_ACCESS_KEY",
}
ONE_SHOT = "set-up"
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.egg-info")
every_service = pytest.mark.parametrize("name", sorted(SERVICES))


def test_it_follows_the_compose_specification() -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(COMPOSE)


def test_the_schema_refuses_a_key_that_compose_does_not_know() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate({"services": {"a": {"imagine": "b"}}})


def test_airflow_runs_on_celery_with_every_part() -> None:
    assert {"api-server", "scheduler", "dag-processor", "triggerer", "worker"} <= set(SERVICES)
    assert SERVICES["worker"]["environment"]["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"


IMPORTS = """
from airflow.configuration import conf
from airflow.executors.executor_loader import ExecutorLoader
from airflow.providers.celery.executors.celery_executor_utils import get_celery_configuration
from celery import Celery
from sqlalchemy import create_engine

executor, _ = ExecutorLoader.import_default_executor_cls()
app = Celery(config_source=get_celery_configuration())
app.conf.database_create_tables_at_setup = False
transport = app.connection_for_write().transport_cls
results = create_engine(app.backend.url)  # imports the driver; nothing is connected to
print(executor.__name__, transport, type(app.backend).__name__, results.driver)
print(app.conf.broker_transport_options["visibility_timeout"])
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_the_executor_its_queue_and_its_results_can_be_imported(name: str, tmp_path: Path) -> None:
    """Both ended at once when the lock had a Celery that Airflow's executor cannot import."""
    given = {
        variable: re.sub(r"\$\{\w+:[?-]([^}]*)\}", "a-secret", str(value))
        for variable, value in SERVICES[name]["environment"].items()
        if re.match(r"AIRFLOW__(CORE__EXECUTOR|CELERY)", variable)
    }
    done = subprocess.run(
        (sys.executable, "-c", IMPORTS),
        env={"AIRFLOW_HOME": str(tmp_path), "PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = done.stdout.splitlines()[-2:]
    assert told == ["CeleryExecutor redis DatabaseBackend psycopg2", "3600"]
    assert "visibility_timeout" not in done.stderr


@every_service
def test_every_service_has_a_health_check_but_the_one_that_ends(name: str) -> None:
    if name == ONE_SHOT:
        assert SERVICES[name]["restart"] == "no"
    else:
        assert SERVICES[name]["healthcheck"]["test"]


@every_service
def test_every_published_port_is_on_this_machine_alone(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", ()))


@every_service
def test_no_secret_is_written_down(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if SECRET.search(variable) and variable not in NO_SECRET:
            # `:?` refuses to start without it; an optional one is empty, never a default.
            assert re.search(r"\$\{\w+(:\?[^}]+|:-)\}", str(value)), variable


@every_service
def test_every_image_is_pinned(name: str) -> None:
    # A variable may name it by its digest; `docker/digests.py` writes those.
    image = re.sub(r"\$\{[A-Z]+_IMAGE:-([^}]+)\}", r"\1", SERVICES[name]["image"])
    assert re.fullmatch(r"[\w/.-]+:\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?", image)


def test_the_bases_of_our_own_image_are_pinned() -> None:
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    [base] = re.findall(r"^ARG PYTHON_IMAGE=(\S+)$", text, re.M)
    assert re.search(r":\d+\.\d+\.\d+-", base)
    assert set(re.findall(r"^FROM (\S+)", text, re.M)) == {"${PYTHON_IMAGE}"}


def test_what_the_image_copies_is_sent_to_the_engine() -> None:
    lines = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copies = [line.split()[1:-1] for line in lines if re.match(r"COPY (?!--from)", line)]
    wanted = {name for names in copies for name in names}
    sent = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {name for name in wanted if f"!{name}" not in sent} == set()
    assert {name for name in wanted if not (REPOSITORY / name).exists()} == set()


@pytest.mark.slow
def test_the_command_that_the_documents_name_is_in_the_image(tmp_path: Path) -> None:
    """Installed as the Dockerfile does it, from what it copies, in an environment of its own."""
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    [install] = re.findall(r"RUN /build/installer/bin/(uv pip install [^#]*?--editable \S+)", text)
    source, venv = tmp_path / "source", tmp_path / "venv"
    shutil.copytree(REPOSITORY / "include", source / "include", ignore=LEFT_BEHIND)
    for name in ("LICENCE", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, source)
    subprocess.run((sys.executable, "-m", "venv", "--without-pip", venv), check=True)
    others = f"import site; site.addsitedir({site.getsitepackages()[0]!r})"
    [packages] = venv.glob("lib/*/site-packages")
    (packages / "locked.pth").write_text(others)
    there = {"\\": "", "/srv/visit-exchange": str(source), "/opt/venv": str(venv)}
    for old, new in there.items():
        install = install.replace(old, new)
    uv, *words = install.split()
    subprocess.run((Path(sys.executable).with_name(uv), *words), check=True, capture_output=True)
    told = subprocess.run((venv / "bin" / "visit-exchange", "--help"), capture_output=True)
    assert b"visits" in told.stdout, told.stderr.decode()[-500:]


@every_service
def test_nobody_gains_rights(name: str) -> None:
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    assert not SERVICES[name].get("privileged", False)


@every_service
def test_no_service_writes_core_dumps(name: str) -> None:
    assert SERVICES[name]["ulimits"] == {"core": 0}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"postgres"}))
def test_services_are_nobody_in_particular_on_a_read_only_disk(name: str) -> None:
    # PostgreSQL's image starts as root to take over its data folder, then drops to its own user.
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["user"].split(":")[0] not in ("", "0", "root")


@pytest.mark.parametrize("volume", ["key-ring:", "wrapping-key:"])
def test_no_running_part_but_the_worker_holds_the_keys_of_pseudonyms(volume: str) -> None:
    holders = {
        name
        for name, service in SERVICES.items()
        if any(each.startswith(volume) for each in service.get("volumes", ()))
    }
    assert holders == {"worker", ONE_SHOT}


def test_no_running_part_may_change_the_audit() -> None:
    owners = {
        name
        for name, each in SERVICES.items()
        if "REGISTER_OWNER_URL" in each.get("environment", {})
    }
    assert owners == {ONE_SHOT}


@pytest.mark.parametrize(
    ("part", "holder"),
    [("ACCESS_KEEPER", "worker"), ("DISPOSAL", "worker"), ("UPLOAD_SIGNER", "api-server")],
)
def test_only_who_uses_a_key_of_the_store_holds_it(part: str, holder: str) -> None:
    secret = f"VISIT_EXCHANGE_{part}_SECRET_KEY"
    assert {name for name, each in SERVICES.items() if secret in each.get("environment", {})} == {
        holder
    }


def test_every_user_of_the_store_has_a_secret_that_the_server_is_given() -> None:
    given = SERVICES["s3"]["environment"].keys()
    assert {f"S3_{user.upper()}_KEY" for user in STORE_USERS} <= given


def test_the_worker_starts_with_the_slow_libraries_in_memory() -> None:
    assert SERVICES["worker"]["command"][:3] == ["python", "-m", "local_stack.airflow.warm_airflow"]


def test_every_program_of_ours_is_there() -> None:
    programs = re.findall(r"docker/\w+\.py", TEXT)
    assert programs
    assert all((REPOSITORY / program).is_file() for program in programs)


def test_uploads_are_scanned_unless_somebody_says_otherwise() -> None:
    worker = SERVICES["worker"]
    assert worker["environment"]["VISIT_EXCHANGE_CLAMD"] == "${VISIT_EXCHANGE_CLAMD-clamd:3310}"
    assert {"scanner"} <= set(worker["networks"]) & set(SERVICES["clamd"]["networks"])
    assert "signatures:/var/lib/clamav" in SERVICES["clamd"]["volumes"]
    settings = (REPOSITORY / "docker" / "clamd" / "clamd.conf").read_text(encoding="utf-8")
    assert "AlertExceedsMax yes" in settings


def test_nothing_starts_before_the_stores_inner_ports_are_found_shut() -> None:
    assert "closed" in SERVICES["s3"]["healthcheck"]["test"]
    assert SERVICES[ONE_SHOT]["depends_on"]["s3"] == {"condition": "service_healthy"}
    waiting = [n for n, each in SERVICES.items() if ONE_SHOT in each.get("depends_on", {})]
    assert {"api-server", "scheduler", "dag-processor", "triggerer", "worker"} == set(waiting)
