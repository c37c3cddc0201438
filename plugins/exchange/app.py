"""The routes. Whether all is well is told to everybody, in one word; what is not, to nobody."""

import asyncio
from datetime import UTC, datetime, timedelta

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity
from airflow.api_fastapi.core_api.security import GetUserDep
from airflow.sdk.timezone import coerce_datetime
from airflow.utils.db_cleanup import run_cleanup
from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse, Response
from pydantic import AwareDatetime, BaseModel

from contained import StepFailed
from shared_look import SharedLook
from visit_exchange.errors import TellableError, UserError
from visit_exchange.journey.upkeep.health import Health, Standing
from visit_steps import call_step

ASKED_EVERY = 5.0  # seconds: who asks more often gets the same answer
PATIENCE = 10.0
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
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


def _health() -> Health:
    found: Health = call_step("upkeep.health.health")
    return found


LOOK = SharedLook(_health)


@app.get("/health")
async def health() -> JSONResponse:
    """Answer 200 while all is well, else 503."""
    standing = await _standing()
    status = 200 if standing is Standing.WELL else 503
    told = {"status": standing.value}
    return JSONResponse(told, status_code=status, headers={"Cache-Control": "no-store"})


async def _standing() -> Standing:
    asked = asyncio.get_running_loop().time() - ASKED_EVERY
    try:
        return (await asyncio.wait_for(LOOK.since(asked), PATIENCE)).standing
    except (StepFailed, TellableError, UserError, TimeoutError):
        return Standing.NOT_WELL  # the register does not answer


class CleanUp(BaseModel):
    """What is to be forgotten: all that is older than ``before``."""

    before: AwareDatetime


def may_clean_up(user: GetUserDep) -> None:
    """Refuse who may not delete runs."""
    runs = DagAccessEntity.RUN
    if not get_auth_manager().is_authorized_dag(method="DELETE", access_entity=runs, user=user):
        raise HTTPException(403, "You may not delete what Airflow keeps. Ask the data team.")


@app.post("/clean-up", dependencies=[Depends(may_clean_up)])
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
