"""The operators that do one step: each hands over to the journey and is done."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import BaseOperator, Context
from airflow.sdk.configuration import conf
from airflow.sdk.exceptions import AirflowFailException

from own_numbers import send_numbers
from visit_exchange.errors import ServiceError
from visit_runs import skip_when_stopped, skip_without, visit_of
from visit_steps import call_step

# No step takes a tenth of it: a task that does hangs, and would keep others waiting. A mapped task
# (`partial`) must be given it: it is made past the class.
LONGEST = timedelta(minutes=20)


class Step(BaseOperator):
    """What every operator here shares: no task works without an end."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("execution_timeout", LONGEST)
        super().__init__(**kwargs)

    def tell(self, what: str, came_of_it: Any) -> None:
        """Log what came of a task in a line: ids and counts."""
        self.log.info("%s: %s", what, said(came_of_it))


def said(came_of_it: Any) -> str:
    """Return in words what a step returned."""
    if isinstance(came_of_it, str):
        return came_of_it
    if isinstance(came_of_it, Collection):
        return f"done, {len(came_of_it)} found"
    is_number = isinstance(came_of_it, int) and not isinstance(came_of_it, bool)
    return f"done, {came_of_it} in all" if is_number else "done"


class JourneyStep(Step):
    """Run one step of ``visit_exchange.journey``: ``module.function(outside, visit_id)``.

    It is called as the function is, unless it is given a ``task_id``. With a ``role`` it is skipped
    in visits whose kind has no milestone of that role.
    """

    def __init__(self, *, step: str, role: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("do_xcom_push", False)
        kwargs.setdefault("task_id", step.rpartition(".")[2])
        super().__init__(**kwargs)
        self.step = step
        self.role = role

    def execute(self, context: Context) -> Any:
        skip_when_stopped(context)
        skip_without(self.role, context)
        visit_id = visit_of(context)
        came_of_it = call_step(self.step, visit_id)
        self.tell(f"{visit_id}: {self.task_id}", came_of_it)
        return came_of_it


class MappedStep(Step):
    """Run one step for one of many: ``module.function(outside, visit_id)``.

    The task is shown under the visit's id.
    """

    template_fields = ("of",)

    def __init__(self, *, step: str, of: Any, **kwargs: Any) -> None:
        kwargs.setdefault("map_index_template", "{{ task.of }}")
        kwargs.setdefault("do_xcom_push", False)
        super().__init__(**kwargs)
        self.step = step
        self.of = of

    @property
    def about(self) -> str:
        """The visit that it is for."""
        return str(self.of)

    def execute(self, context: Context) -> Any:
        came_of_it = call_step(self.step, self.of)
        self.tell(f"{self.of}: {self.task_id}", came_of_it)
        return came_of_it


class WholeStep(Step):
    """Run one step that looks at every visit: ``module.function(outside)``."""

    def __init__(self, *, step: str, **kwargs: Any) -> None:
        kwargs.setdefault("do_xcom_push", False)
        kwargs.setdefault("task_id", step.rpartition(".")[2])
        super().__init__(**kwargs)
        self.step = step

    def execute(self, context: Context) -> Any:
        came_of_it = call_step(self.step)
        self.tell(self.task_id, came_of_it)
        return came_of_it


class Look(WholeStep):
    """Run a step that looks around, and again soon: a service that is away is told of once a look.

    So it fails the task without another try.
    """

    def execute(self, context: Context) -> Any:
        try:
            came_of_it = super().execute(context)
        except ServiceError as error:
            raise AirflowFailException(str(error)) from None
        send_numbers()
        return came_of_it


class CleanLogs(Step):
    """Remove old files from the folder of Airflow's logs, where this worker has it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("do_xcom_push", False)
        super().__init__(**kwargs)

    def execute(self, context: Context) -> Any:
        folder = conf.get_mandatory_value("logging", "base_log_folder")
        return call_step("upkeep.old_logs.remove_old_logs", folder)


class ForgetForm(Step):
    """Have Airflow forget what was entered in the form of this run."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("do_xcom_push", False)
        super().__init__(**kwargs)

    def execute(self, context: Context) -> None:
        run_id = context["dag_run"].run_id
        self.tell(self.task_id, call_step("requesting.registering.forget_form", run_id))


class FindWork(Step):
    """Return the ids of the visits that a step of the journey finds."""

    def __init__(self, *, step: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.step = step

    def execute(self, context: Context) -> list[str]:
        found = list(call_step(self.step))
        self.tell(self.task_id, found)
        return found


class TellVisits(Step):
    """Say which visits have something new, as a partition each of the task's only outlet.

    Airflow hears of them when the task has succeeded: so nothing else is done in it.
    """

    def execute(self, context: Context) -> list[str]:
        visits = list(call_step("publishing.news.visits_with_news"))
        if visits:
            context["outlet_events"][self.outlets[0]].add_partitions(visits)
        self.tell("visits with something to publish", visits)
        return visits


class LookAfterVisits(Step):
    """Look after every visit, then tell senders of answers that nobody came to tell them."""

    def execute(self, context: Context) -> None:
        self.tell(self.task_id, call_step("ending.sweep.look_after_visits"))
        self.tell("senders told", call_step("receiving.telling.tell_what_is_left"))


class StartVisit(TriggerDagRunOperator):
    """Start a run of one visit; a run that is there already is skipped."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            trigger_dag_id="visit",
            logical_date=None,
            skip_when_already_exists=True,
            openlineage_inject_parent_info=False,
            **kwargs,
        )
