"""Which failures of a service will be over some time, and which no wait mends."""

from typing import Any

import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    IncompleteReadError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from visit_exchange.errors import ServiceError
from visit_exchange.services.refusals import store_refusals

URL = "http://store.example"


def answered(status: int, code: str) -> ClientError:
    about: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(about, "GetObject")


@pytest.mark.parametrize(
    ("error", "told", "is_away"),
    [
        (EndpointConnectionError(endpoint_url=URL), "did not answer (EndpointConn", True),
        (ConnectTimeoutError(endpoint_url=URL), "did not answer (ConnectTimeout", True),
        (ReadTimeoutError(endpoint_url=URL), "did not answer (ReadTimeout", True),
        (IncompleteReadError(actual_bytes=1, expected_bytes=2), "did not answer (Incomplete", True),
        (answered(503, "SlowDown"), "refused (SlowDown)", True),
        (answered(403, "AccessDenied"), "refused (AccessDenied)", False),
        (NoCredentialsError(), "refused (NoCredentialsError)", False),
        (ParamValidationError(report="Key: 999-ap/list"), "refused (ParamValidation", False),
    ],
)
def test_an_outage_is_told_from_a_mistake_of_ours(
    error: BotoCoreError | ClientError, told: str, is_away: bool
) -> None:
    with pytest.raises(ServiceError) as raised, store_refusals():
        raise error

    assert str(raised.value).startswith(f"The object store {told}")
    assert raised.value.is_away is is_away
    assert "999-ap" not in str(raised.value)
