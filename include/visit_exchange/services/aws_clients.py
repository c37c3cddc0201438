"""Clients of S3, IAM and SQS: made when they are first used, since most tasks need none of them."""

from functools import partial
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config
from wrapt import LazyObjectProxy

# boto3's own session is not safe to make clients with in several threads at once.
_MAKING = Lock()


def aws_client(
    service: str,
    endpoint: str | None,
    region: str,
    access_key: str | None,
    secret_key: str | None,
    config: Config,
) -> Any:
    """Return a client of a service at ``endpoint``; AWS's own when that is None.

    Without keys, boto3's own chain (an instance's role) decides. Making one takes 30 ms.
    """
    make = partial(
        boto3.client,
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=config,
    )
    made: list[Any] = []

    def once() -> Any:
        with _MAKING:
            if not made:
                made.append(make())
            return made[0]

    return LazyObjectProxy(once)
