"""Send the mails and alerts that could not go out when they were written.

**When it runs** – within a minute when something waits that is due (the watcher sees it), and every
ten minutes whatever happens. While nothing waits there is nothing to see: whoever writes a mail
sends it at once.

**What it does** – sends what is due, in the order in which it was written to each inbox about each
visit. A server that does not answer is asked again after one minute, then two, then every five, for
as long as it takes; everything goes out soon after it is back. A mail that its recipient’s server
puts off is tried for four days, at last once an hour. The log’s last line says how many wait.

**What can go wrong** – a server that is away fails nothing here: the board says how many mails wait
and since when, and after ten minutes the alert webhook says so too. What is refused for good is
tried no more: the data team is told, and it stands on the board until somebody lets it go again or
drops it (`visit-exchange mails`). A process that is killed right between sending a mail and
recording it sends it again, under the same Message-ID.
"""

from datetime import timedelta

from airflow.sdk import Asset, AssetOrTimeSchedule, AssetWatcher, CronTriggerTimetable, dag

from outbox_trigger import OutboxTrigger
from visit_operators import WholeStep
from visit_retries import tried_again

OUTBOX = Asset("outbox", watchers=[AssetWatcher(name="outbox_watcher", trigger=OutboxTrigger())])
EVERY_TEN_MINUTES = CronTriggerTimetable("*/10 * * * *", timezone="UTC")


@dag(
    schedule=AssetOrTimeSchedule(timetable=EVERY_TEN_MINUTES, assets=[OUTBOX]),
    catchup=False,
    max_active_runs=1,
    default_args=tried_again(2, after=timedelta(seconds=30)),
    doc_md=__doc__,
    tags=["visit exchange"],
)
def send_mails() -> None:
    WholeStep(task_id="send_waiting", step="outbox.sending.send_waiting")


send_mails()
