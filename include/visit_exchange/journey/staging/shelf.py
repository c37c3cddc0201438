"""The pipeline's own shelf: accepted, treated lists as parquet, accepted documents as they were."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.assessing.frames import frame_of
from visit_exchange.buckets import Bucket
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    import pandas as pd

    from visit_exchange.services.outside import Outside


def staged_frame(outside: "Outside", key: str) -> "pd.DataFrame":
    """Return a treated list from staging."""
    return frame_of(outside.store.get(Bucket.STAGING, key))


def together(frames: "Sequence[pd.DataFrame]", unique: Sequence[str]) -> "pd.DataFrame":
    """Return the rows of one list as several senders sent it, the first one's first.

    A row of a later sender that an earlier one has too (by the columns that name a row) is left
    out. What each sender repeats itself stays: it was told of that.
    """
    import pandas as pd

    whole, *others = frames
    for frame in others:
        named = [column for column in unique if column in whole and column in frame]
        known = set(whole[named].dropna().itertuples(index=False, name=None))
        new = [row not in known for row in frame[named].itertuples(index=False, name=None)]
        whole = pd.concat([whole, frame[new] if named else frame], ignore_index=True)
    return whole


def whole_frame(
    outside: "Outside", framework: str, name: str, keys: Sequence[str]
) -> "pd.DataFrame":
    """Return a list from staging, from each of its senders (keys), as one."""
    frames = [staged_frame(outside, key) for key in keys]
    return together(frames, load_list(framework, name).unique)


def list_keys(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return where each list of a visit lies in staging: a key for each sender's newest."""
    by_sender = dossier.accepted_of_every_sender().values()
    found = {
        item.id: tuple(
            accepted[item.id][1].staged_key or "" for accepted in by_sender if item.id in accepted
        )
        for item in dossier.framework.lists
    }
    return {name: keys for name, keys in found.items() if keys}


def whole_frames(outside: "Outside", visit: Visit) -> dict[str, "pd.DataFrame"]:
    """Return every list of a visit with the rows of all its senders, by list id."""
    return whole_frames_in(outside, outside.register.dossier(visit.id))


def whole_frames_in(outside: "Outside", dossier: Dossier) -> dict[str, "pd.DataFrame"]:
    """Return the same where the visit's dossier is at hand."""
    return {
        name: whole_frame(outside, dossier.framework.id, name, keys)
        for name, keys in list_keys(dossier).items()
    }
