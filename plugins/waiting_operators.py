"""The operators that wait: for a deadline of a visit, and for its inspectors' answer."""

from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import BaseOperator, Context

from contained import StepFailed, is_away
from visit_exchange.errors import TellableError
from visit_exchange.visits.dates.timetable import CALL, NOMINATED
from visit_operators import LONGEST, JourneyStep
from visit_runs import skip_when_stopped, skip_without, visit_of
from visit_steps import call_step
from visit_triggers import END, MilestoneTrigger


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
        hours = (
            call_step("deadlines.waiting.hours_before", visit_id, self.role) if self.reminder else 0
        )
        trigger = MilestoneTrigger(run_id, self.role, hours, self.settled)
        self.defer(trigger=trigger, method_name="come")

    def come(self, context: Context, event: dict[str, Any]) -> None:
        skip_when_stopped(context)
        if not self.reminder:
            call_step("deadlines.waiting.pass_milestone", visit_of(context), self.role)


class OpenVisit(BaseOperator):
    """Open the visit; a run that was started before the notification date waits for it, deferred.

    It obeys a notification that is moved meanwhile.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(execution_timeout=LONGEST, do_xcom_push=False, **kwargs)

    def execute(self, context: Context) -> None:
        skip_when_stopped(context)
        if call_step("requesting.opening.is_too_early", visit_of(context)):
            run_id = context["dag_run"].run_id
            self.defer(trigger=MilestoneTrigger(run_id, CALL), method_name="come")
        call_step("requesting.opening.open_visit", visit_of(context))

    def come(self, context: Context, event: dict[str, Any]) -> None:
        self.execute(context)


class CloseVisit(JourneyStep):
    """Close the visit when all that came before has its answer; it waits for that, deferred.

    What has no answer for ten minutes in which there could be one is waited for no longer. While
    the store is away nobody knows, so it waits then too, for as long as it takes.
    """

    def execute(self, context: Context) -> Any:
        skip_when_stopped(context)
        visit_id = visit_of(context)
        if self._may_wait(visit_id):
            self.tell(visit_id, "it closes when every upload that has come has its answer")
            trigger = MilestoneTrigger(context["dag_run"].run_id, END, settled=True)
            self.defer(trigger=trigger, method_name="come")
        return super().execute(context)

    def _may_wait(self, visit_id: str) -> bool:
        """Return whether an upload waits for its answer, as far as anybody can say."""
        try:
            return bool(call_step("deadlines.waiting.has_unanswered", visit_id))
        except (StepFailed, TellableError) as error:
            if not is_away(error):
                raise
            return True

    def come(self, context: Context, event: dict[str, Any]) -> Any:
        return super().execute(context)


class UntilNominated(BaseOperator):
    """Wait, deferred, until a LANO is entered whom the request can go to, or the visit has ended.

    No deadline waits for it. It is over at once where the LANO was known beforehand.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(execution_timeout=LONGEST, do_xcom_push=False, **kwargs)

    def execute(self, context: Context) -> None:
        skip_when_stopped(context)
        if not call_step("requesting.notifying.is_nominated", visit_of(context)):
            run_id = context["dag_run"].run_id
            self.defer(trigger=MilestoneTrigger(run_id, NOMINATED), method_name="come")

    def come(self, context: Context, event: dict[str, Any]) -> None:
        skip_when_stopped(context)


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
        asked = call_step("selecting.selection.question", visit_of(context))
        if asked is None:
            return True
        self.options, self.body = list(asked.options), asked.body
        logins = call_step("access.people.respondents", visit_of(context))
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
        return bool(
            call_step("selecting.selection.answer", visit_of(context), chosen, by.get("name", ""))
        )
