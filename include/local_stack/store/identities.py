"""The configuration of the embedded S3 server: who is known from its start, and with what rights.

Everybody else, the users of a visit, is made while it runs, by ``access_keeper``.
"""

import json
from collections.abc import Mapping
from typing import Any

from local_stack.secret_values import access_key
from visit_exchange.buckets import Bucket
from visit_exchange.services.store_access.grants import policy_document
from visit_exchange.services.store_access.identities import (
    EMBEDDED,
    STANDING_IDENTITIES,
    keepers_policy,
)

NAMES = {bucket: bucket.value for bucket in Bucket}


def identities(keys: Mapping[str, str], names: Mapping[Bucket, str] = NAMES) -> dict[str, Any]:
    """Return the server's configuration: one user for each secret key in ``keys``.

    Only ``admin`` has everything; it makes the buckets and no running part uses it.
    """
    policies = {
        each.id: policy_document(each.grants, names) for each in STANDING_IDENTITIES.values()
    }
    policies["access_keeper"] = keepers_policy(EMBEDDED)
    return {
        "identities": [_identity(name, secret) for name, secret in keys.items()],
        "policies": [{"name": n, "content": json.dumps(p)} for n, p in policies.items()],
    }


def _identity(name: str, secret: str) -> dict[str, Any]:
    identity = {
        "name": name,
        "credentials": [{"accessKey": access_key(name), "secretKey": secret}],
    }
    rights = {"actions": ["Admin"]} if name == "admin" else {"policyNames": [name]}
    return identity | rights
