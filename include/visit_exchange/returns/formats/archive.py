"""Whether a zip file (which Office and OpenDocument files are) is safe to unpack."""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from visit_exchange.returns.formats.withheld import (
    BROKEN,
    LOCKED,
    ODD_PACKING,
    TOO_MUCH,
    WithheldError,
)

MOST_MEMBERS = 2_000
MOST_MEMBER_BYTES = 300 << 20
MOST_BYTES = 600 << 20
# A million formatted-empty rows are ordinary and pack 500 to 1: only what is large is suspect.
SUSPECT_BYTES = 150 << 20
MOST_RATIO = 250
CHUNK = 1 << 20
ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE\s+\w+\s*\[")
NESTED = re.compile(r"\.(zip|7z|rar|gz|tar|iso|cab)$", re.IGNORECASE)
ARCHIVE_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Return the archive, looked over from its directory; WithheldError if it is unsafe."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except ARCHIVE_ERRORS:
        raise WithheldError(BROKEN) from None
    members = archive.infolist()
    _check_size(members)
    _check_names(members)
    if any(member.flag_bits & 1 for member in members):
        raise WithheldError(LOCKED.format(what="The file"))
    return archive


def check_contents(archive: zipfile.ZipFile) -> None:
    """Unpack every member under a cap (its declared size may lie) and look for entity bombs."""
    total = 0
    for member in archive.infolist():
        total += _unpacked_size(archive, member)
        if total > MOST_BYTES:
            raise WithheldError(TOO_MUCH)


def plain_name(name: str) -> str:
    """Return a member's name as readers of workbooks compare it.

    Some programs write folders with backslashes or names in capitals, and Excel opens that.
    """
    return name.replace("\\", "/").lower()


def plain_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the members' own names by their plain ones."""
    return {plain_name(name): name for name in archive.namelist()}


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes, b"" when there is none; WithheldError when damaged or too large."""
    own = plain_names(archive).get(plain_name(name))
    if own is None:
        return b""
    try:
        with archive.open(own) as member:
            content = member.read(MOST_MEMBER_BYTES + 1)
    except ARCHIVE_ERRORS:
        raise WithheldError(BROKEN) from None
    if len(content) > MOST_MEMBER_BYTES:
        raise WithheldError(TOO_MUCH)
    return content


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    too_many = len(members) > MOST_MEMBERS
    too_large = sum(member.file_size for member in members) > MOST_BYTES
    if too_many or too_large or any(_is_bomb(member) for member in members):
        raise WithheldError(TOO_MUCH)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    if member.file_size > MOST_MEMBER_BYTES:
        return True
    packed = max(1, member.compress_size)
    return member.file_size > SUSPECT_BYTES and member.file_size / packed > MOST_RATIO


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(set(map(plain_name, names))) != len(names) or any(_leaves(name) for name in names):
        raise WithheldError(ODD_PACKING)
    if any(NESTED.search(name) for name in names):
        raise WithheldError(
            "The file has a packed file inside it. "
            "Take that out and upload each workbook or document on its own."
        )


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1]


def _unpacked_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    size = 0
    try:
        with archive.open(member) as part:
            while chunk := part.read(CHUNK):
                if size == 0 and ENTITIES.search(chunk[:4096]):
                    raise WithheldError(BROKEN)
                size += len(chunk)
                if size > MOST_MEMBER_BYTES:
                    raise WithheldError(TOO_MUCH)
    except ARCHIVE_ERRORS:
        raise WithheldError(BROKEN) from None
    return size
