"""Answer every new upload: one short task for each handful of files.

**When it runs** – within seconds of an upload (the watcher sees it), and every ten minutes whatever
happens; several runs at once when files come while others are answered. The work list is always
what the bucket holds and the register has not answered, so an event that is lost, doubled or late
changes nothing. The register gives each upload to one task at a time.

**What you see** – `find_uploads` records what is new and gives out as much of it as keeps all tasks
at work, so that who has had no answer yet overtakes who has; one or two files it answers itself.
Each `answer` is named by visit and number (*999-ap-20230327/7, 9*), never by a file name. It
screens, checks and replies to its files one by one, so each is told as soon as it is done. The
first file of every visit goes before the second of any. Its log has a line for each file: what
became of it, or which step failed (`screen`, `check`, `reply`) and where. A list of more than some
thousand rows gets a run of its own in `receive_long_list`.

At the end `tell_visits` says which visits have something to publish. `look_after_visits` tells
senders what they were not told yet, alerts to items asked for during a visit that have not come by
their date, and ends the questions of visits that were deferred.

**What can go wrong** – a task with a file that has no answer fails and is tried again, for that
file alone, and its run is red at `every_upload_has_its_answer`. After the fifth try, or twenty
minutes, the file is handed over: it is withheld, untouched, the authority is told so, and the data
team gets a mail. While the store or the register is away it is not: it has no answer yet, and the
next run takes it up. A task that is killed, or that one file keeps busy, holds up nobody: what
stands behind it goes to another run within a minute. The upload itself is never changed or deleted
by anything here. Where uploads are scanned for malware and the scanner does not answer, a file
stays received and unopened; its sender and the data team are told, and the next run looks at it
again.
"""

from datetime import timedelta

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import (
    Asset,
    AssetOrTimeSchedule,
    AssetWatcher,
    CronTriggerTimetable,
    dag,
)

from answering_operators import AnswerUploads, FindUploads
from visit_operators import LONGEST, LookAfterVisits, TellVisits
from visit_retries import ANSWERING, tried_again
from visit_triggers import UploadsTrigger

UPLOADS = Asset("uploads", watchers=[AssetWatcher(name="upload_watcher", trigger=UploadsTrigger())])
NEWS = Asset("visit_news")
EVERY_TEN_MINUTES = CronTriggerTimetable("*/10 * * * *", timezone="UTC")
# Before everything that a visit does: the work list, then the work, then what comes of it. None of
# them waits for a place with the tasks of visits, which would keep runs going and the next waiting.
FIRST = {"pool": ANSWERING, "priority_weight": 100, "weight_rule": "absolute"}


@dag(
    schedule=AssetOrTimeSchedule(timetable=EVERY_TEN_MINUTES, assets=[UPLOADS]),
    catchup=False,
    # A file that takes long keeps its run going, and must not keep the next from starting.
    max_active_runs=100,
    default_args=tried_again(4, after=timedelta(seconds=4)) | FIRST,
    doc_md=__doc__,
    tags=["visit exchange"],
)
def receive_returns() -> None:
    uploads = FindUploads(task_id="find_uploads", priority_weight=200)
    answer = AnswerUploads.partial(task_id="answer", execution_timeout=LONGEST).expand(
        of=uploads.output
    )
    at_the_end = {"trigger_rule": "all_done", "priority_weight": 90}
    answer >> [
        TellVisits(task_id="tell_visits", outlets=[NEWS], **at_the_end),
        LookAfterVisits(task_id="look_after_visits", do_xcom_push=False, **at_the_end),
    ]
    # What has to be told is told all the same; the run is red because of this one.
    answer >> EmptyOperator(
        task_id="every_upload_has_its_answer",
        trigger_rule="none_failed",
        execution_timeout=LONGEST,
    )


receive_returns()
