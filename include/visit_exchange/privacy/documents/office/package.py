"""The zip file that a Word, PowerPoint, Excel or OpenDocument file is."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from visit_exchange.privacy.documents.cannot import BROKEN, TOO_LARGE, CannotBeCleaned

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError)
LARGEST_PART = 200 << 20
LARGEST_PACKAGE = 400 << 20
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def read_package(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name; CannotBeCleaned when damaged or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _check_size(parts)
            return {part.filename: archive.read(part) for part in parts}
    except DAMAGED as error:
        raise CannotBeCleaned(BROKEN) from error


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    # Python's reader gives no more than a part declares, so that what is declared can be believed.
    sizes = [part.file_size for part in parts]
    if max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_PACKAGE:
        raise CannotBeCleaned(TOO_LARGE)


def write_package(parts: Mapping[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Return a package with ``parts`` in their order, always the same bytes.

    ``stored`` are written as they are, without being packed.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            out.writestr(zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP), content, how)
    return packed.getvalue()
