"""Which files of Airflow's logs go, and which stay."""

import os
from datetime import UTC, datetime
from pathlib import Path

from visit_exchange.journey.upkeep.old_logs import remove_old_files

BEFORE = datetime(2026, 10, 27, tzinfo=UTC)
OLD = datetime(2026, 10, 1, tzinfo=UTC)
FILES = {
    "dag_id=receive_returns/run_id=a/task_id=answer/attempt=1.log": OLD,
    "dag_id=receive_returns/run_id=b/task_id=answer/attempt=1.log": BEFORE,
    "dag_id=visit/run_id=closed/task_id=open_visit/attempt=1.log": OLD,
    "dag_id=visit/run_id=waits/task_id=open_visit/attempt=1.log": OLD,
    "dag_id=publish_pack/run_id=waits/task_id=publish/attempt=1.log": OLD,
    "dag_processor/2026-10-01/dags/visit.py.log": OLD,
}


def test_old_files_and_their_folders_go_but_not_those_of_a_visit_that_goes_on(
    tmp_path: Path,
) -> None:
    for name, written in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("ids and counts")
        os.utime(path, (written.timestamp(), written.timestamp()))
    latest = tmp_path / "dag_processor" / "latest"
    latest.symlink_to(tmp_path / "dag_processor" / "2026-10-01")

    assert remove_old_files(tmp_path, {"waits"}, BEFORE) == 4
    left = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if not p.is_symlink()}
    assert {name for name in left if name.endswith(".log")} == {
        "dag_id=receive_returns/run_id=b/task_id=answer/attempt=1.log",
        "dag_id=visit/run_id=waits/task_id=open_visit/attempt=1.log",
    }
    assert not (tmp_path / "dag_id=publish_pack").exists()


def test_a_folder_that_is_not_there_holds_nothing_old(tmp_path: Path) -> None:
    assert remove_old_files(tmp_path / "none", (), BEFORE) == 0
