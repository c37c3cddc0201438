"""An upgrade under open visits: what a run of the last release waits in is still there.

What that release had is written down in ``tests/support/releases``; nothing of it is changed.
"""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

DAGS = Path(__file__).resolve().parents[2] / "dags"
RELEASES = Path(__file__).resolve().parents[1] / "support" / "releases"
RECORDS: list[dict[str, Any]] = [
    json.loads(file.read_text()) for file in sorted(RELEASES.glob("*/airflow.json"))
]
# Tasks of `visit` that the last release had not. Airflow gives them to runs that are open, however
# far those are: write here why each may be done late.
NEW_TASKS = {
    "draft_letters": "it drafts none where the authority has been asked already",
    "until_lano_nominated": "a visit that is open has its LANO: it ends at once",
}

of_each_release = pytest.mark.parametrize("was", RECORDS, ids=lambda each: each["release"])


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The DAG of visits, loaded as Airflow loads it but without its database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        patch.setenv("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
        from airflow.dag_processing.dagbag import DagBag

        yield DagBag(dag_folder=str(DAGS / "visit.py")).dags["visit"]


@of_each_release
def test_no_task_of_a_visit_was_renamed_or_removed(visit: Any, was: dict[str, Any]) -> None:
    """Airflow would mark it as removed in open runs, and what it had to do would be left undone."""
    assert set(was["tasks_of_visit"]) - set(visit.task_ids) == set()


def test_a_task_that_is_new_may_be_done_late_in_open_runs(visit: Any) -> None:
    last = RECORDS[-1]
    assert set(visit.task_ids) - set(last["tasks_of_visit"]) == set(NEW_TASKS)


@of_each_release
def test_what_waits_is_taken_up_by_the_same_task(visit: Any, was: dict[str, Any]) -> None:
    for wait in was["waits"]:
        for task in wait["tasks"]:
            assert callable(getattr(visit.get_task(task), wait["goes_on_in"])), task


@of_each_release
def test_what_the_triggerer_has_stored_can_be_made_again(was: dict[str, Any]) -> None:
    """It is stored by the name of its class and by its arguments."""
    for stored in (*was["waits"], was["watcher"]):
        module, _, name = stored["classpath"].rpartition(".")
        made = getattr(import_module(module), name)(**stored["kwargs"])
        assert made.serialize()[0] == stored["classpath"]


def test_the_last_release_is_on_record() -> None:
    changelog = (DAGS.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    [last, *_] = [
        line.split()[1] for line in changelog.splitlines() if line.startswith("## ") and "–" in line
    ]
    assert last in {each["release"] for each in RECORDS}, f"Record {last} in tests/support/releases"
