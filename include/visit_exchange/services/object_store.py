"""Objects in S3: what authorities upload, what they and inspectors download, what is in between."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import ClientError

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.services.aws_clients import aws_client
from visit_exchange.services.leaping import versions_under
from visit_exchange.services.refusals import store_refusals
from visit_exchange.visits.places.keys import visit_prefix
from visit_exchange.visits.uploads.submission import Upload, UploadIdentity

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client
    from types_boto3_s3.type_defs import (
        GetObjectRequestTypeDef,
        ListObjectVersionsOutputTypeDef,
        ListObjectVersionsRequestTypeDef,
        ObjectVersionTypeDef,
        PutObjectRequestTypeDef,
    )

__all__ = ["Bucket", "ObjectStore", "connect"]

# Most deadlines are waited for elsewhere: here a dead server is told within about ten seconds.
CLIENT = Config(
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    retries={"mode": "standard", "total_max_attempts": 4},
    connect_timeout=5,
)
PATIENCE = 60  # seconds that an answer may take; it is asked for four times


class ObjectStore:
    """The four buckets, under the names that the settings give them.

    A store that refuses or does not answer raises ServiceError.
    """

    def __init__(self, client: "S3Client", names: Mapping[Bucket, str]) -> None:
        """``client`` speaks S3; ``names`` has a name for each bucket."""
        self.client = client
        self._names = dict(names)

    def name(self, bucket: Bucket) -> str:
        """Return the bucket's name in the store."""
        return self._names[bucket]

    @store_refusals()
    def put(
        self,
        bucket: Bucket,
        key: str,
        body: bytes,
        *,
        content_type: str | None = None,
        create_only: bool = False,
    ) -> None:
        """Write an object.

        With ``create_only`` an object that is there stays: the same bytes are fine (a step that is
        tried again), other bytes raise FileExistsError.
        """
        request: PutObjectRequestTypeDef = {
            "Bucket": self.name(bucket),
            "Key": key,
            "Body": body,
            "ContentType": content_type or "application/octet-stream",
        }
        if create_only:
            request["IfNoneMatch"] = "*"
        try:
            self.client.put_object(**request)
        except ClientError as error:
            if not create_only or not _is(error, "PreconditionFailed"):
                raise
            if self.get(bucket, key) != body:
                raise FileExistsError(f"another object lies in {bucket.value}") from None

    @store_refusals()
    def get(self, bucket: Bucket, key: str, version_id: str | None = None) -> bytes:
        """Return the bytes of an object, or of one version; FileNotFoundError if there is none."""
        request: GetObjectRequestTypeDef = {"Bucket": self.name(bucket), "Key": key}
        if version_id is not None:
            request["VersionId"] = version_id
        try:
            found = self.client.get_object(**request)
        except ClientError as error:
            if _is(error, "NoSuchKey", "NoSuchVersion", "404"):
                raise FileNotFoundError(f"no such object in {bucket.value}") from None
            raise
        return found["Body"].read()

    @store_refusals()
    def keys(self, bucket: Bucket, prefix: str) -> tuple[str, ...]:
        """Return the keys under a prefix, in order."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name(bucket), Prefix=prefix
        )
        return tuple(found["Key"] for page in pages for found in page.get("Contents", ()))

    def uploads(self, prefix: str = "") -> Iterator[Upload]:
        """Yield every version of every uploaded object under ``prefix``, oldest first.

        A version counts even when a delete marker hides it: nothing that was sent is lost.
        """
        # S3 lists the newest version of a key first and tells whole seconds: a stable sort of the
        # reverse keeps the versions of one key in the order they came, also within a second.
        listed = reversed(self._versions(prefix))
        yield from sorted(listed, key=lambda upload: (upload.received_at, upload.key))

    def uploads_of(self, visits: Iterable[str]) -> Iterator[Upload]:
        """Yield every version of every uploaded object of some visits, by one listing."""
        prefixes = sorted(visit_prefix(visit) for visit in visits)
        return (_upload(found) for found in versions_under(prefixes, self._page))

    @store_refusals()
    def _page(self, key: str, version: str) -> "ListObjectVersionsOutputTypeDef":
        """Return the first thousand versions or so that come after one."""
        request: ListObjectVersionsRequestTypeDef = {
            "Bucket": self.name(Bucket.UPLOADS),
            "KeyMarker": key,
        }
        if version:
            request["VersionIdMarker"] = version
        return self.client.list_object_versions(**request)

    @store_refusals()
    def _versions(self, prefix: str) -> list[Upload]:
        pages = self.client.get_paginator("list_object_versions").paginate(
            Bucket=self.name(Bucket.UPLOADS), Prefix=prefix
        )
        return [_upload(found) for page in pages for found in page.get("Versions", ())]

    def find_upload(self, visit_id: str, identity: UploadIdentity) -> Upload:
        """Return the upload that the register knows by its identity; FileNotFoundError if none."""
        for upload in self.uploads(visit_prefix(visit_id)):
            if upload.identity == identity:
                return upload
        raise FileNotFoundError(f"the upload is no longer in {Bucket.UPLOADS.value}")

    @store_refusals()
    def create_buckets(self, *, lock_days: int, upload_origin: str = "") -> None:
        """Create what is missing of the buckets, with their rules; see ``bucket_rules``."""
        from visit_exchange.services.bucket_rules import create_bucket

        for bucket in Bucket:
            name = self.name(bucket)
            create_bucket(
                self.client, bucket, name, lock_days=lock_days, upload_origin=upload_origin
            )


def connect(
    endpoint: str,
    region: str,
    access_key: str | None,
    secret_key: str | None,
    *,
    patience: int = PATIENCE,
) -> "S3Client":
    """Return an S3 client; without keys, boto3's own chain (an instance's role) decides.

    A server that takes connections and says nothing is given ``patience`` seconds.
    """
    if bool(access_key) != bool(secret_key):
        raise UserError("Set both the access key and the secret key of the object store")
    config = CLIENT.merge(Config(read_timeout=patience))
    client: S3Client = aws_client("s3", endpoint, region, access_key, secret_key, config)
    return client


def _upload(found: "ObjectVersionTypeDef") -> Upload:
    return Upload(found["Key"], found["VersionId"], found["Size"], found["LastModified"])


def _is(error: ClientError, *codes: str) -> bool:
    return error.response.get("Error", {}).get("Code") in codes
