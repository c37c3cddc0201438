"""The rules of each bucket: versions kept, locked against deletion, encrypted, nothing tagged."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from visit_exchange.buckets import Bucket

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client
    from types_boto3_s3.type_defs import CORSRuleTypeDef

# What an authority sent and what an inspector was given cannot be deleted or replaced unseen.
LOCKED = frozenset({Bucket.UPLOADS, Bucket.PACKS})
# The embedded store lists nothing below such names: it keeps its own files there.
UNLISTED = ("*.versions/*", "*/.uploads/*")
NO_ENCRYPTION = "ServerSideEncryptionConfigurationNotFoundError"


def create_bucket(
    client: "S3Client", bucket: Bucket, name: str, *, lock_days: int, upload_origin: str = ""
) -> None:
    """Create the bucket ``name`` when it is missing, and set its rules either way.

    ``lock_days`` is how long object lock (governance) keeps each version in the locked buckets,
    ``upload_origin`` the address of the page that may upload from a browser; empty: none may.
    """
    if not _exists(client, name):
        client.create_bucket(
            Bucket=name,
            # boto3 types its regions one by one; ours is a setting.
            CreateBucketConfiguration={"LocationConstraint": client.meta.region_name},  # type: ignore[typeddict-item]
            ObjectLockEnabledForBucket=bucket in LOCKED,
        )
    client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    _encrypt(client, name)
    if bucket in LOCKED:
        _lock(client, name, lock_days)
    refused = refusals(bucket, name, on_aws=is_aws(client.meta.endpoint_url))
    if refused:
        policy = {"Version": "2012-10-17", "Statement": refused}
        client.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))
    if bucket is Bucket.UPLOADS:
        _let_browsers_add(client, name, upload_origin)


def refusals(bucket: Bucket, name: str, *, on_aws: bool) -> list[dict[str, Any]]:
    """Return what a bucket refuses whoever asks, as statements of its policy.

    An upload that brings its own tags or ACL: the embedded store does not judge these headers by
    the identity's policy, only by the bucket's. An upload that no listing would show, so that
    neither intake nor disposal would find it. On AWS, whoever comes without TLS: other stores
    cannot tell when a proxy ends TLS in front of them, and would refuse everybody.
    """
    of_uploads = [
        _deny(name, "NoTagsOnUpload", "s3:x-amz-tagging"),
        _deny(name, "NoAclOnUpload", "s3:x-amz-acl"),
        _deny_unlisted(name),
    ]
    return [
        *(of_uploads if bucket is Bucket.UPLOADS else []),
        *([_deny_without_tls(name)] if on_aws else []),
    ]


def is_aws(endpoint: str) -> bool:
    """Return whether an address is AWS's own."""
    return (urlsplit(endpoint).hostname or "").endswith(".amazonaws.com")


def _deny_without_tls(name: str) -> dict[str, Any]:
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _deny(name: str, sid: str, header: str) -> dict[str, Any]:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:PutObject", "s3:CreateMultipartUpload"],
        "Resource": f"arn:aws:s3:::{name}/*",
        "Condition": {"Null": {header: "false"}},
    }


def _deny_unlisted(name: str) -> dict[str, Any]:
    return {
        "Sid": "NoUnlistedUpload",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:PutObject", "s3:CreateMultipartUpload"],
        "Resource": [f"arn:aws:s3:::{name}/{place}" for place in UNLISTED],
    }


def _let_browsers_add(client: "S3Client", name: str, origin: str) -> None:
    if not origin:
        client.delete_bucket_cors(Bucket=name)
        return
    rule: CORSRuleTypeDef = {
        "AllowedOrigins": [origin],
        "AllowedMethods": ["PUT"],
        "AllowedHeaders": ["content-type", "if-none-match", "x-amz-checksum-sha256"],
        "MaxAgeSeconds": 600,
    }
    client.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [rule]})


def is_encrypted(client: "S3Client", name: str) -> bool:
    """Return whether a bucket reports that it encrypts what is put into it."""
    try:
        found = client.get_bucket_encryption(Bucket=name)
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") == NO_ENCRYPTION:
            return False
        raise
    rules = found["ServerSideEncryptionConfiguration"]["Rules"]
    return any("ApplyServerSideEncryptionByDefault" in rule for rule in rules)


def _encrypt(client: "S3Client", name: str) -> None:
    # What an operator chose, a KMS key of their own for instance, stays.
    if is_encrypted(client, name):
        return
    client.put_bucket_encryption(
        Bucket=name,
        ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
        },
    )


def _lock(client: "S3Client", name: str, days: int) -> None:
    client.put_object_lock_configuration(
        Bucket=name,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": days}},
        },
    )


def _exists(client: "S3Client", name: str) -> bool:
    try:
        client.head_bucket(Bucket=name)
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in ("404", "NoSuchBucket"):
            return False
        raise
    return True
