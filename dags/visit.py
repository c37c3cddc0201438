"""One visit, from the notification date to its last day. One run per visit, of any kind.

**How it starts** – by `start_visits` or `register_visit`; the run's id is the visit's id. It is not
meant to be triggered by hand: a run that is started before the notification date waits for it, and
tells nobody.

**What you see** – every step of the timeline is a task with its name, in the order of time, in a
group for each part of the visit. A task that waits for a deadline is *deferred*: it holds no
worker, survives a restart of anything, and the register is looked at again every few seconds, for
all visits at once, so an adjustment (`visit-exchange visits adjust VISIT --milestone returns --to
2023-03-31T17:00 --reason "…"`) is obeyed while it waits. The run's note has the dates; the board
and the visit's tab have them too, as they are now.

**Who is asked** – on the notification date the data team gets the letters that notify leaders, and
`until_lano_nominated` waits, without cost, for the local area nominated officer
(`visit-exchange visits people set VISIT lano --email …`). The request goes out within a minute of
that. Every other wait begins without it: none hangs behind another, so a LANO who is named late, or
a deadline that is moved, silences no other.

**When something is missing at a deadline** – the visit goes on. The run gets a note, the data team
and the lead inspector get a mail, and the board shows it.

**When a step is skipped** – this kind of visit has no such part: a meeting selects no children, one
kind has all of its items due at once. The task's last log line says so. (One DAG serves every kind,
and Airflow shows each task of a DAG in each of its runs.)

**When a visit is deferred or cancelled** – what is left of the run is skipped, with the reason,
within seconds. A resumed visit has a new run: its id, `~` and a number.

**When the visit closes** – `close_visit` waits, deferred, until every upload that has come by then
has its answer: for ten minutes at most in which there could be one.

**Selecting children** – `select_children` waits for an inspector (on the visit's page) or for the
pack's Selection sheet with ticks. A code that is not in the pack is refused with the reason, and
the task asks again. No answer by the deadline is an alert, never a failure. When inspectors change
their choice, on the visit's page, `send_tracking_request` is cleared and asks the authority again.

**What can go wrong** – a step that fails is retried; its last log line says what to do, and the
data team gets a mail when it gives up. Clearing a failed task is always safe: every step looks at
what is already done first.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import BaseOperator, TaskGroup, chain, dag

from visit_operators import JourneyStep
from visit_retries import tried_again
from waiting_operators import CloseVisit, OpenVisit, SelectChildren, UntilMilestone, UntilNominated

EVERY_STEP = tried_again(6, after=timedelta(seconds=5)) | {
    "retry_exponential_backoff": True,
    # A step that a kind of visit does not have is skipped; what comes after it is not.
    "trigger_rule": "none_failed",
}

# Where many visits open on one morning, their requests go before their waits for later days. A task
# counts for one otherwise, and for one more for each task that comes after it.
SOON: dict[str, Any] = {"priority_weight": 30}

# A refused answer fails the try, and the next one asks again.
UNTIL_IT_STANDS_UP: dict[str, Any] = {"retries": 500, "retry_delay": timedelta(seconds=2)}


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=500,
    default_args=EVERY_STEP,
    doc_md=__doc__,
    tags=["visit exchange"],
)
def visit() -> None:
    with part("1_request", "Request"):
        open_visit = OpenVisit(task_id="open_visit")
        opened = JourneyStep(step="requesting.notifying.draft_letters")
        nominated = UntilNominated(task_id="until_lano_nominated", **SOON)
        request = JourneyStep(step="requesting.opening.send_request", **SOON)
        chain(open_visit, opened, nominated, request)
    with part("2_returns", "Returns"):
        returns_closed = _returns(opened)
    with part("3_selection", "Selection of children"):
        selected = _select(opened, returns_closed)
    with part("4_further", "Items with a later deadline"):
        further = _further(opened)
    with part("5_tracking", "Tracking"):
        tracked = _track(opened, returns_closed)
    with part("6_survey", "Survey"):
        surveyed = _survey(opened)
    with part("7_end", "End of the visit"):
        end = UntilMilestone(task_id="until_visit_ends", role="end")
        close = CloseVisit(step="ending.closing.close_visit")
        chain(opened, end, close)
        chain([*selected, further, tracked, surveyed], close)


def part(name: str, title: str) -> TaskGroup:
    """Return a part of the timeline. They are shown in the order of their names."""
    return TaskGroup(name, group_display_name=title, prefix_group_id=False)


def _returns(opened: BaseOperator) -> BaseOperator:
    with part("reminder_of_returns", "Reminder"):
        soon = UntilMilestone(task_id="until_reminder", role="returns", reminder=True)
        remind = JourneyStep(step="deadlines.reminding.remind_of_returns")
    due = UntilMilestone(task_id="until_returns_close", role="returns", settled=True)
    closed = JourneyStep(step="ending.closing.close_returns")
    chain(opened, soon, remind)
    chain(opened, due, closed)
    return closed


def _select(opened: BaseOperator, returns_closed: BaseOperator) -> list[BaseOperator]:
    pack = JourneyStep(step="publishing.returns_packs.publish_returns_pack")
    select = SelectChildren(task_id="select_children", **UNTIL_IT_STANDS_UP)
    due = UntilMilestone(task_id="until_selection_due", role="selection")
    check = JourneyStep(step="ending.closing.check_selection", role="selection")
    ask = JourneyStep(step="selecting.tracking_request.send_tracking_request", role="tracking")
    chain(returns_closed, pack, select, ask)
    chain(opened, due, check)
    return [ask, check]


def _further(opened: BaseOperator) -> BaseOperator:
    with part("reminder_of_further", "Reminder"):
        soon = UntilMilestone(task_id="until_further_reminder", role="further", reminder=True)
        remind = JourneyStep(step="deadlines.reminding.remind_of_further", role="further")
    due = UntilMilestone(task_id="until_further_closes", role="further", settled=True)
    closed = JourneyStep(step="ending.closing.close_further", role="further")
    pack = JourneyStep(step="publishing.returns_packs.publish_further_pack", role="further")
    chain(opened, soon, remind)
    chain(opened, due, closed, pack)
    return pack


def _track(opened: BaseOperator, returns_closed: BaseOperator) -> BaseOperator:
    due = UntilMilestone(task_id="until_tracking_closes", role="tracking", settled=True)
    closed = JourneyStep(step="ending.closing.close_tracking", role="tracking")
    pack = JourneyStep(step="publishing.tracking_packs.publish_tracking_pack", role="tracking")
    # The wait stands by itself; a visit's status passes its returns before its tracking.
    chain(opened, due, closed, pack)
    chain(returns_closed, closed)
    return pack


def _survey(opened: BaseOperator) -> BaseOperator:
    with part("reminder_of_survey", "Reminder"):
        half = UntilMilestone(task_id="until_survey_reminder", role="survey", reminder=True)
        remind = JourneyStep(step="deadlines.surveys.remind_of_survey", role="survey")
    due = UntilMilestone(task_id="until_survey_closes", role="survey")
    chain(opened, half, remind)
    chain(opened, due)
    return due


visit()
