"""Everyone who has credentials for the object store, and exactly what each may do.

The one place where rights are written: the embedded server's configuration, the policies that are
issued for a visit, what ``visit-exchange access policy`` prints and the table in
``docs/data-protection.md`` all come from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from visit_exchange.buckets import Bucket
from visit_exchange.services.purging import ASKED
from visit_exchange.services.store_access.grants import Act, Grant
from visit_exchange.visits.places.keys import (
    ANSWERS,
    INSPECTORS_FOLDER,
    PARTNERS_FOLDER,
    TRACKING_PACKS,
)

# What the identities of partners begin with.
PARTNER = "partner-"
# Every user and policy that is made for a visit begins so; the keeper may touch no other (on AWS).
ISSUED = "visit-"

Grants = tuple[Grant, ...]


def sender(prefix: str) -> Grants:
    """Return what somebody who sends files under ``prefix`` and reads its replies may do.

    ``prefix`` is ``<visit>/`` for the authority and ``<visit>/partners/<partner>/`` for a partner.
    """
    others = (f"{prefix}{PARTNERS_FOLDER}",)
    return (
        Grant(Bucket.UPLOADS, (Act.ADD,), prefix, (f"{prefix}{INSPECTORS_FOLDER}", *others)),
        Grant(Bucket.REPLIES, (Act.LIST, Act.READ), prefix, others),
    )


def inspectors(prefix: str) -> Grants:
    """Return what a visit's inspectors may do: read its packs but those about selected children."""
    packs = (f"{prefix}v", f"{prefix}{ANSWERS}")
    return (
        Grant(
            Bucket.PACKS,
            (Act.LIST, Act.READ),
            prefix,
            never_under=(f"{prefix}{TRACKING_PACKS}",),
            listed=packs,
        ),
        _selection_sheets(prefix),
    )


def tracking_team(prefix: str) -> Grants:
    """Return what the team may do that follows the selected children: read all of its packs."""
    return (Grant(Bucket.PACKS, (Act.LIST, Act.READ), prefix), _selection_sheets(prefix))


def _selection_sheets(prefix: str) -> Grant:
    return Grant(Bucket.UPLOADS, (Act.ADD,), f"{prefix}{INSPECTORS_FOLDER}")


@dataclass(frozen=True)
class VisitIdentity:
    """Somebody who is let in for one visit; ``grants`` takes the visit's prefix."""

    id: str
    who: str
    grants: Callable[[str], Grants]


# Made when a visit opens, destroyed when it closes.
VISIT_IDENTITIES = {
    each.id: each
    for each in (
        VisitIdentity("la", "the authority's officers", sender),
        VisitIdentity("inspectors", "inspectors of the visit", inspectors),
        VisitIdentity(
            "tracking-team", "inspectors who follow the selected children", tracking_team
        ),
    )
}


def partner_identity(partner_id: str) -> VisitIdentity:
    """Return the identity of a visit's partner: it reaches its own prefix and nothing else."""
    return VisitIdentity(
        f"{PARTNER}{partner_id}",
        "officers of a partner",
        lambda prefix: sender(f"{prefix}{PARTNERS_FOLDER}{partner_id}/"),
    )


_EVERYWHERE = (Act.LIST, Act.READ, Act.ADD, Act.SEE_RULES)
# A store tells that an object is *not* there only to who may list: hence the pipeline's lists.
PIPELINE: Grants = (
    Grant(
        Bucket.UPLOADS, (Act.LIST, Act.LIST_VERSIONS, Act.READ, Act.READ_VERSIONS, Act.SEE_RULES)
    ),
    Grant(Bucket.REPLIES, _EVERYWHERE),
    Grant(Bucket.STAGING, _EVERYWHERE),
    Grant(Bucket.PACKS, _EVERYWHERE),
)
UPLOAD_SIGNER: Grants = (
    Grant(Bucket.UPLOADS, (Act.ADD,), never_under=(f"*/{INSPECTORS_FOLDER}",)),
)
DISPOSER: Grants = (
    *(Grant(bucket, (Act.LIST, Act.LIST_VERSIONS, Act.DELETE_VERSIONS)) for bucket in Bucket),
    Grant(Bucket.STAGING, (Act.ADD,), ASKED),
)


@dataclass(frozen=True)
class StandingIdentity:
    """A part of Visit Exchange; it has its credentials from the settings."""

    id: str
    who: str
    grants: Grants


STANDING_IDENTITIES = {
    each.id: each
    for each in (
        StandingIdentity("pipeline", "the tasks of a visit", PIPELINE),
        StandingIdentity("upload_signer", "the page that takes uploads", UPLOAD_SIGNER),
        StandingIdentity("disposer", "disposal of evidence", DISPOSER),
        StandingIdentity(
            "access_keeper",
            "opening and closing of visits: makes and destroys the visits' identities",
            (),
        ),
    )
}

# What issuing and revoking calls, and no more.
KEEPERS_ACTIONS = [
    "iam:GetUser",
    "iam:CreateUser",
    "iam:DeleteUser",
    "iam:CreatePolicy",
    "iam:DeletePolicy",
    "iam:AttachUserPolicy",
    "iam:DetachUserPolicy",
    "iam:CreateAccessKey",
    "iam:UpdateAccessKey",
    "iam:DeleteAccessKey",
    "iam:ListAccessKeys",
]
ON_AWS = (f"arn:aws:iam::*:user/{ISSUED}*", f"arn:aws:iam::*:policy/{ISSUED}*")
# The embedded server knows no resource narrower than all of IAM.
EMBEDDED = ("arn:aws:iam:::*",)


def keepers_policy(resources: tuple[str, ...] = ON_AWS) -> dict[str, Any]:
    """Return the policy of who issues and revokes: users and policies of visits, no object."""
    allow = {"Effect": "Allow", "Action": KEEPERS_ACTIONS, "Resource": list(resources)}
    return {"Version": "2012-10-17", "Statement": [allow]}
