"""The routes. Whether all is well is told to everybody, in one word; what is not, to nobody."""

import asyncio
import hmac

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from contained import StepFailed
from exchange.airflows_rows import router
from shared_look import SharedLook
from visit_exchange.errors import TellableError, UserError
from visit_exchange.journey.upkeep.health import Health, Standing
from visit_steps import call_step

ASKED_EVERY = 5.0  # seconds: who asks more often gets the same answer
PATIENCE = 10.0
FORM = "text/plain; version=0.0.4; charset=utf-8"  # as Prometheus names it
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
app.include_router(router)


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


@app.get("/metrics")
async def metrics(request: Request) -> Response:
    """Answer in Prometheus's text to who says the token; 404 where none is set: nobody reads it."""
    token = await asyncio.to_thread(call_step, "upkeep.metrics.token")
    if not token:
        raise HTTPException(404, "Not Found")
    said = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(said, f"Bearer {token}".encode()):
        raise HTTPException(401, "Say the token.", headers={"WWW-Authenticate": "Bearer"})
    try:
        text = await asyncio.wait_for(asyncio.to_thread(_metrics), PATIENCE)
    except (StepFailed, TellableError, UserError, TimeoutError):
        raise HTTPException(503, "The register did not answer.") from None
    return Response(text, media_type=FORM, headers={"Cache-Control": "no-store"})


def _metrics() -> str:
    told: str = call_step("upkeep.metrics.metrics")
    return told


async def _standing() -> Standing:
    asked = asyncio.get_running_loop().time() - ASKED_EVERY
    try:
        return (await asyncio.wait_for(LOOK.since(asked), PATIENCE)).standing
    except (StepFailed, TellableError, UserError, TimeoutError):
        return Standing.NOT_WELL  # the register does not answer
