"""The operators that the DAGs are made of. Each hands over to a step of the journey."""

from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import BaseOperator, Context
from airflow.sdk.exceptions import AirflowSkipException

from visit_exchange.visits.visit import visit_of_run
from visit_steps import call_step
from visit_triggers import MilestoneTrigger


def visit_of(context: Context) -> str:
    """Return the visit that a run is about: its partition, or its own id."""
    run = context["dag_run"]
    return getattr(run, "partition_key", None) or visit_of_run(run.run_id)


def skip_when_stopped(context: Context) -> None:
    """Skip the task, with the reason, when its visit is deferred or cancelled, or was resumed."""
    run = context["dag_run"]
    # A run for a partition publishes what a visit has; it is not the visit's own.
    if getattr(run, "partition_key", None) is None:
        why = call_step("waiting.why_stopped", run.run_id)
        if why:
            raise AirflowSkipException(why)


def skip_without(role: str | None, context: Context) -> None:
    """Skip the task, with the reason, when the visit's kind has no milestone of this role."""
    why = call_step("waiting.reason_to_skip", visit_of(context), role) if role else None
    if why:
        raise AirflowSkipException(why)


def tell_data_team(context: Context) -> None:
    """Mail the data team that a step failed for good: visit, task and the link, never values."""
    ti = context["task_instance"]
    call_step("alerts.step_failed", ti.dag_id, ti.run_id, ti.task_id, ti.map_index)


class JourneyStep(BaseOperator):
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
        return call_step(self.step, visit_of(context))


class FileStep(BaseOperator):
    """Run one step for one upload: ``module.function(outside, submission)``.

    The task is shown under the submission's id (visit and number), never under a file name.
    """

    template_fields = ("submission",)

    def __init__(self, *, step: str, submission: Any, **kwargs: Any) -> None:
        kwargs.setdefault("map_index_template", "{{ task.submission }}")
        kwargs.setdefault("do_xcom_push", False)
        super().__init__(**kwargs)
        self.step = step
        self.submission = submission

    def execute(self, context: Context) -> Any:
        return call_step(self.step, self.submission)


class FindVisits(BaseOperator):
    """Return the ids of the visits that a step of the journey finds."""

    def __init__(self, *, step: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.step = step

    def execute(self, context: Context) -> list[str]:
        return list(call_step(self.step))


class WholeStep(BaseOperator):
    """Run one step that looks at every visit: ``module.function(outside)``."""

    def __init__(self, *, step: str, **kwargs: Any) -> None:
        kwargs.setdefault("do_xcom_push", False)
        kwargs.setdefault("task_id", step.rpartition(".")[2])
        super().__init__(**kwargs)
        self.step = step

    def execute(self, context: Context) -> Any:
        return call_step(self.step)


class VisitStep(BaseOperator):
    """Run one step for one of several visits: ``module.function(outside, visit_id)``."""

    template_fields = ("visit",)

    def __init__(self, *, step: str, visit: Any, **kwargs: Any) -> None:
        kwargs.setdefault("map_index_template", "{{ task.visit }}")
        kwargs.setdefault("do_xcom_push", False)
        super().__init__(**kwargs)
        self.step = step
        self.visit = visit

    def execute(self, context: Context) -> Any:
        return call_step(self.step, self.visit)


class FindUploads(BaseOperator):
    """Return the ids of the uploads that wait for an answer: bucket minus register."""

    def execute(self, context: Context) -> list[str]:
        return list(call_step("receiving.find_uploads"))


class TellVisits(BaseOperator):
    """Say which visits have something new, as a partition each of the task's only outlet."""

    def execute(self, context: Context) -> list[str]:
        visits = list(call_step("pack_numbers.visits_with_news"))
        if visits:
            context["outlet_events"][self.outlets[0]].add_partitions(visits)
        return visits


class UntilMilestone(BaseOperator):
    """Wait, deferred, until a milestone has come, then mark it as passed in the register.

    A ``reminder`` comes some hours earlier and marks nothing. Skipped in visits whose kind has no
    milestone of that role, and as soon as the visit is deferred or cancelled.
    """

    def __init__(
        self, *, role: str, reminder: bool = False, settled: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.role = role
        self.reminder = reminder
        self.settled = settled

    def execute(self, context: Context) -> None:
        skip_when_stopped(context)
        skip_without(self.role, context)
        visit_id, run_id = visit_of(context), context["dag_run"].run_id
        hours = call_step("waiting.hours_before", visit_id, self.role) if self.reminder else 0
        trigger = MilestoneTrigger(run_id, self.role, hours, self.settled)
        self.defer(trigger=trigger, method_name="come")

    def come(self, context: Context, event: dict[str, Any]) -> None:
        skip_when_stopped(context)
        if not self.reminder:
            call_step("waiting.pass_milestone", visit_of(context), self.role)


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


class SelectChildren(HITLOperator):
    """Ask inspectors which children to track, until an answer stands up.

    The options are the codes in the newest pack. A refused answer fails the try with the reason,
    and the next try asks again with that reason above the options. A selection that came another
    way (the visit's page, the pack's Selection sheet) ends the task. The wait ends with the visit.
    Airflow takes an answer from the visit's own inspectors and from our own user alone.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            subject="Select the children to track in visit {{ run_id }}",
            options=["(the codes in the newest pack)"],
            multiple=True,
            **kwargs,
        )

    def execute(self, context: Context) -> bool:
        skip_when_stopped(context)
        skip_without("selection", context)
        asked = call_step("selection.question", visit_of(context))
        if asked is None:
            return True
        self.options, self.body = list(asked.options), asked.body
        logins = call_step("people.respondents", visit_of(context))
        self.assigned_users = [{"id": login, "name": login} for login in logins]
        self.defaults, self.response_timeout = [asked.no_answer], asked.time_left
        return bool(super().execute(context))

    def execute_complete(self, context: Context, event: dict[str, Any]) -> bool:
        if "error" in event:
            self.process_trigger_event_error(event)
        # Deferring a visit ends its question with an answer that chooses nobody.
        skip_when_stopped(context)
        by = event.get("responded_by_user") or {}
        chosen = event["chosen_options"]
        return bool(call_step("selection.answer", visit_of(context), chosen, by.get("name", "")))
