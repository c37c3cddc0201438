"""Start every visit whose notification date has come.

**When it runs** – each morning at 08:00, Europe/London, and whenever it is triggered by hand.

**What it does** – asks the register which visits are due and not yet open, and starts one run of
`visit` for each. The run's id is the visit's id (with `~2` when it was resumed), so a visit cannot
be started twice: a second start is shown as *skipped*. Beside that it reminds inspectors and
authorities, once each, of what they owe after a visit: a report, a plan. What has happened is
recorded by `visit-exchange visits record`.

**What can go wrong** – nothing here is lost: a morning that was missed is made up by the next run,
since the register, not the date of this run, says what is due.
"""

from airflow.sdk import CronTriggerTimetable, dag, task

from visit_operators import StartVisit


@dag(
    schedule=CronTriggerTimetable("0 8 * * *", timezone="Europe/London"),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["visit exchange"],
)
def start_visits():
    @task(retries=3)
    def find_visits_to_start() -> list[str]:
        from visit_exchange.journey.registering import visits_to_start
        from visit_exchange.outside import outside

        return visits_to_start(outside())

    @task(retries=3)
    def remind_of_what_follows() -> int:
        from visit_exchange.journey.following_up import remind_owners
        from visit_exchange.outside import outside

        return remind_owners(outside())

    remind_of_what_follows()
    StartVisit.partial(task_id="start").expand(trigger_run_id=find_visits_to_start())


start_visits()
