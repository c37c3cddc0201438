"""Register a visit: fill in the form, and the visit starts on its notification date.

**When it runs** – when somebody on the data team presses *Trigger* and fills in the form. *Register
a visit* on the board does the same by choices, and shows the dates first. The same is done on the
command line by `visit-exchange visits add`, or for many visits at once by `visit-exchange visits
import schedule.xlsx`.

**What it does** – checks the form (the authority must be known and open on that date, the date must
be a working day; one far away or near another visit must be confirmed), works out every deadline,
stores both in the register, and starts the visit if its notification date has come. The visit's id,
its run id in `visit` and its place in every bucket are the same, for example `999-ap-20230327`.
When the register has the form, or has refused it, Airflow forgets whom it names (`forget_form`):
the run keeps the kind of visit, the authority and the date.

**What can go wrong** – a task that fails says what to change in its last line. Nothing is stored
when a value is refused: trigger it again with the value put right. Registering the same visit twice
is refused. To clear `register` is no help, for its form is no longer kept: trigger it again.
What is stored is not edited. A deadline, or the notification date of
a visit that is not open yet, is moved by `visit-exchange visits adjust`; that of an open visit by
`visit-exchange visits defer` and then `visit-exchange visits resume`. A LANO who is nominated after
the call, and everybody else, is entered by `visit-exchange visits people set`. What was
mistyped is mended by `visit-exchange visits edit`; the authority or the kind of visit only by
`visit-exchange visits cancel`, and by registering the visit anew.
"""

from datetime import timedelta

from airflow.sdk import Param, chain, dag, task
from airflow.sdk.types import DagRunProtocol

from visit_exchange.kinds import framework_ids
from visit_operators import LONGEST, ForgetForm, StartVisit
from visit_retries import tried_again
from visit_runs import who_triggered

UNTIL_IT_IS = tried_again(6, after=timedelta(seconds=30))

FORM = {
    "framework": Param(type="string", enum=list(framework_ids()), title="Kind of visit"),
    "la_code": Param(type="string", pattern="^[0-9]{3}$", title="Local authority (DfE code)"),
    "notified": Param(type="string", format="date", title="Notification date"),
    "lano_email": Param(
        None,
        type=["string", "null"],
        title="LANO's e-mail",
        description="Leave it empty until the authority nominates one, after the call.",
    ),
    "lead_inspector_email": Param(type="string", format="email", title="Lead inspector's e-mail"),
    "inspectors": Param(
        None,
        type=["array", "null"],
        items={"type": "string"},
        title="Inspectors’ logins",
        description="Who sees the visit and chooses its children. One in each line.",
    ),
    "on_site_days": Param(None, type=["integer", "null"], minimum=1, title="On-site days"),
    "items": Param(
        None,
        type=["string", "null"],
        title="Items to ask for",
        description="Where they are chosen visit by visit: their numbers, like 1.1, 2.4.",
    ),
    "agreed": Param(
        None,
        type=["string", "null"],
        title="Agreed dates",
        description="Where dates are agreed with the authority: like meeting=2027-03-15.",
    ),
    "surveys": Param(
        None,
        type=["string", "null"],
        title="Survey links",
        description="One link for everybody, or one for each audience with spaces between: like "
        "parents=https://… . "
        "Links that are not known yet are set later with visit-exchange visits survey.",
    ),
    "confirm_dates": Param(
        False,
        type="boolean",
        title="Dates are confirmed",
        description="Only after you were asked to confirm dates that look like a slip.",
    ),
}


@dag(schedule=None, catchup=False, params=FORM, doc_md=__doc__, tags=["visit exchange"])
def register_visit() -> None:
    @task(execution_timeout=LONGEST)
    def register(
        params: dict[str, object] | None = None, dag_run: DagRunProtocol | None = None
    ) -> list[str]:
        from visit_exchange.journey.requesting.registering import register_entered, visits_to_start
        from visit_exchange.services.outside import outside

        visit_id = register_entered(outside(), params or {}, by=who_triggered(dag_run))
        return [visit for visit in visits_to_start(outside()) if visit == visit_id]

    registered = register()
    StartVisit.partial(task_id="start", execution_timeout=LONGEST).expand(trigger_run_id=registered)
    # Registered or refused: Airflow need not keep whom the form names.
    chain(registered, ForgetForm(task_id="forget_form", trigger_rule="all_done", **UNTIL_IT_IS))


register_visit()
