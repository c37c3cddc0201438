"""Who may do what in the local S3 server: the users, their keys and their policies."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from local_stack.secret_values import access_key

LOOK = ["s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketLocation"]
READ = ["s3:GetObject", "s3:GetObjectVersion"]
WRITE = ["s3:PutObject", "s3:AbortMultipartUpload"]


def identities(keys: Mapping[str, str]) -> dict[str, Any]:
    """Return the server's configuration: one user for each secret key in ``keys``.

    Only ``admin`` has everything; it makes the buckets and no running part uses it.
    """
    policies = _policies()
    return {
        "identities": [_identity(name, secret) for name, secret in keys.items()],
        "policies": [{"name": n, "content": json.dumps(p)} for n, p in policies.items()],
    }


def _policies() -> dict[str, dict[str, Any]]:
    return {
        "pipeline": _document(
            _allow([*LOOK], "uploads", "replies", "staging", "packs"),
            _allow([*READ], "uploads/*"),
            _allow([*READ, *WRITE], "replies/*", "staging/*", "packs/*"),
        ),
        "la": _document(
            _allow(WRITE, "uploads/*"),
            # A Selection sheet counts only there: the authority must not choose for inspectors.
            _deny(WRITE, "uploads/*/from-inspectors/*"),
            _allow(["s3:GetObject"], "replies/*"),
            _allow(["s3:ListBucket"], "replies"),
        ),
        "inspectors": _document(
            _allow(["s3:GetObject"], "packs/*"),
            _allow(["s3:ListBucket"], "packs"),
            _allow(WRITE, "uploads/*/from-inspectors/*"),
        ),
    }


def _identity(name: str, secret: str) -> dict[str, Any]:
    identity = {
        "name": name,
        "credentials": [{"accessKey": access_key(name), "secretKey": secret}],
    }
    rights = {"actions": ["Admin"]} if name == "admin" else {"policyNames": [name]}
    return identity | rights


def _document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _allow(actions: list[str], *places: str) -> dict[str, Any]:
    return _statement("Allow", actions, places)


def _deny(actions: list[str], *places: str) -> dict[str, Any]:
    return _statement("Deny", actions, places)


def _statement(effect: str, actions: list[str], places: Sequence[str]) -> dict[str, Any]:
    resources = [f"arn:aws:s3:::{place}" for place in places]
    return {"Effect": effect, "Action": actions, "Resource": resources}
