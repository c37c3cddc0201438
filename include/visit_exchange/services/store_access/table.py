"""The table of who may do what in the object store, in words, from the rights themselves."""

from collections.abc import Iterator

from visit_exchange.buckets import Bucket
from visit_exchange.services.store_access.grants import Act, Grant
from visit_exchange.services.store_access.identities import (
    STANDING_IDENTITIES,
    VISIT_IDENTITIES,
    Grants,
)

START = "<!-- store access: written by `visit-exchange docs write` -->"
END = "<!-- end of store access -->"
VISIT = "<visit>/"
NOTHING = "–"


def with_table(page: str) -> str:
    """Return the page with a current table between its two marks; ValueError without them."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError("the page has no place for the table of store access")
    return f"{before}{START}\n{access_table()}{END}{after}"


def access_table() -> str:
    """Return the table in Markdown: a row for each identity, a column for each bucket."""
    heads = ["Identity", "Who", *(f"`{bucket.value}`" for bucket in Bucket)]
    rows = [
        *(_row(each.id, each.who, each.grants(VISIT)) for each in VISIT_IDENTITIES.values()),
        *(_row(each.id, each.who, each.grants) for each in STANDING_IDENTITIES.values()),
    ]
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


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
