"""A whole version of a pack as one zip, written while it is sent: one file in memory at a time."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from visit_exchange.buckets import Bucket
from visit_exchange.visits.places.keys import within
from visit_exchange.visits.places.names import MANIFEST

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

BEFORE_ALL = (1980, 1, 1, 0, 0, 0)  # the date of each file: the same version, the same zip


class _Sink(io.RawIOBase):
    """Takes what the zip writes until it is handed on; a zip that cannot go back needs no more."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._held += piece
        return len(piece)

    def taken(self) -> bytes:
        piece = bytes(self._held)
        self._held.clear()
        return piece


def bundle(
    outside: "Outside", pack: "Pack", names: Iterable[str], extra: Iterable[tuple[str, bytes]] = ()
) -> Iterator[bytes]:
    """Yield the zip of the named files of a version, its manifest, and what is added to it."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as made:
        for name in (*names, MANIFEST):
            _add(made, name, outside.store.get(Bucket.PACKS, within(pack.prefix, name)))
            yield sink.taken()
        for name, content in extra:
            _add(made, name, content)
            yield sink.taken()
    yield sink.taken()


def _add(made: zipfile.ZipFile, name: str, content: bytes) -> None:
    made.writestr(zipfile.ZipInfo(name, BEFORE_ALL), content, zipfile.ZIP_DEFLATED)
