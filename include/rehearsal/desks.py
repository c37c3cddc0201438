"""The object store as the authority and the inspectors reach it: each with its own keys alone."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from visit_exchange.services.object_store import connect

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client


@dataclass(frozen=True)
class Desk:
    """One party's view of the store. ``shown`` is the bucket that it may read."""

    client: "S3Client" = field(repr=False)
    visit_id: str
    shown: str

    def drop(self, bucket: str, name: str, content: bytes) -> str:
        """Upload a file under the visit's prefix; return its key.

        A file that lies there already stays: the store may have been killed after it took it and
        before it said so, and a second version would be a second upload.
        """
        key = f"{self.visit_id}/{name}"
        try:
            self.client.put_object(Bucket=bucket, Key=key, Body=content, IfNoneMatch="*")
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "PreconditionFailed":
                raise
        return key

    def list_keys(self) -> list[str]:
        """Return the keys of the visit that this party can see."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.shown, Prefix=f"{self.visit_id}/"
        )
        return [found["Key"] for page in pages for found in page.get("Contents", [])]

    def read(self, key: str) -> bytes:
        return self.client.get_object(Bucket=self.shown, Key=key)["Body"].read()

    def download(self, folder: Path) -> int:
        """Bring everything that this party can see into ``folder``; return how many files."""
        keys = self.list_keys()
        for key in keys:
            path = folder / key.removeprefix(f"{self.visit_id}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.read(key))
        return len(keys)


def open_desk(
    endpoint: str, region: str, access_key: str, secret_key: str, visit_id: str, shown: str
) -> Desk:
    """Return the desk of the party that has these keys."""
    return Desk(connect(endpoint, region, access_key, secret_key), visit_id, shown)
