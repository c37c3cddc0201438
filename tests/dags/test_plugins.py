"""What Airflow loads as a plugin, in each of its processes: the declarations and no page."""

import json
import subprocess
import sys

import pytest

from local_stack.home import REPOSITORY

PLUGINS = REPOSITORY / "plugins"
PROGRAM = """
import json, sys
from airflow.plugins_manager import AirflowPlugin
before = set(sys.modules)
from airflow.sdk.plugins_manager import _get_plugins
found, errors = _get_plugins()
print(json.dumps([[each.name for each in found], errors, sorted(set(sys.modules) - before)]))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, str], list[str]]:
    """The names of the plugins, what could not be loaded, and every module that it took."""
    variables = {"AIRFLOW__CORE__PLUGINS_FOLDER": str(PLUGINS), "AIRFLOW__CORE__LOAD_EXAMPLES": "0"}
    paths = {
        "AIRFLOW_HOME": str(tmp_path_factory.mktemp("airflow")),
        "PYTHONPATH": f"{PLUGINS}:{REPOSITORY / 'include'}",
    }
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=variables | paths,
        capture_output=True,
        text=True,
        check=True,
    )
    told: tuple[list[str], dict[str, str], list[str]] = json.loads(ran.stdout.splitlines()[-1])
    return told


def test_every_plugin_that_is_declared_is_loaded(
    loaded: tuple[list[str], dict[str, str], list[str]],
) -> None:
    names, errors, _ = loaded
    declared = [p.parent.name for p in PLUGINS.rglob("*.py") if "(AirflowPlugin)" in p.read_text()]
    assert errors == {}
    assert sorted(names) == sorted(declared)


@pytest.mark.parametrize(
    "heavy", ["pandas", "fastapi.testclient", "visit_exchange.journey", "sqlalchemy.orm"]
)
def test_no_page_and_no_step_is_loaded_with_them(
    heavy: str, loaded: tuple[list[str], dict[str, str], list[str]]
) -> None:
    assert [module for module in loaded[2] if module.startswith(heavy)] == []
