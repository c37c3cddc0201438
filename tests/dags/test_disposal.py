"""`dispose_evidence` on the real scheduler: it ends a closed visit, and tells the data team."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from builders.visits import an_open_visit
from local_stack.supervising.stack import Stack
from rehearsed import Rehearsed
from visit_exchange.buckets import Bucket
from visit_exchange.journey.disposing.disposal import disposers_store
from visit_exchange.services.destroying import stored_versions
from visit_exchange.services.key_ring import NoKey
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.stack

CLOSED = datetime(2023, 5, 15, 9, tzinfo=UTC)  # Monday 15 May 2023
PATIENCE = 180.0  # seconds
MARKER = "Winterbourne"  # in the files of the visit and in their names


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that closed more than a year ago, with something in every bucket."""
    notified = date(2023, 4, 24)  # a Monday
    visit = an_open_visit(outside, CLOSED + timedelta(days=366), notified=notified)
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED):
        outside.register.move_visit(visit.id, status, by="pipeline", at=CLOSED)
    for bucket in (Bucket.REPLIES, Bucket.STAGING, Bucket.PACKS):
        outside.store.put(bucket, f"{visit.id}/{MARKER} P.csv", f"Peregrine {MARKER}".encode())
    return outside.register.visit(visit.id)


def run_of_disposal(stack: Stack) -> dict[str, Any]:
    """Trigger the DAG as the administrator and return its run when it has ended."""
    name, password = "admin", stack.kept.airflow_passwords["admin"]
    address = f"http://127.0.0.1:{stack.ports.airflow}"
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as airflow:
        signed_in = airflow.post("/auth/token", json={"username": name, "password": password})
        airflow.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
        runs = "/api/v2/dags/dispose_evidence/dagRuns"
        run: dict[str, Any] = airflow.post(runs, json={"logical_date": None}).json()
        deadline = time.monotonic() + PATIENCE
        while run["state"] not in ("success", "failed"):
            assert time.monotonic() < deadline, run["state"]
            time.sleep(1)
            run = airflow.get(f"{runs}/{run['dag_run_id']}").json()
    return run


def test_the_nightly_run_ends_the_visit_and_certifies_it(
    stack: Stack, outside: Outside, visit: Visit
) -> None:
    other = an_open_visit(outside, CLOSED, notified=date(2023, 5, 9))

    assert run_of_disposal(stack)["state"] == "success"

    assert outside.register.visit(visit.id).status is VisitStatus.DISPOSED
    disposer = disposers_store(outside)
    for bucket in Bucket:
        assert list(stored_versions(disposer, bucket, f"{visit.id}/")) == []
    with pytest.raises(NoKey, match="destroyed"):
        outside.keys.key(visit.id)
    assert len(outside.keys.key(other.id)) == 32
    [certificate] = outside.register.certificates(visit.id)
    mails = Rehearsed(stack, outside, visit, []).mails_to("data-team@inspectorate.example")
    [mail] = [each for each in mails if certificate.sha256 in str(each)]
    assert visit.id in mail["Subject"]
    assert holders(stack.home.folder) == []


def holders(folder: Path) -> list[str]:
    """Return the files, of whatever part of the stack, that hold the marker or are named by it."""
    told = MARKER.lower().encode()
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if told in path.name.lower().encode()
        or (path.is_file() and told in path.read_bytes().lower())
    ]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "part.log").write_bytes(b"\0\1Peregrine WINTERBOURNE\2")
    (tmp_path / f"{MARKER} P.csv").write_bytes(b"")
    assert len(holders(tmp_path)) == 2


def test_the_running_parts_cannot_change_the_audit(stack: Stack, outside: Outside) -> None:
    from sqlalchemy import NullPool, create_engine, text
    from sqlalchemy.exc import ProgrammingError

    url = stack.environment["VISIT_EXCHANGE_REGISTER_URL"]
    with (
        create_engine(url, poolclass=NullPool).connect() as connection,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        connection.execute(text("DELETE FROM audit"))
    assert outside.register.verify_audit().faults == ()
