"""The table of what is destroyed when, from every kind of visit's retention and the rights.

Its rows are in the order in which ``dispose_evidence`` works.
"""

from dataclasses import dataclass

from visit_exchange.buckets import Bucket
from visit_exchange.journey.disposing.evidence import BUCKETS
from visit_exchange.kinds import Framework, framework_ids, load_framework
from visit_exchange.kinds.rules.retention import CLOSED, Evidence
from visit_exchange.services.store_access.table import VISIT, readers
from visit_exchange.visits.places.keys import TRACKING_PACKS

NOBODY = "–"


@dataclass(frozen=True)
class _Kind:
    """What a kind of evidence is, and where it lies, if that is in the store."""

    what: str
    bucket: Bucket | None = None
    prefix: str = VISIT


def _kinds() -> dict[Evidence, _Kind]:
    tracking = _Kind(
        "what is about a selected child: its tracking pack, and its documents in `staging` and "
        "`uploads`",
        Bucket.PACKS,
        f"{VISIT}{TRACKING_PACKS}",
    )
    stored = {kind: _Kind(f"`{each.value}`", each) for kind, each in BUCKETS.items()}
    return {
        Evidence.KEYS: _Kind("the visit's key, which makes its codes and seals its credentials"),
        Evidence.CROSSWALK: _Kind(
            "the workbooks in `replies` that say which child a code stands for", Bucket.REPLIES
        ),
        Evidence.TRACKING: tracking,
        **stored,
    }


def evidence_table() -> str:
    """Return the table in Markdown: a row for each kind of evidence, a column a framework."""
    frameworks = [load_framework(each) for each in framework_ids()]
    heads = ["Goes", "What", "Read by", *(f"`{each.id}`" for each in frameworks)]
    kinds = _kinds()
    rows = [
        [str(place), kinds[kind].what, _read_by(kinds[kind]), *_days(frameworks, kind)]
        for place, kind in enumerate(Evidence, start=1)
    ]
    counted = [
        "",
        "*days, counted from it at the earliest*",
        "",
        *(_counted_from(each) for each in frameworks),
    ]
    lines = [heads, ["---"] * len(heads), *rows, counted]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _days(frameworks: list[Framework], kind: Evidence) -> list[str]:
    return [_kept(framework, kind) for framework in frameworks]


def _kept(framework: Framework, kind: Evidence) -> str:
    days, uses = str(framework.retention.days(kind)), framework.retention.needing(kind)
    # They stand in the order in which they come, so the last is the one it is counted from.
    return f"{days} after `{uses[-1]}`" if uses else days


def _counted_from(framework: Framework) -> str:
    after = framework.retention.after
    return "closing" if after == CLOSED else framework.milestone(after).title


def _read_by(kind: _Kind) -> str:
    if kind.bucket is None:
        return NOBODY
    return ", ".join(f"`{each}`" for each in readers(kind.bucket, kind.prefix)) or NOBODY
