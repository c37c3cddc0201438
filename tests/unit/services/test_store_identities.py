"""What every identity of the object store may do, read from the policies that a store obeys."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest

from local_stack.secret_values import STORE_USERS
from local_stack.store.identities import identities
from visit_exchange.buckets import Bucket
from visit_exchange.services.store_access.grants import policy_document
from visit_exchange.services.store_access.identities import (
    STANDING_IDENTITIES,
    VISIT_IDENTITIES,
    keepers_policy,
    sender,
)
from visit_exchange.services.store_access.keeper import user_name, visit_policy

VISIT = "999-ap-20261123"
NAMES = {bucket: f"our-{bucket.value}" for bucket in Bucket}
DELETES = {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"}
POLICIES = {
    **{name: visit_policy(VISIT, each, NAMES) for name, each in VISIT_IDENTITIES.items()},
    **{name: policy_document(each.grants, NAMES) for name, each in STANDING_IDENTITIES.items()},
}


def matching(policy: dict[str, Any], effect: str, action: str, place: str) -> Iterator[bool]:
    """Yield for each statement of this effect whether it is about the act on the object."""
    for statement in policy["Statement"]:
        if statement["Effect"] == effect and action in statement["Action"]:
            resources = [r.removeprefix("arn:aws:s3:::") for r in statement["Resource"]]
            yield any(fnmatchcase(place, resource) for resource in resources)


def may(policy: dict[str, Any], action: str, place: str) -> bool:
    """Judge as IAM does: what is denied stays denied, what nobody allows is denied."""
    denied = any(matching(policy, "Deny", action, place))
    return not denied and any(matching(policy, "Allow", action, place))


@pytest.mark.parametrize(
    ("who", "action", "place", "allowed"),
    [
        ("la", "s3:PutObject", f"our-uploads/{VISIT}/list.csv", True),
        ("la", "s3:PutObject", f"our-uploads/{VISIT}/from-inspectors/ticks.xlsx", False),
        ("la", "s3:PutObject", f"our-uploads/{VISIT}/partners/health/list.csv", False),
        ("la", "s3:PutObject", "our-uploads/998-ap-20261123/list.csv", False),
        ("la", "s3:PutObject", f"our-uploads/{VISIT}-2/list.csv", False),
        ("la", "s3:GetObject", f"our-uploads/{VISIT}/list.csv", False),
        ("la", "s3:GetObject", f"our-replies/{VISIT}/001/reply.html", True),
        ("la", "s3:GetObject", f"our-replies/{VISIT}/partners/health/001/reply.html", False),
        ("la", "s3:GetObject", f"our-packs/{VISIT}/v001/pack.xlsx", False),
        ("inspectors", "s3:GetObject", f"our-packs/{VISIT}/v001/pack.xlsx", True),
        ("inspectors", "s3:GetObject", f"our-packs/{VISIT}/tracking/v001/K7/plan.pdf", False),
        ("inspectors", "s3:PutObject", f"our-uploads/{VISIT}/from-inspectors/ticks.xlsx", True),
        ("inspectors", "s3:PutObject", f"our-uploads/{VISIT}/list.csv", False),
        ("inspectors", "s3:GetObject", f"our-replies/{VISIT}/001/reply.html", False),
        ("tracking-team", "s3:GetObject", f"our-packs/{VISIT}/tracking/v001/K7/plan.pdf", True),
        ("tracking-team", "s3:GetObject", "our-packs/998-ap-20261123/tracking/v001/a", False),
        ("upload_signer", "s3:PutObject", f"our-uploads/{VISIT}/from-inspectors/a", False),
        ("disposer", "s3:DeleteObjectVersion", f"our-packs/{VISIT}/v001/pack.xlsx", True),
        ("disposer", "s3:GetObject", f"our-packs/{VISIT}/v001/pack.xlsx", False),
        ("pipeline", "s3:PutObject", f"our-uploads/{VISIT}/list.csv", False),
    ],
)
def test_each_may_do_its_own_part_and_no_more(
    who: str, action: str, place: str, allowed: bool
) -> None:
    assert may(POLICIES[who], action, place) == allowed


@pytest.mark.parametrize("who", sorted(POLICIES.keys() - {"disposer"}))
def test_nobody_but_the_disposer_deletes_and_nobody_tags(who: str) -> None:
    actions = {action for each in POLICIES[who]["Statement"] for action in each["Action"]}
    assert not actions & DELETES
    assert not any("Tagging" in action or "Acl" in action or "*" in action for action in actions)


def test_a_partner_of_a_visit_is_a_sender_with_a_prefix_of_its_own() -> None:
    prefix = f"{VISIT}/partners/health/"
    policy = policy_document(sender(prefix), NAMES)
    assert may(policy, "s3:PutObject", f"our-uploads/{prefix}list.csv")
    assert not may(policy, "s3:PutObject", f"our-uploads/{VISIT}/list.csv")
    assert not may(policy, "s3:GetObject", f"our-replies/{VISIT}/001/reply.html")


def test_lists_are_confined_to_the_visit() -> None:
    [listing] = [
        each for each in POLICIES["la"]["Statement"] if each["Action"] == ["s3:ListBucket"]
    ]
    assert listing["Condition"] == {"StringLike": {"s3:prefix": [f"{VISIT}/*"]}}


def test_on_aws_the_keeper_manages_the_users_of_visits_alone() -> None:
    [statement] = keepers_policy()["Statement"]
    la = VISIT_IDENTITIES["la"]
    assert all(action.startswith("iam:") for action in statement["Action"])
    assert fnmatchcase(f"arn:aws:iam::123:user/{user_name(VISIT, la)}", statement["Resource"][0])
    assert not any(fnmatchcase("arn:aws:iam::123:user/pipeline", r) for r in statement["Resource"])


def test_the_embedded_server_knows_these_and_admin_from_its_start() -> None:
    known = identities(dict.fromkeys(STORE_USERS, "key"))
    assert [user["name"] for user in known["identities"]] == ["admin", *STANDING_IDENTITIES]
    assert [user["name"] for user in known["identities"] if "actions" in user] == ["admin"]
    written = {each["name"]: json.loads(each["content"]) for each in known["policies"]}
    assert written.keys() == STANDING_IDENTITIES.keys()
