"""Do what the data team ordered on the board and a page may not do itself.

**When it runs** – as soon as somebody has ordered something, and every ten minutes whatever
happens: an order that Airflow was not told of is done then.

**What it does** – defers and cancels visits, gives people roles and lets them leave, issues and
revokes keys, releases and refuses documents: what needs the keys of the store or of a visit, which
workers hold and pages do not. A task for each order, under its visit’s id and the order’s number.
It does what the command would, under the login of who ordered it. What came of it stands on the
visit’s page and in the audit. Everything else on the board is done at once, without it.

**What can go wrong** – an order that can no longer be done (the document was decided on, the visit
was cancelled) fails nothing: the visit’s page says why. A service that is away fails the task,
which is tried again; after that, with the next run. Clearing a failed task is always safe: an order
that broke off is done once all the same, and nobody is mailed twice.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag

from visit_operators import LONGEST, FindWork, MappedStep
from visit_retries import tried_again


@dag(
    schedule=CronTriggerTimetable("*/10 * * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args=tried_again(4, after=timedelta(seconds=5)),
    doc_md=__doc__,
    tags=["visit exchange"],
)
def act_on_visits() -> None:
    ordered = FindWork(task_id="find_orders", step="pages.board.acts.doing.open_orders")
    MappedStep.partial(
        task_id="act",
        step="pages.board.acts.doing.do_ordered",
        execution_timeout=LONGEST,
        max_active_tis_per_dagrun=1,  # in the order in which they were given
    ).expand(of=ordered.output)


act_on_visits()
