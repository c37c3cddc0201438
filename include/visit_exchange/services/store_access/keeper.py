"""Makes and destroys the store's users of a visit, through the calls of AWS IAM.

The embedded server answers the same calls at the address of its S3, AWS at its own.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from visit_exchange.buckets import Bucket
from visit_exchange.services.aws_clients import aws_client
from visit_exchange.services.bucket_rules import is_aws
from visit_exchange.services.store_access.grants import policy_document
from visit_exchange.services.store_access.identities import (
    ISSUED,
    VisitIdentity,
)
from visit_exchange.visits.places.keys import visit_prefix

if TYPE_CHECKING:
    from types_boto3_iam.client import IAMClient

CLIENT = Config(
    retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=5, read_timeout=30
)


@dataclass(frozen=True)
class Credential:
    """A pair of keys. It prints neither: the first names a user, the second is its secret."""

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)


class AccessKeeper:
    """Issues and revokes; can do nothing with an object."""

    def __init__(self, client: "IAMClient", names: Mapping[Bucket, str]) -> None:
        """``client`` speaks IAM; ``names`` has the name of each bucket in the store."""
        self._client = client
        self._names = dict(names)

    def __repr__(self) -> str:
        return "AccessKeeper()"

    def policy(self, visit_id: str, identity: VisitIdentity) -> dict[str, Any]:
        """Return the policy that the identity has for this visit."""
        return visit_policy(visit_id, identity, self._names)

    def issue(self, visit_id: str, identity: VisitIdentity) -> Credential:
        """Make the identity's user with its policy and one pair of keys.

        What is left of an earlier one goes first: its keys are refused from then on.
        """
        self.revoke(visit_id, identity)
        user = user_name(visit_id, identity)
        self._client.create_user(UserName=user)
        policy = self._client.create_policy(
            PolicyName=user, PolicyDocument=json.dumps(self.policy(visit_id, identity))
        )
        self._client.attach_user_policy(UserName=user, PolicyArn=policy["Policy"]["Arn"])
        made = self._client.create_access_key(UserName=user)["AccessKey"]
        return Credential(made["AccessKeyId"], made["SecretAccessKey"])

    def is_live(self, visit_id: str, identity: VisitIdentity, credential: Credential) -> bool:
        """Return whether the store still lets this pair of keys in."""
        try:
            keys = self._keys(user_name(visit_id, identity))
        except self._client.exceptions.NoSuchEntityException:
            return False
        return (credential.access_key, "Active") in keys

    def revoke(self, visit_id: str, identity: VisitIdentity) -> bool:
        """Destroy the identity's keys, policy and user; return whether there was a user.

        A user of the embedded server may make itself more keys: all of them go. Again, it changes
        nothing; after a crash in the middle it goes on, for the user goes last.
        """
        user = user_name(visit_id, identity)
        try:
            arn = self._client.get_user(UserName=user)["User"]["Arn"].replace(":user/", ":policy/")
        except self._client.exceptions.NoSuchEntityException:
            return False
        self._revoke_keys(user)
        self._unless_gone(lambda: self._client.detach_user_policy(UserName=user, PolicyArn=arn))
        self._unless_gone(lambda: self._client.delete_policy(PolicyArn=arn))
        self._unless_gone(lambda: self._client.delete_user(UserName=user))
        return True

    def _revoke_keys(self, user: str) -> None:
        keys = [key for key, _ in self._keys(user)]
        for key in keys:
            # All are refused first, whatever goes wrong afterwards.
            self._client.update_access_key(UserName=user, AccessKeyId=key, Status="Inactive")
        for key in keys:
            self._client.delete_access_key(UserName=user, AccessKeyId=key)

    def _keys(self, user: str) -> list[tuple[str, str]]:
        pages = self._client.get_paginator("list_access_keys").paginate(UserName=user)
        return [
            (key["AccessKeyId"], key["Status"])
            for page in pages
            for key in page["AccessKeyMetadata"]
        ]

    def _unless_gone(self, call: Callable[[], object]) -> None:
        with suppress(self._client.exceptions.NoSuchEntityException):
            call()


def user_name(visit_id: str, identity: VisitIdentity) -> str:
    """Return what the store calls the identity of a visit: its user and its policy."""
    return f"{ISSUED}{visit_id}-{identity.id}"


def visit_policy(
    visit_id: str, identity: VisitIdentity, names: Mapping[Bucket, str]
) -> dict[str, Any]:
    """Return the policy of an identity for one visit, for any store that reads IAM policies."""
    return policy_document(identity.grants(visit_prefix(visit_id)), names)


def connect_iam(
    endpoint: str, region: str, access_key: str | None, secret_key: str | None
) -> "IAMClient":
    """Return an IAM client for the store at ``endpoint``; AWS's own IAM when that is AWS's S3.

    Without keys, boto3's own chain (an instance's role) decides.
    """
    address = None if is_aws(endpoint) else endpoint
    client: IAMClient = aws_client("iam", address, region, access_key, secret_key, CLIENT)
    return client
