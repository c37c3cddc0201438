"""How patient Airflow is with its own parts: no busy moment makes it kill what it runs."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from local_stack.airflow.executor import Executor
from local_stack.airflow.pace import PATIENCE, pace
from local_stack.environment import environment
from local_stack.home import Home, Ports
from local_stack.secret_values import keep_secrets

REPOSITORY = Path(__file__).parents[3]
LOCAL, CELERY = Executor(), Executor("celery", 2)


@pytest.mark.parametrize("executor", [LOCAL, CELERY], ids=["local", "celery"])
@pytest.mark.parametrize(
    ("section", "threshold", "beat"),
    [
        ("scheduler", "scheduler_health_check_threshold", "scheduler_heartbeat_sec"),
        ("triggerer", "triggerer_health_check_threshold", "job_heartbeat_sec"),
    ],
)
def test_a_part_may_be_busy_for_a_minute_before_it_is_taken_for_dead(
    executor: Executor, section: str, threshold: str, beat: str
) -> None:
    """What the database has is the last heartbeat but one."""
    given = pace(executor)[section]
    assert float(given[threshold]) - 2 * float(given[beat]) >= 60


def test_a_task_outlives_a_database_that_hangs_for_minutes() -> None:
    assert int(pace(LOCAL)["scheduler"]["task_instance_heartbeat_timeout"]) >= 300
    # A worker that was killed is missed by the heartbeats of its tasks alone.
    assert int(pace(CELERY)["scheduler"]["task_instance_heartbeat_timeout"]) < 300


def test_the_local_stack_is_started_with_it(tmp_path: Path) -> None:
    variables = environment(Home(tmp_path), Ports(), keep_secrets(tmp_path / "secrets"), CELERY)
    for section, keys in pace(CELERY).items():
        for key, value in keys.items():
            assert variables[f"AIRFLOW__{section.upper()}__{key.upper()}"] == value


def test_the_containers_are_as_patient() -> None:
    compose: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yaml").read_text())
    for part in ("api-server", "scheduler", "dag-processor", "triggerer", "worker"):
        given = compose["services"][part]["environment"]
        for section, keys in PATIENCE.items():
            for key, value in keys.items():
                assert given[f"AIRFLOW__{section.upper()}__{key.upper()}"] == value, part
