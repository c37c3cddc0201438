"""The routes. Whether all is well is told to everybody, in one word; what is not, to nobody."""

import asyncio

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from contained import StepFailed
from shared_look import SharedLook
from visit_exchange.errors import TellableError, UserError
from visit_exchange.journey.upkeep.health import Health, Standing
from visit_steps import call_step

ASKED_EVERY = 5.0  # seconds: who asks more often gets the same answer
PATIENCE = 10.0
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
