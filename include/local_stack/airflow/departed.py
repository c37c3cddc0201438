"""Tells Airflow's database that a part has died, so that what it left is taken up at once."""

from contextlib import closing, suppress
from pathlib import Path

import psycopg2

from local_stack.postgres.databases import connect

JOBS = {
    "scheduler": "SchedulerJob",
    "triggerer": "TriggererJob",
    "dag-processor": "DagProcessorJob",
}
GONE = """
UPDATE job SET state = 'failed', end_date = now()
WHERE job_type = %s AND state = 'running' AND end_date IS NULL
"""


def mark_departed(postgres: Path, part: str) -> None:
    """Mark what a part called its job as ended; called before it is started, when none runs.

    Airflow finds out by itself only when its patience ends; so it does when its database does not
    answer now.
    """
    if part not in JOBS:
        return
    with (
        suppress(psycopg2.OperationalError),
        closing(connect(postgres, "airflow")) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(GONE, (JOBS[part],))
