"""A rehearsal bears with a server that is killed under it, and with nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from rehearsal.playing.patience import LONGEST_SILENCE, look_until

START = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
IN_TIME = START + timedelta(minutes=5)
REQUEST = httpx.Request("GET", "http://airflow.example/")
# Of an answer only the status is looked at: boto3 types it whole.
SILENT = (
    httpx.ConnectError("gone"),
    httpx.HTTPStatusError("busy", request=REQUEST, response=httpx.Response(503)),
    EndpointConnectionError(endpoint_url="http://store.example"),
    ClientError({"ResponseMetadata": {"HTTPStatusCode": 500}}, "GetObject"),  # type: ignore[typeddict-item]
)
REFUSED = (
    httpx.HTTPStatusError("no", request=REQUEST, response=httpx.Response(403)),
    ClientError({"ResponseMetadata": {"HTTPStatusCode": 403}}, "GetObject"),  # type: ignore[typeddict-item]
)


def clock(step: timedelta) -> Callable[[], datetime]:
    """Return a clock that goes on by ``step`` each time it is asked."""
    at = [START]

    def now() -> datetime:
        at[0] += step
        return at[0]

    return now


def raising(*errors: Exception) -> Callable[[], bool]:
    """Return a look that meets one error after the other, and then all is done."""
    waiting = list(errors)

    def look() -> bool:
        if waiting:
            raise waiting.pop(0)
        return True

    return look


@pytest.mark.parametrize("error", SILENT, ids=lambda error: type(error).__name__)
def test_a_server_that_is_down_for_a_moment_is_asked_again(error: Exception) -> None:
    look = raising(error, error, error)
    assert look_until(look, IN_TIME, clock(timedelta(seconds=1)), every=0)


@pytest.mark.parametrize("error", SILENT, ids=lambda error: type(error).__name__)
def test_a_server_that_stays_silent_ends_the_rehearsal(error: Exception) -> None:
    with pytest.raises(type(error)):
        look_until(raising(*[error] * 99), IN_TIME, clock(LONGEST_SILENCE / 4), every=0)


@pytest.mark.parametrize("error", REFUSED, ids=lambda error: type(error).__name__)
def test_a_refusal_is_not_asked_twice(error: Exception) -> None:
    with pytest.raises(type(error)):
        look_until(raising(error), IN_TIME, clock(timedelta(seconds=1)), every=0)


def test_a_bug_of_ours_is_never_borne() -> None:
    with pytest.raises(KeyError):
        look_until(raising(KeyError("x")), IN_TIME, clock(timedelta(seconds=1)), every=0)


def test_what_never_comes_is_not_waited_for_for_ever() -> None:
    assert not look_until(lambda: False, IN_TIME, clock(timedelta(minutes=1)), every=0)
