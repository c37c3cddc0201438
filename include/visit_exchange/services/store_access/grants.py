"""What an identity may do in a bucket, and the IAM policy that says so to a store.

The policies use only what AWS and the embedded server both obey: actions, resources with ``*``,
Deny, and the condition ``s3:prefix``. The embedded server turns away every request that a condition
it does not know (``s3:delimiter``, ``s3:if-none-match``) would have to allow.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from visit_exchange.buckets import Bucket

Statement = dict[str, Any]


class Act(StrEnum):
    """Something that can be done in a bucket, as the page on data protection says it."""

    LIST = "list"
    LIST_VERSIONS = "list versions"
    SEE_RULES = "see its encryption"
    READ = "read"
    READ_VERSIONS = "read versions"
    ADD = "add"
    DELETE_VERSIONS = "delete versions"


ON_BUCKET = {
    Act.LIST: ("s3:ListBucket",),
    Act.LIST_VERSIONS: ("s3:ListBucketVersions",),
    Act.SEE_RULES: ("s3:GetEncryptionConfiguration",),
    # Parts of an upload that was never finished are content too.
    Act.DELETE_VERSIONS: ("s3:ListBucketMultipartUploads",),
}
ON_OBJECTS = {
    Act.READ: ("s3:GetObject",),
    Act.READ_VERSIONS: ("s3:GetObjectVersion",),
    # What an S3 client sends in parts it can also give up.
    Act.ADD: ("s3:PutObject", "s3:AbortMultipartUpload"),
    Act.DELETE_VERSIONS: (
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:BypassGovernanceRetention",
        "s3:AbortMultipartUpload",
    ),
}


@dataclass(frozen=True)
class Grant:
    """Acts in one bucket, on the keys that begin with ``under`` and with none of ``never_under``.

    Both are key prefixes that end with a slash, and may hold ``*``; ``under`` may be empty, for the
    whole bucket. ``listed`` are the prefixes that may be listed, where they are not ``under``.
    """

    bucket: Bucket
    acts: tuple[Act, ...]
    under: str = ""
    never_under: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


def policy_document(grants: Iterable[Grant], names: Mapping[Bucket, str]) -> dict[str, Any]:
    """Return the IAM policy of an identity that has these grants and nothing else.

    ``names`` has the name of each bucket in the store.
    """
    statements = [each for grant in grants for each in _statements(grant, names[grant.bucket])]
    return {"Version": "2012-10-17", "Statement": statements}


def _statements(grant: Grant, name: str) -> Iterator[Statement]:
    bucket = f"arn:aws:s3:::{name}"
    on_bucket = _actions(grant, ON_BUCKET)
    on_objects = _actions(grant, ON_OBJECTS)
    if on_bucket:
        yield _statement("Allow", on_bucket, [bucket]) | _only_listing(grant)
    if on_objects:
        yield _statement("Allow", on_objects, [f"{bucket}/{grant.under}*"])
    if on_objects and grant.never_under:
        yield _statement("Deny", on_objects, [f"{bucket}/{place}*" for place in grant.never_under])


def _only_listing(grant: Grant) -> Statement:
    prefixes = grant.listed or ((grant.under,) if grant.under else ())
    if not prefixes:
        return {}
    return {"Condition": {"StringLike": {"s3:prefix": [f"{prefix}*" for prefix in prefixes]}}}


def _actions(grant: Grant, known: Mapping[Act, tuple[str, ...]]) -> list[str]:
    return [action for act in grant.acts for action in known.get(act, ())]


def _statement(effect: str, actions: list[str], resources: list[str]) -> Statement:
    return {"Effect": effect, "Action": actions, "Resource": resources}
