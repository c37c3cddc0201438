"""``visit-exchange access policy``: what somebody who makes users by hand, or on AWS, needs."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from visit_exchange.cli import app


@pytest.fixture(autouse=True)
def _own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISIT_EXCHANGE_UPLOADS_BUCKET", "our-uploads")
    monkeypatch.setattr("visit_exchange.commands.access.with_connections", lambda given: given)


def run(*words: str) -> Result:
    """Run ``visit-exchange access policy``."""
    return CliRunner().invoke(app, ["access", "policy", *words])


def resources(printed: str) -> list[str]:
    """Return everything that a printed policy is about."""
    policy: dict[str, Any] = json.loads(printed)
    return [place for each in policy["Statement"] for place in each["Resource"]]


def test_the_policy_of_an_authority_names_its_visit_and_our_bucket() -> None:
    done = run("999-ap-20261123", "--for", "la")
    assert "arn:aws:s3:::our-uploads/999-ap-20261123/*" in resources(done.stdout)


def test_a_part_of_visit_exchange_needs_no_visit() -> None:
    assert resources(run("--for", "upload_signer").stdout)[0] == "arn:aws:s3:::our-uploads/*"
    assert "arn:aws:iam::*:user/visit-*" in resources(run("--for", "access_keeper").stdout)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--for", "la"), "Enter the visit that the policy of la is for"),
        (("999-ap-20261123", "--for", "everyone"), "--for must be one of: la, inspectors"),
    ],
)
def test_what_is_missing_or_unknown_is_told(words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert done.exit_code != 0
    assert told in done.output
