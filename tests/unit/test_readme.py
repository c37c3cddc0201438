"""The README as newcomers meet it: its tables are what the code says."""

import re
from dataclasses import fields
from pathlib import Path

from local_stack.airflow.executor import KIND, WORKERS
from local_stack.callers_settings import LONGEST_PAUSE
from local_stack.home import Ports, setting
from visit_exchange.settings.settings import Settings, env_name, settings_table

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md"]
# Whole names: what ends in an underscore or in dots stands for several.
SETTING = re.compile(r"VISIT_EXCHANGE_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_…])")
STACKS_PORTS = tuple(setting(p.name) for p in fields(Ports))
STACKS_OWN = ("VISIT_EXCHANGE_HOME", KIND, WORKERS, LONGEST_PAUSE, *STACKS_PORTS)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_read_in_a_few_minutes() -> None:
    assert len(README.splitlines()) <= 100


def test_every_setting_is_in_one_table_alone() -> None:
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert settings_table().strip() in settings
    for page in (README, (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")):
        assert "| `VISIT_EXCHANGE_" not in page


def test_every_setting_that_a_page_names_exists() -> None:
    known = {env_name(name) for name in Settings.model_fields} | set(STACKS_OWN)
    for page in (README, *(path.read_text(encoding="utf-8") for path in PAGES)):
        assert set(SETTING.findall(page)) <= known


def test_every_setting_that_the_containers_are_given_exists() -> None:
    compose = (ROOT / "docker-compose.yaml").read_text(encoding="utf-8")
    known = {env_name(name) for name in Settings.model_fields}
    assert set(re.findall(r"^ +(VISIT_EXCHANGE_\w+):", compose, re.MULTILINE)) <= known


def test_every_dag_is_in_the_table() -> None:
    for path in (ROOT / "dags").glob("*.py"):
        assert f"| `{path.stem}` |" in README


def test_every_room_is_named() -> None:
    rooms = {path.parent.name for path in (ROOT / "include").glob("*/*/__init__.py")}
    rooms |= {path.parent.name for path in (ROOT / "include").glob("*/__init__.py")}
    assert [room for room in rooms if f"{room}/" not in README] == []
