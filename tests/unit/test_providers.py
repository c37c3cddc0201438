"""What Airflow's providers really import: their ranges let in what they cannot work with.

The lock once had a Celery that the provider's range allowed and its executor could not import.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.findall(
    r"^apache-airflow-providers-(\w+)==",
    (ROOT / "requirements.in").read_text(encoding="utf-8"),
    re.MULTILINE,
)
# Of Amazon's hundreds we name one: the hook of the Connection that can hold the store's address.
LOAD = """
import sys
from importlib import import_module

for provider in sys.argv[1:]:
    info = import_module(f"airflow.providers.{provider}.get_provider_info").get_provider_info()
    names = [*info.get("executors", ()), *info.get("auth-managers", ())]
    names += [each["hook-class-name"] for each in info.get("connection-types", ())]
    if provider == "amazon":
        names = ["airflow.providers.amazon.aws.hooks.base_aws.AwsGenericHook"]
    for name in names:
        module, _, of = name.rpartition(".")
        getattr(import_module(module), of)
"""


def test_the_providers_are_those_that_requirements_name() -> None:
    assert {"amazon", "celery", "fab", "postgres", "smtp", "standard"} == set(NAMED)


@pytest.mark.slow
def test_what_the_providers_bring_can_be_imported(tmp_path: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-c", LOAD, *NAMED),
        env={"AIRFLOW_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
