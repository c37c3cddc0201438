"""Looks again and again, and bears with a server that is down for a moment."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
from botocore.exceptions import BotoCoreError, ClientError

from visit_exchange.errors import ServiceError

LOOK_EVERY = 0.3
# The supervisor starts a killed part again within seconds, Airflow's within half a minute.
LONGEST_SILENCE = timedelta(seconds=90)


def look_until(
    look: Callable[[], bool],
    until: datetime,
    now: Callable[[], datetime],
    *,
    every: float = LOOK_EVERY,
) -> bool:
    """Call ``look`` until it says that all is done; False when ``until`` came first.

    A server that does not answer is asked again; what it refuses, or a silence of more than
    LONGEST_SILENCE, is raised.
    """
    answered_at = now()
    while now() < until:
        try:
            if look():
                return True
            answered_at = now()
        except (httpx.HTTPError, BotoCoreError, ClientError, ServiceError) as error:
            if _is_refusal(error) or now() - answered_at > LONGEST_SILENCE:
                raise
        time.sleep(every)
    return False


def _is_refusal(error: Exception) -> bool:
    """Return whether a server answered and said no, which asking again would not change."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code < httpx.codes.INTERNAL_SERVER_ERROR
    if isinstance(error, ServiceError):
        return error.status is not None and error.status < httpx.codes.INTERNAL_SERVER_ERROR
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return status < httpx.codes.INTERNAL_SERVER_ERROR
    return False
