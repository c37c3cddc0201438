"""Look every ten minutes whether the exchange is well: the register against Airflow and the store.

**When it runs** – every ten minutes, five minutes after `receive_returns`, and whenever it is
triggered by hand. To look without mending or telling anything: `visit-exchange health`.

**What it does** – names each visit that goes on without a live run (it was deleted, failed, or was
marked by hand) or without a step that gave up, each DAG that is paused or cannot be read, uploads
without an answer for five minutes, a part that gives no sign of life, a service that does not
answer, and a morning on which `start_visits` did not do its work. What is named stands on the board
and in `/exchange/health`, and is mailed to the data team: once, again after a day, and when it is
over.

**What it mends** – a run that is gone is started again, one that ended too early begins again, and
a morning is made up: every step passes over what is done. What failed begins again once all
services answer, so an outage of hours needs nobody. What comes back within a day is left to you. A
paused DAG is left paused, and a step that was marked as failed before its last try is left so:
somebody may have meant it.

**What it tells the world** – while all is well, the address in `VISIT_EXCHANGE_PING_URL`, if there
is one, is asked, with nothing in the question. Have it alarm you when it is not asked for half an
hour: that is how you hear of a machine that is gone. Where Airflow sends metrics (OpenTelemetry,
StatsD), the exchange's own numbers go the same way.

**What can go wrong** – the task fails when the register does not answer; you have a mail. It needs
no clearing: the next run looks again.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag

from visit_operators import Look
from visit_retries import tried_again

# Before the tasks of visits in their pool: it says why those do not go on.
SOON = {"priority_weight": 80, "weight_rule": "absolute"}


@dag(
    schedule=CronTriggerTimetable("5-59/10 * * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args=tried_again(1, after=timedelta(seconds=30)) | SOON,
    doc_md=__doc__,
    tags=["visit exchange"],
)
def reconcile() -> None:
    Look(step="upkeep.looking.look", execution_timeout=timedelta(minutes=5))


reconcile()
