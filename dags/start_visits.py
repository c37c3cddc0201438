"""Start every visit whose notification date has come.

**When it runs** – each morning at 08:00, Europe/London, and whenever it is triggered by hand.

**What it does** – asks the register which visits are due and not yet open, and starts one run of
`visit` for each. The run's id is the visit's id (with `~2` when it was resumed), so a visit cannot
be started twice: a second start is shown as *skipped*. Beside that it reminds inspectors and
authorities, once each, of what they owe after a visit: a report, a plan. What has happened is
recorded by `visit-exchange visits record`.

**What can go wrong** – a step that fails is tried again for some minutes; then the data team gets a
mail. Nothing is lost: a morning that was missed is made up by the next run, since the register, not
the date of this run, says what is due. Until then, clear the task when the cause is dealt with.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag

from visit_operators import LONGEST, FindWork, StartVisit, WholeStep
from visit_retries import tried_again


@dag(
    schedule=CronTriggerTimetable("0 8 * * *", timezone="Europe/London"),
    catchup=False,
    max_active_runs=1,
    default_args=tried_again(6, after=timedelta(seconds=30)),
    doc_md=__doc__,
    tags=["visit exchange"],
)
def start_visits() -> None:
    due = FindWork(task_id="find_visits_to_start", step="requesting.registering.visits_to_start")
    StartVisit.partial(task_id="start", execution_timeout=LONGEST).expand(trigger_run_id=due.output)
    WholeStep(task_id="remind_of_what_follows", step="ending.events.remind_owners")


start_visits()
