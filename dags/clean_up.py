"""Let Airflow forget what is old and over: runs, XComs, events, and the logs of tasks.

**When it runs** – every night at 03:00, Europe/London, and whenever it is triggered by hand. By
hand, or to look first: `visit-exchange cleanup --dry-run`.

**What it does** – deletes runs that ended more than `VISIT_EXCHANGE_KEEP_RUNS_DAYS` (30) days ago,
with their tasks and XComs; then the rows of Airflow's own log of events, of its jobs and of
Celery's results that are as old; then the files of logs. A run of `visit` goes only when its visit
is closed, cancelled or disposed of, or was resumed in a later run: a visit that waits, however
long, keeps its run, and so does one that is deferred. The newest run of each DAG stays.

It takes the place of `airflow db clean`, which must not be used here: it goes by age alone, and
deletes the runs and the waits of visits that go on.

**What can go wrong** – a task that fails is tried again; what it has not done is done the next
night. The register, the store and the audit are not touched: that is `dispose_evidence`.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, chain, dag

from visit_operators import CleanLogs, WholeStep
from visit_retries import tried_again


@dag(
    schedule=CronTriggerTimetable("0 3 * * *", timezone="Europe/London"),
    catchup=False,
    max_active_runs=1,
    default_args=tried_again(3, after=timedelta(minutes=1)),
    doc_md=__doc__,
    tags=["visit exchange"],
)
def clean_up() -> None:
    chain(
        WholeStep(step="upkeep.old_runs.forget_old_runs"),
        WholeStep(step="upkeep.old_runs.forget_old_events"),
        CleanLogs(task_id="remove_old_logs"),
    )


clean_up()
