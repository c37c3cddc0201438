"""Answer one long list, in a lane of its own: short documents do not wait behind it.

**When it runs** – `receive_returns` starts a run for each list of more than some thousand rows; the
run's id says visit, number and when (*999-ap-20230327-7-20230330160005*). It is not meant to be
triggered by hand. Few go at once (the pool `long_lists`), the others wait for their turn.

**What you see** – `answer` does what it does in `receive_returns`: it screens, checks and replies,
and its log has a line that says what became of the upload, or which step failed and where.

**What can go wrong** – the same as there: after the fifth try, or forty minutes, the upload is
withheld, untouched, the authority is told so, and the data team gets a mail. A run that is lost is
made up: after some minutes `receive_returns` starts another.
"""

from datetime import timedelta

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import Asset, dag

from answering_operators import AnswerUploads
from visit_operators import TellVisits
from visit_retries import LONG_LISTS, tried_again

NEWS = Asset("visit_news")
LONGEST_LIST = timedelta(minutes=40)
SECOND = {"pool": LONG_LISTS, "priority_weight": 60, "weight_rule": "absolute"}


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=100,
    default_args=tried_again(4, after=timedelta(seconds=4)) | SECOND,
    doc_md=__doc__,
    tags=["visit exchange"],
)
def receive_long_list() -> None:
    answer = AnswerUploads(
        task_id="answer", of="{{ dag_run.conf.upload }}", execution_timeout=LONGEST_LIST
    )
    answer >> TellVisits(task_id="tell_visits", outlets=[NEWS], trigger_rule="all_done")
    # What has to be told is told all the same; the run is red because of this one.
    answer >> EmptyOperator(
        task_id="the_list_has_its_answer",
        trigger_rule="none_failed",
        execution_timeout=LONGEST_LIST,
    )


receive_long_list()
