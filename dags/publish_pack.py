"""Publish a new pack version for a visit that has something new, whole or not at all.

**When it runs** – after `receive_returns` says which visits have something new: one run per visit
(the run's *partition* is the visit's id). A visit with a run in line gets no other. While a file
of the visit that came in the last ten minutes has no answer, or more than 16 files of any visits
have none, news waits for that, for ten minutes from the first answer; what was taken back does not
wait.

**What it does** – gathers the newest accepted version of every item, builds the pack, searches it
as a stranger would for anything that identifies a child, and only then writes it: files first, the
manifest last, under a new version number. Mails the inspectors what is in it and what changed. The
same contents are not published twice; nothing in a published version is ever changed.

**What can go wrong** – if anything that identifies a child is found, nothing is published: the task
fails, names the file, the kind and the count, and the data team gets a mail. The inspectors keep
the version that they have.
"""

from datetime import timedelta

from airflow.sdk import Asset, PartitionedAssetTimetable, dag

from visit_operators import JourneyStep
from visit_retries import tried_again


@dag(
    schedule=PartitionedAssetTimetable(assets=Asset("visit_news")),
    catchup=False,
    max_active_runs=20,
    default_args=tried_again(4, after=timedelta(seconds=5)),
    doc_md=__doc__,
    tags=["visit exchange"],
)
def publish_pack() -> None:
    JourneyStep(task_id="publish_returns", step="publishing.returns_packs.publish_pack")
    JourneyStep(task_id="publish_tracking", step="publishing.tracking_packs.publish_tracking_pack")


publish_pack()
