"""Answer every new upload: one run per batch, one mapped group per file.

**When it runs** – within seconds of an upload (the watcher sees it), and every ten minutes whatever
happens. One run at a time. The work list is always what the bucket holds and the register has not
answered, so an event that is lost, doubled or late changes nothing.

**What you see** – each file is a row of the mapped group, named by visit and number
(*999-ap-20230327/7*), never by its file name. Its steps: `screen` (is it safe to open?), `check`
(which list or item is it, what is wrong with it; writes the reply, stages what is accepted),
`reply` (mails the authority).

Beside that, `look_after_visits` alerts to items asked for during a visit that have not come by
their date, and ends the questions of visits that were deferred.

**What can go wrong** – a file that we cannot check because of a fault of ours, or that still is not
checked after twenty minutes, goes to `hand_over`: it is held, untouched, the authority is told so,
and the data team gets a mail. The upload itself is never changed or deleted by anything here. Where
uploads are scanned for malware and the scanner does not answer, a file stays received and unopened;
its sender and the data team are told, and the next run looks at it again.
"""

from datetime import timedelta

from airflow.sdk import (
    Asset,
    AssetOrTimeSchedule,
    AssetWatcher,
    CronTriggerTimetable,
    dag,
    task_group,
)

from visit_operators import FileStep, FindWork, MappedStep, TellVisits, WholeStep
from visit_retries import tried_again
from visit_triggers import UploadsTrigger

UPLOADS = Asset("uploads", watchers=[AssetWatcher(name="upload_watcher", trigger=UploadsTrigger())])
NEWS = Asset("visit_news")
EVERY_TEN_MINUTES = CronTriggerTimetable("*/10 * * * *", timezone="UTC")


@dag(
    schedule=AssetOrTimeSchedule(timetable=EVERY_TEN_MINUTES, assets=[UPLOADS]),
    catchup=False,
    max_active_runs=1,
    # The last step of one file goes before the first step of the next.
    default_args=tried_again(4, after=timedelta(seconds=4)) | {"weight_rule": "upstream"},
    doc_md=__doc__,
    tags=["visit exchange"],
)
def receive_returns() -> None:
    @task_group
    def file(submission: str) -> None:
        screen = FileStep(task_id="screen", step="receiving.intake.screen_upload", of=submission)
        check = FileStep(task_id="check", step="receiving.intake.check_upload", of=submission)
        hand_over = MappedStep(
            task_id="hand_over",
            step="receiving.intake.hand_over",
            of=submission,
            trigger_rule="one_failed",
        )
        reply = MappedStep(
            task_id="reply",
            step="receiving.intake.reply",
            of=submission,
            # Checked or handed over: whichever it was, its sender is told.
            trigger_rule="all_done",
        )
        screen >> check >> reply
        [screen, check] >> hand_over >> reply

    uploads = FindWork(task_id="find_uploads", step="receiving.intake.find_uploads")
    tell = TellVisits(task_id="tell_visits", outlets=[NEWS], trigger_rule="all_done")
    uploads >> file.expand(submission=uploads.output) >> tell
    # Beside the files, which go first: nobody's reply waits for it.
    WholeStep(step="ending.sweep.look_after_visits", priority_weight=0, weight_rule="absolute")


receive_returns()
