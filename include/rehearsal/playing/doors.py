"""Doors of the store that ought to be shut to a visit's people, and whether they are."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

REFUSED = {"AccessDenied", "InvalidAccessKeyId"}
Act = Callable[[], object]


def open_doors(s3: "S3Client", shown: str, uploads: str, other: str) -> list[str]:
    """Return what somebody of one visit can do to the ``other``; nothing if all is as it ought.

    ``shown`` is the bucket that they read, ``uploads`` the one that the authority writes to.
    """
    tried: dict[str, Act] = {
        "look into": partial(listed, s3, shown, f"{other}/"),
        "see the uploads of": partial(listed, s3, uploads, f"{other}/"),
        "write to": partial(s3.put_object, Bucket=uploads, Key=f"{other}/astray", Body=b"x"),
    }
    return [what for what, act in tried.items() if not is_shut(act)]


def listed(s3: "S3Client", bucket: str, prefix: str) -> list[str]:
    """Return every key under a prefix."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [found["Key"] for page in pages for found in page.get("Contents", [])]


def is_shut(act: Act) -> bool:
    """Do it, and return whether the store refused."""
    try:
        act()
    except ClientError as error:
        return code_of(error) in REFUSED
    return False


def code_of(error: ClientError) -> str:
    """Return the S3 error code."""
    return str(error.response.get("Error", {}).get("Code"))
