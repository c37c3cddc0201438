"""The S3 server's own records, written anew without what was deleted.

The server keeps which object lies where, and with which key it is sealed, in a LevelDB. There a
deleted entry stays readable until chance rewrites the file it stands in. It also keeps a log of
every change, names included, as sealed files of its own, whose keys are entries too. So everything
that lives is copied into new files, all but that log, and the old ones go.
"""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import plyvel

RECORDS = "filerldb2"  # the server's name for them; a folder of eight databases
LOG = "/topics/.system/log"
DIGEST = 16  # each entry's key is the MD5 of its folder's path, then its name


def forget_deleted(data: Path) -> None:
    """Write the records in a stopped server's ``data`` anew.

    Broken off anywhere, nothing is lost.
    """
    mend_broken_off(data)
    old, new, gone = _places(data)
    if not old.exists():
        return
    databases = sorted(each.name for each in old.iterdir() if (each / "CURRENT").exists())
    without = _log_folders(old, databases)
    for name in databases:
        _copy(old / name, new / name, without)
    old.rename(gone)
    new.rename(old)
    shutil.rmtree(gone)


def mend_broken_off(data: Path) -> None:
    """Bring the records into order after a rewriting that was broken off."""
    old, new, gone = _places(data)
    if gone.exists() and not old.exists():
        gone.rename(old)
    for half in (new, gone):
        if half.exists():
            shutil.rmtree(half)


def _places(data: Path) -> tuple[Path, Path, Path]:
    return data / RECORDS, data / f"{RECORDS}.new", data / f"{RECORDS}.old"


def _log_folders(records: Path, databases: list[str]) -> frozenset[bytes]:
    """Return the folders of the server's log: its own and one for each day."""
    folder = _digest(LOG)
    days = [
        key[DIGEST:].decode()
        for name in databases
        for key, _ in _entries(records / name)
        if key.startswith(folder)
    ]
    return frozenset({folder, *(_digest(f"{LOG}/{day}") for day in days)})


def _digest(folder: str) -> bytes:
    return hashlib.md5(folder.encode(), usedforsecurity=False).digest()


def _entries(database: Path) -> Iterator[tuple[bytes, bytes]]:
    opened = plyvel.DB(str(database))
    try:
        yield from opened.iterator()
    finally:
        opened.close()


def _copy(database: Path, target: Path, without: frozenset[bytes]) -> None:
    target.mkdir(mode=0o700, parents=True)
    copied = plyvel.DB(str(target), create_if_missing=True)
    try:
        for key, value in _entries(database):
            if key[:DIGEST] not in without:
                copied.put(key, value)
        copied.compact_range()  # into files that are flushed to the disk
    finally:
        copied.close()
