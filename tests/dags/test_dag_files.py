"""The DAG files as they stand: they load, say how they are run, and hold a graph and no logic."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local_stack.airflow.pools import WHAT_FOR
from visit_exchange.journey.upkeep.seen import OUR_DAGS

DAGS = Path(__file__).resolve().parents[2] / "dags"
FILES = sorted(DAGS.glob("*.py"))
MOST_LINES_OF_PART = 25


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Return every DAG by id, loaded as Airflow loads them but without its database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        patch.setenv("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
        from airflow.dag_processing.dagbag import DagBag

        bag = DagBag(dag_folder=str(DAGS))
        assert bag.import_errors == {}
        yield dict(bag.dags)


def test_each_file_holds_exactly_the_dag_that_it_is_named_after(loaded: dict[str, Any]) -> None:
    assert sorted(loaded) == [path.stem for path in FILES]


def test_reconciliation_misses_none_of_them() -> None:
    assert sorted(OUR_DAGS) == [path.stem for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_dag_is_its_runbook_and_a_graph(path: Path) -> None:
    tree = ast.parse(path.read_text())
    runbook = ast.get_docstring(tree) or ""
    assert "**What can go wrong**" in runbook
    for part in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        assert (part.end_lineno or 0) - part.lineno <= MOST_LINES_OF_PART, part.name
        assert not [
            node for node in ast.walk(part) if isinstance(node, ast.If | ast.While | ast.Try)
        ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_dag_reads_nothing_from_outside_while_it_loads(path: Path) -> None:
    for word in ("Variable", "environ", "get_connection", "open("):
        assert word not in path.read_text()


def test_a_visit_shows_its_whole_timeline_as_named_tasks(loaded: dict[str, Any]) -> None:
    names = set(loaded["visit"].task_ids)
    assert names == {
        "open_visit",
        "draft_letters",
        "until_lano_nominated",
        "send_request",
        "until_reminder",
        "remind_of_returns",
        "until_returns_close",
        "close_returns",
        "publish_returns_pack",
        "until_further_reminder",
        "remind_of_further",
        "until_further_closes",
        "close_further",
        "publish_further_pack",
        "select_children",
        "send_tracking_request",
        "until_selection_due",
        "check_selection",
        "until_tracking_closes",
        "close_tracking",
        "publish_tracking_pack",
        "until_visit_ends",
        "until_survey_closes",
        "until_survey_reminder",
        "remind_of_survey",
        "close_visit",
    }


IN_ORDER = """
Request: open_visit draft_letters until_lano_nominated send_request
Returns: Reminder until_returns_close close_returns
Selection of children: publish_returns_pack select_children send_tracking_request \
until_selection_due check_selection
Items with a later deadline: Reminder until_further_closes close_further publish_further_pack
Tracking: until_tracking_closes close_tracking publish_tracking_pack
Survey: Reminder until_survey_closes
End of the visit: until_visit_ends close_visit
"""


def test_a_visit_reads_from_its_request_to_its_end(loaded: dict[str, Any]) -> None:
    """As Airflow's pages show it, which know the DAG from their database alone."""
    from airflow.serialization.serialized_objects import DagSerialization

    kept = json.dumps(DagSerialization.to_dict(loaded["visit"]), sort_keys=True)
    dag: Any = DagSerialization.from_dict(json.loads(kept))
    parts = dag.task_group.topological_sort()
    shown = [
        f"{part.group_display_name}: {' '.join(map(_title, part.topological_sort()))}"
        for part in parts
    ]
    assert shown == IN_ORDER.strip().splitlines()


def _title(node: Any) -> str:
    return str(getattr(node, "group_display_name", None) or node.node_id)


def test_every_dag_is_found_by_the_tag(loaded: dict[str, Any]) -> None:
    assert {tag for dag in loaded.values() for tag in dag.tags} == {"visit exchange"}
    assert [name for name, dag in loaded.items() if not dag.tags] == []


def test_no_wait_hangs_behind_another_or_behind_a_selection(loaded: dict[str, Any]) -> None:
    dag = loaded["visit"]
    waits = {task.task_id for task in dag.tasks if type_of(task) == "UntilMilestone"}
    for wait in waits:
        upstream = dag.get_task(wait).get_flat_relative_ids(upstream=True)
        assert upstream == {"open_visit", "draft_letters"}, wait
    before_closing = dag.get_task("close_visit").get_flat_relative_ids(upstream=True)
    assert waits - {"until_reminder", "until_further_reminder", "until_survey_reminder"} <= (
        before_closing
    )
    assert "close_returns" in dag.get_task("close_tracking").upstream_task_ids


def test_no_answer_waits_for_another(loaded: dict[str, Any]) -> None:
    """One task finds, and each handful that it found is answered on its own."""
    answer = loaded["receive_returns"].get_task("answer")
    assert answer.is_mapped
    assert answer.upstream_task_ids == {"find_uploads"}
    assert loaded["receive_returns"].max_active_runs > 1


def test_nothing_else_stands_before_an_answer(loaded: dict[str, Any]) -> None:
    answering = {("receive_returns", task.task_id) for task in loaded["receive_returns"].tasks}
    tasks = {(name, task.task_id): task for name, dag in loaded.items() for task in dag.tasks}
    watched = {key: task for key, task in tasks.items() if key[0] != "register_visit"}

    assert {key for key, task in watched.items() if task.pool == "answering"} == answering
    assert tasks["receive_long_list", "answer"].pool == "long_lists"
    pools = set(WHAT_FOR)
    assert {task.pool for task in watched.values()} == pools
    heaviest = max(weight_of(task) for key, task in watched.items() if key not in answering)
    assert all(weight_of(tasks[key]) > heaviest for key in answering)


def test_where_many_visits_open_their_requests_go_before_their_waits(
    loaded: dict[str, Any],
) -> None:
    tasks = {task.task_id: task for task in loaded["visit"].tasks}
    request = weight_of(tasks["send_request"])

    waits = [task for name, task in tasks.items() if name.startswith("until_")]
    later = [weight_of(task) for task in waits if task.task_id != "until_lano_nominated"]
    assert max(later) < request <= weight_of(tasks["until_lano_nominated"])


@pytest.mark.parametrize(
    ("dag_id", "more"), [("receive_returns", {"LookAfterVisits"}), ("receive_long_list", set())]
)
def test_a_run_with_an_upload_that_got_no_answer_is_red(
    loaded: dict[str, Any], dag_id: str, more: set[str]
) -> None:
    """Airflow takes a run's colour from its last tasks, and the one that tells succeeds always."""
    last = {type_of(task): task for task in loaded[dag_id].leaves}

    assert last.keys() == {"TellVisits", "EmptyOperator"} | more
    assert last["EmptyOperator"].upstream_task_ids == {"answer"}
    assert last["EmptyOperator"].trigger_rule == "none_failed"


def weight_of(task: Any) -> int:
    """What Airflow sorts by; of a task that counts what comes after it, no less than that."""
    if str(task.weight_rule).casefold().find("absolute") >= 0:
        return int(task.priority_weight)
    return int(task.priority_weight) + len(task.get_flat_relative_ids(upstream=False))


def test_a_task_that_nobody_watches_is_tried_again_and_mails_when_it_gives_up(
    loaded: dict[str, Any],
) -> None:
    """The form that registers a visit is the only one with a person before it."""
    for name in loaded.keys() - {"register_visit"}:
        for task in loaded[name].tasks:
            assert task.retries, f"{name}.{task.task_id}"
            assert task.on_failure_callback, f"{name}.{task.task_id}"


def test_no_task_that_works_can_work_without_end(loaded: dict[str, Any]) -> None:
    """Those that wait hold no worker, and end at their deadline."""
    waiting = {"UntilMilestone", "SelectChildren"}
    endless = {
        f"{name}.{task.task_id}"
        for name, dag in loaded.items()
        for task in dag.tasks
        if task.execution_timeout is None and type_of(task) not in waiting
    }
    assert endless == set()


def type_of(task: Any) -> str:
    return str(task.task_type)
