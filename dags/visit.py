"""One visit, from the notification date to the end of the survey. One run per visit.

**How it starts** – by `start_visits` or `register_visit`; the run's id is the visit's id. It is not
meant to be triggered by hand.

**What you see** – every step of the timeline is a task with its name. A task that waits for a
deadline is *deferred*: it holds no worker, survives a restart of anything, and looks at the
register again at least once a minute, so an adjustment (`visit-exchange visits adjust VISIT
--milestone returns --to 2023-03-31T17:00 --reason "…"`) is obeyed while it waits. The deadlines
themselves are on the board and in the visit's tab.

**When something is missing at a deadline** – the visit goes on. The run gets a note, the data team
and the lead inspector get a mail, and the board shows it.

**Selecting children** – `select_children` waits for an inspector (*Required actions*), or for the
pack's Selection sheet with ticks. A code that is not in the pack is refused with the reason, and
the task asks again. No answer by the deadline is an alert, never a failure.

**What can go wrong** – a step that fails is retried; its last log line says what to do, and the
data team gets a mail when it gives up. Clearing a failed task is always safe: every step looks at
what is already done first.
"""

from datetime import timedelta

from airflow.sdk import chain, dag

from visit_operators import JourneyStep, SelectChildren, UntilMilestone, tell_data_team

EVERY_STEP = {
    "retries": 6,
    "retry_delay": timedelta(seconds=5),
    "retry_exponential_backoff": True,
    "on_failure_callback": tell_data_team,
}


@dag(schedule=None, catchup=False, max_active_runs=500, default_args=EVERY_STEP, doc_md=__doc__)
def visit():
    open_visit = JourneyStep(task_id="open_visit", step="opening.open_visit")
    request = JourneyStep(task_id="send_request", step="opening.send_request")
    reminder_due = UntilMilestone(task_id="until_reminder", role="returns", hours_before=24)
    remind = JourneyStep(task_id="remind_of_returns", step="closing.remind_of_returns")
    returns_due = UntilMilestone(task_id="until_returns_close", role="returns", settled=True)
    close_returns = JourneyStep(task_id="close_returns", step="closing.close_returns")
    pack = JourneyStep(task_id="publish_returns_pack", step="publishing.publish_final_pack")
    select = SelectChildren(
        task_id="select_children", retries=500, retry_delay=timedelta(seconds=2)
    )
    ask = JourneyStep(task_id="send_tracking_request", step="tracking_request.send_request")
    selection_due = UntilMilestone(task_id="until_selection_due", role="selection")
    check_selection = JourneyStep(task_id="check_selection", step="closing.check_selection")
    tracking_due = UntilMilestone(task_id="until_tracking_closes", role="tracking", settled=True)
    close_tracking = JourneyStep(task_id="close_tracking", step="closing.close_tracking")
    tracking = JourneyStep(
        task_id="publish_tracking_pack", step="tracking_packs.publish_tracking_pack"
    )
    last_day = UntilMilestone(task_id="until_last_on_site_day", role="end")
    survey = UntilMilestone(task_id="until_survey_closes", role="survey")
    close = JourneyStep(task_id="close_visit", step="closing.close_visit")

    chain(open_visit, request, returns_due, close_returns, selection_due, check_selection)
    chain(check_selection, tracking_due, close_tracking, last_day, survey, close)
    chain(request, reminder_due, remind)
    chain(close_returns, pack, select, ask, close)
    chain(close_tracking, tracking, close)


visit()
