"""The pipeline's own shelf: accepted, treated lists as parquet, accepted documents as they were."""

import io
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.returns.submission import Submission
from visit_exchange.visits.framework_of import framework_of
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    import pandas as pd

    from visit_exchange.outside import Outside


def staging_key(submission: Submission, item: str) -> str:
    """Return where the content of one item of an upload lies in staging."""
    return f"{submission.visit_id}/{submission.number:04d}/{item.replace(':', '/')}"


def frame_bytes(frame: "pd.DataFrame") -> bytes:
    """Return a treated list as parquet."""
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def staged_frame(outside: "Outside", key: str) -> "pd.DataFrame":
    """Return a treated list from staging."""
    import pandas as pd

    return pd.read_parquet(io.BytesIO(outside.store.get(Bucket.STAGING, key)))


def staged_frames(outside: "Outside", visit: Visit, sender: str = "") -> dict[str, "pd.DataFrame"]:
    """Return a sender's newest accepted version of every list of a visit, by list id."""
    lists = {item.id for item in framework_of(visit).lists}
    accepted = outside.register.accepted_items(visit.id, sender)
    return {
        name: staged_frame(outside, item.staged_key)
        for name, (_, item) in accepted.items()
        if name in lists and item.staged_key
    }
