"""What senders have taken back of what inspectors were given: later packs say so."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from visit_exchange.visits.acts import UPLOAD_TAKEN_BACK
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission

RETURNS, TRACKING = "returns", "tracking"


@dataclass(frozen=True)
class TakenBack:
    """An upload that was taken back ``at`` an instant (visit time), and the items it was used for.

    ``sender`` is the id of a partner; empty for the authority.
    """

    upload: str
    items: tuple[str, ...]
    at: datetime
    sender: str = ""


def taken_back(dossier: Dossier, series: str = RETURNS) -> tuple[TakenBack, ...]:
    """Return what was taken back after a pack of this series held it, oldest first."""
    return tuple(_found(dossier, series))


def is_in_a_pack(
    dossier: Dossier,
    upload: Submission,
    items: Collection[str],
    until: datetime,
    series: Collection[str] = (RETURNS, TRACKING),
) -> bool:
    """Return whether a pack was published while an upload was in use for ``items``.

    It was from its answer on, and ``until`` this instant.
    """
    kinds = {series_of(item) for item in items} & set(series)
    since = upload.answered_at
    return since is not None and any(
        pack.kind in kinds and pack.published_at is not None and since <= pack.published_at <= until
        for pack in dossier.published
    )


def series_of(item: str) -> str:
    """Return the series of packs that an item goes into: a child's are named with a colon."""
    return TRACKING if ":" in item else RETURNS


def _found(dossier: Dossier, series: str) -> Iterator[TakenBack]:
    uploads = {each.id: each for each in dossier.submissions}
    for act in dossier.audit:
        upload = uploads.get(str(act.detail.get("submission")))
        if act.act != UPLOAD_TAKEN_BACK or upload is None:
            continue
        used = str(act.detail["used"])
        items = tuple(each for each in used.split(", ") if each and series_of(each) == series)
        if is_in_a_pack(dossier, upload, items, act.at, (series,)):
            yield TakenBack(upload.id, items, act.at, upload.sender)
