"""Destroy the evidence of visits whose retention has ended.

**When it runs** – every night at 02:00, Europe/London, and whenever it is triggered by hand. It
does the same as `visit-exchange dispose`.

**What it does** – asks the register of which visits something is due, and destroys it, a task for
each visit: the visit's key first, then every version, every delete marker and every unfinished
upload. How long each kind of evidence is kept, and from which event of the visit, is in the
framework's YAML; the dates are on the board. A certificate that lists what was destroyed, by hash,
is kept in the register and mailed to the data team. What is under a legal hold (`visit-exchange
visits hold VISIT --reason "…"`) is left alone. To look first: `visit-exchange dispose --dry-run`.

**What can go wrong** – a store that keeps something (the disposer's credentials lack a right) fails
the task: deal with the cause and clear it. A task that was broken off goes on where it stood, and
its certificate is whole. A night that was missed is made up by the next.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag

from visit_operators import LONGEST, FindWork, MappedStep
from visit_retries import tried_again


@dag(
    schedule=CronTriggerTimetable("0 2 * * *", timezone="Europe/London"),
    catchup=False,
    max_active_runs=1,
    default_args=tried_again(4, after=timedelta(minutes=1)),
    doc_md=__doc__,
    tags=["visit exchange"],
)
def dispose_evidence() -> None:
    due = FindWork(task_id="find_visits_due", step="disposing.disposal.visits_to_dispose")
    MappedStep.partial(
        task_id="dispose", step="disposing.disposal.dispose_visit", execution_timeout=LONGEST
    ).expand(of=due.output)


dispose_evidence()
