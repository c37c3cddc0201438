"""What Airflow's own tables are made to forget: what is old, and what was entered in a form."""

from datetime import UTC, datetime, timedelta

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity
from airflow.api_fastapi.core_api.security import GetUserDep
from airflow.models.dagrun import DagRun
from airflow.models.log import Log
from airflow.sdk.timezone import coerce_datetime
from airflow.utils.db_cleanup import run_cleanup
from airflow.utils.session import create_session
from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response
from pydantic import AwareDatetime, BaseModel
from sqlalchemy import select, update

from visit_exchange.visits.entry.forgotten import forgotten

# Tables that no run needs, and that pull no other table along. `dag_run`, `task_instance`, `xcom`
# and `trigger` are not among them: by age alone they would go from under visits that wait.
TABLES = (
    "asset_event",
    "celery_taskmeta",
    "celery_tasksetmeta",
    "import_error",
    "job",
    "log",
    "partitioned_asset_key_log",
    "revoked_token",
    "session",
    "task_reschedule",
)
NEWEST = timedelta(days=1)
# The DAG whose form names people.
FORM = "register_visit"


class CleanUp(BaseModel):
    """What is to be forgotten: all that is older than ``before``."""

    before: AwareDatetime


class FilledForm(BaseModel):
    """The run that was started by a form."""

    run_id: str


def may_clean_up(user: GetUserDep) -> None:
    """Refuse who may not delete runs."""
    runs = DagAccessEntity.RUN
    if not get_auth_manager().is_authorized_dag(method="DELETE", access_entity=runs, user=user):
        raise HTTPException(403, "You may not delete what Airflow keeps. Ask the data team.")


router = APIRouter(dependencies=[Depends(may_clean_up)])


@router.post("/clean-up")
def clean_up(asked: CleanUp) -> Response:
    """Delete old rows of Airflow's own; 422 when it is asked for what is not a day old."""
    if asked.before > datetime.now(UTC) - NEWEST:
        raise HTTPException(422, "The date must be at least a day ago.")
    run_cleanup(
        clean_before_timestamp=coerce_datetime(asked.before),
        table_names=list(TABLES),
        confirm=False,
        skip_archive=True,
        error_on_cleanup_failure=True,
    )
    return Response(status_code=204)


@router.post("/forget-form")
def forget_form(asked: FilledForm) -> Response:
    """Take out of Airflow's tables whom a form names; again, or of no run, it changes nothing.

    The register has it by then, or has refused it. What earlier releases let into Airflow's log of
    events goes too.
    """
    of_run = (DagRun.dag_id == FORM, DagRun.run_id == asked.run_id)
    with create_session() as session:
        entered = session.scalar(select(DagRun.conf).where(*of_run))
        if entered:
            session.execute(update(DagRun).where(*of_run).values(conf=forgotten(entered)))
        told = update(Log).where(Log.dag_id == FORM, Log.extra.is_not(None))
        session.execute(told.values(extra=None))
    return Response(status_code=204)
