"""Error values that the workbooks' reader does not know (#SPILL!, #GETTING_DATA), made readable.

Newer Excels and other programs write errors of their own, and one of them would keep a whole
workbook from being read. Which cells hold an error is found from the file as it was sent.
"""

import io
import re
import zipfile

from visit_exchange.returns.formats.archive import ARCHIVE_ERRORS, read_member
from visit_exchange.returns.formats.sheet_xml import sheet_parts

ERROR_VALUE = re.compile(
    rb'(<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>)[^<]*(?=</)',
    re.DOTALL,
)
KNOWN = rb"\g<1>#N/A"


def with_known_errors(content: bytes) -> bytes | None:
    """Return an Excel workbook with #N/A for every error in it; None when that is no help."""
    try:
        return _mended(content)
    except ARCHIVE_ERRORS:
        return None


def _mended(content: bytes) -> bytes | None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        changed = {
            part: ERROR_VALUE.subn(KNOWN, read_member(archive, part))
            for part in sheet_parts(archive).values()
        }
    if not any(count for _, count in changed.values()):
        return None
    return _packed(parts, {part: xml for part, (xml, count) in changed.items() if count})


def _packed(parts: dict[str, bytes], instead: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, instead.get(name, content))
    return out.getvalue()
