"""What other services refuse, as our own error: nobody above ``services`` knows their libraries."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import httpx
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    IncompleteReadError,
)
from botocore.exceptions import ConnectionError as NotConnectedError
from sqlalchemy.exc import OperationalError

from visit_exchange.errors import ServiceError

STORE = "The object store"
QUEUE = "The upload queue"
AIRFLOW = "Airflow"
REGISTER = "The register"
_UNANSWERED = (NotConnectedError, HTTPClientError, IncompleteReadError)


@contextmanager
def store_refusals() -> Iterator[None]:
    """Raise ServiceError for what the object store's library raises; its words quote keys."""
    with _aws_refusals(STORE):
        yield


@contextmanager
def queue_refusals() -> Iterator[None]:
    """Raise ServiceError for what the upload queue's library raises."""
    with _aws_refusals(QUEUE):
        yield


@contextmanager
def _aws_refusals(service: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        answer = error.response
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
        raise ServiceError(service, answer.get("Error", {}).get("Code", ""), status) from None
    except _UNANSWERED as error:
        raise ServiceError(service, type(error).__name__) from None
    except BotoCoreError as error:
        # The library itself would not ask: a mistake of ours, which no wait mends.
        raise ServiceError(service, type(error).__name__, HTTPStatus.BAD_REQUEST) from None


@contextmanager
def airflow_refusals() -> Iterator[None]:
    """Raise ServiceError for what a request to Airflow raises."""
    try:
        yield
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        raise ServiceError(AIRFLOW, str(status), status) from None
    except httpx.HTTPError as error:
        raise ServiceError(AIRFLOW, type(error).__name__) from None


@contextmanager
def register_refusals() -> Iterator[None]:
    """Raise ServiceError when the register's database does not answer."""
    try:
        yield
    except OperationalError as error:
        raise ServiceError(REGISTER, type(error.orig).__name__) from None
