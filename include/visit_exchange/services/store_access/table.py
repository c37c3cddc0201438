"""The table of who may do what in the object store, in words, from the rights themselves."""

from collections.abc import Iterator

from visit_exchange.buckets import Bucket
from visit_exchange.services.store_access.grants import Act, Grant
from visit_exchange.services.store_access.identities import (
    STANDING_IDENTITIES,
    VISIT_IDENTITIES,
    Grants,
    partner_identity,
)

VISIT = "<visit>/"
NOTHING = "–"


def access_table() -> str:
    """Return the table in Markdown: a row for each identity, a column for each bucket."""
    heads = ["Identity", "Who", *(f"`{bucket.value}`" for bucket in Bucket)]
    rows = [_row(identity, *each) for identity, each in _everyone().items()]
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def readers(bucket: Bucket, prefix: str) -> tuple[str, ...]:
    """Return the identities that may read something under ``prefix``, of the visit ``VISIT``."""
    return tuple(
        identity
        for identity, (_, grants) in _everyone().items()
        if any(_reads(grant, bucket, prefix) for grant in grants)
    )


def _reads(grant: Grant, bucket: Bucket, prefix: str) -> bool:
    meets = grant.under.startswith(prefix) or prefix.startswith(grant.under)
    is_about = grant.bucket is bucket and Act.READ in grant.acts
    return is_about and meets and not prefix.startswith(grant.never_under)


def _everyone() -> dict[str, tuple[str, Grants]]:
    """Return who each identity is and what it may do, by its id."""
    of_visits = (*VISIT_IDENTITIES.values(), partner_identity("<partner>"))
    standing = STANDING_IDENTITIES.values()
    return {each.id: (each.who, each.grants(VISIT)) for each in of_visits} | {
        each.id: (each.who, each.grants) for each in standing
    }


def _row(identity: str, who: str, grants: Grants) -> list[str]:
    cells = (tuple(_said(grants, bucket)) for bucket in Bucket)
    return [f"`{identity}`", who, *("; ".join(cell) or NOTHING for cell in cells)]


def _said(grants: Grants, bucket: Bucket) -> Iterator[str]:
    for grant in grants:
        if grant.bucket is bucket:
            yield _grant(grant)


def _grant(grant: Grant) -> str:
    listed = [f"`{place}…`" for place in grant.listed]
    acts = [_act(act, listed) for act in grant.acts]
    under = f" under `{grant.under}`" if grant.under else ""
    never = [f"`{place}`" for place in grant.never_under]
    but = f", never under {' or '.join(never)}" if never else ""
    return f"{', '.join(acts)}{under}{but}"


def _act(act: Act, listed: list[str]) -> str:
    return f"{act.value} ({' and '.join(listed)})" if act is Act.LIST and listed else act.value
