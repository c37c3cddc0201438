"""What identifies a child stays in the authority's own uploads and replies, whatever else ran.

The uploads of the rehearsal hold invented names, unique pupil numbers, NHS numbers, the authority's
own references, officers' names in file properties, and a file named after a child.
"""

from pathlib import Path

import pytest

from rehearsed import (
    DATABASES,
    Rehearsed,
    found_in,
    lay_out_bucket,
    lay_out_databases,
    lay_out_mails,
)
from visit_exchange.buckets import Bucket

pytestmark = pytest.mark.stack


def test_the_search_finds_them_where_they_were_dropped(
    rehearsed: Rehearsed, tmp_path: Path
) -> None:
    for upload in rehearsed.outside.store.uploads(f"{rehearsed.visit.id}/"):
        path = tmp_path / upload.key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rehearsed.outside.store.get(Bucket.UPLOADS, upload.key, upload.version_id))
    assert len(found_in(tmp_path, rehearsed)) >= 4


def test_no_log_file_holds_them(rehearsed: Rehearsed) -> None:
    logs = list(rehearsed.stack.home.logs.rglob("*.log"))
    assert len(logs) > 50
    assert found_in(rehearsed.stack.home.logs, rehearsed) == []
    assert found_in(rehearsed.stack.home.airflow, rehearsed) == []


def test_no_table_of_any_database_holds_them(rehearsed: Rehearsed, tmp_path: Path) -> None:
    assert lay_out_databases(rehearsed, tmp_path) > 500
    assert {path.name for path in tmp_path.iterdir()} == set(DATABASES)
    for table in ("xcom", "rendered_task_instance_fields", "hitl_detail", "log", "task_instance"):
        assert (tmp_path / "airflow" / f"{table}.txt").exists()
    assert found_in(tmp_path, rehearsed) == []


@pytest.mark.parametrize("bucket", [Bucket.STAGING, Bucket.PACKS])
def test_nothing_that_is_passed_on_holds_them(
    bucket: Bucket, rehearsed: Rehearsed, tmp_path: Path
) -> None:
    assert lay_out_bucket(rehearsed, bucket, tmp_path) > 10
    assert found_in(tmp_path, rehearsed) == []


@pytest.mark.parametrize("who", ["data team", "lead inspector"])
def test_no_mail_to_anyone_but_the_authority_holds_them(
    who: str, rehearsed: Rehearsed, tmp_path: Path
) -> None:
    addresses = {
        "data team": rehearsed.outside.settings.data_team_email,
        "lead inspector": rehearsed.visit.lead_inspector_email,
    }
    assert lay_out_mails(rehearsed, addresses[who], tmp_path) >= 3
    assert found_in(tmp_path, rehearsed) == []


def test_nor_does_a_mail_to_the_authority(rehearsed: Rehearsed, tmp_path: Path) -> None:
    """Mail travels further than the reply's folder, which is where values may be quoted."""
    assert lay_out_mails(rehearsed, rehearsed.visit.lano_email, tmp_path) >= 10
    assert found_in(tmp_path, rehearsed) == []
