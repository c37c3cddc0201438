"""The page on data protection says of the store's identities what their policies say."""

import json
from pathlib import Path

import pytest

from local_stack.secret_values import STORE_USERS
from local_stack.store_identities import identities
from visit_exchange.buckets import Bucket

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-protection.md"
POLICIES = {
    each["name"]: json.loads(each["content"])["Statement"]
    for each in identities(dict.fromkeys(STORE_USERS, "key"))["policies"]
}
WORDS = {"s3:ListBucket": "list", "s3:GetObject": "read", "s3:PutObject": "add"}
RARER = {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectTagging", "s3:PutObjectAcl"}


def told() -> dict[tuple[str, str], str]:
    """Return the page's table: the cell of each identity and bucket."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index("| Identity | uploads | replies | staging | packs |")
    rows = [
        [cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines[start : start + 6]
    ]
    heads = rows[0][1:]
    return {(row[0], head): row[1 + n] for row in rows[2:] for n, head in enumerate(heads)}


def granted(identity: str, bucket: str) -> list[str]:
    """Return what an identity may do in a bucket, in the page's words."""
    actions = {
        action
        for statement in POLICIES[identity]
        for place in statement["Resource"]
        if statement["Effect"] == "Allow" and place.split(":::")[1].split("/")[0] == bucket
        for action in statement["Action"]
    }
    return [word for action, word in WORDS.items() if action in actions]


def test_every_identity_has_a_row() -> None:
    assert {identity for identity, _ in told()} == set(STORE_USERS)


@pytest.mark.parametrize("bucket", Bucket)
@pytest.mark.parametrize("identity", POLICIES)
def test_a_cell_says_what_the_policy_grants(identity: str, bucket: Bucket) -> None:
    cell = told()[identity, bucket.value].replace(", except", "").replace(", only", "")
    words = cell.split(" under ")[0].replace("–", "")
    assert [word for word in words.split(", ") if word] == granted(identity, bucket.value)


def test_no_identity_but_the_administrator_deletes_or_tags() -> None:
    actions = {a for each in POLICIES.values() for s in each for a in s["Action"]}
    assert actions & RARER == set()


def test_the_folder_of_the_inspectors_is_theirs_alone() -> None:
    denied = [s for s in POLICIES["la"] if s["Effect"] == "Deny"]
    assert any(p.endswith("uploads/*/from-inspectors/*") for s in denied for p in s["Resource"])
    adds = [s for s in POLICIES["inspectors"] if "s3:PutObject" in s["Action"]]
    assert all("/from-inspectors/" in place for s in adds for place in s["Resource"])
