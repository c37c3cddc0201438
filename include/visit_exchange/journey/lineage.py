"""What came of which upload, for a catalogue of data elsewhere: told by ids, where it is asked for.

A receiver that is away stops nothing, and is not told later: the register and each pack's manifest
have the same.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.now import wall_now
from visit_exchange.packs.manifest import ManifestFile
from visit_exchange.services.lineage import Made
from visit_exchange.visits.uploads.submission import SubmittedItem

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

log = logging.getLogger(__name__)


def tell_of_upload(outside: "Outside", upload: str, items: Sequence[SubmittedItem]) -> None:
    """Tell which items an upload (visit and number) was used for, if any."""
    made = [_item(upload, each.item) for each in items if each.staged_key]
    if made:
        _tell(outside, Made("answer", upload, (f"uploads/{upload}",), tuple(made)))


def tell_of_pack(outside: "Outside", pack: "Pack", files: Iterable[ManifestFile]) -> None:
    """Tell what the files of a version of a pack were made of."""
    name = f"packs/{pack.prefix.strip('/')}"
    of = [_item(upload, item) for each in files for upload in each.uploads for item in each.items]
    _tell(outside, Made("publish_pack", name, tuple(of), (name,)))


def _item(upload: str, item: str) -> str:
    """Return the name of what was accepted; of a selected child its kind alone, without a code."""
    return f"accepted/{upload}/{item.partition(':')[0]}"


def _tell(outside: "Outside", made: Made) -> None:
    if outside.lineage is None:
        return
    try:
        outside.lineage.tell(made, wall_now())
    except ServiceError as error:
        log.warning("%s: %s", made.name, error)
