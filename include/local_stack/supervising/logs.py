"""Keeps the parts' logs from growing without end."""

import os
import shutil
from pathlib import Path

LARGEST = 10 << 20  # bytes
KEPT = 3  # older ones of each


def rotate_logs(folder: Path, largest: int = LARGEST) -> None:
    """Put aside each log in ``folder`` that has grown past ``largest`` bytes."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > largest:
            _rotate(log)


def _rotate(log: Path) -> None:
    """Copy a log to ``<name>.log.1``, what was there to ``.2``, and so on, and empty it.

    Its part holds it open, to append to it, so it is emptied and not replaced: a line that is
    written in that very moment is lost.
    """
    for number in range(KEPT - 1, 0, -1):
        older = _older(log, number)
        if older.exists():
            older.replace(_older(log, number + 1))
    shutil.copyfile(log, _older(log, 1))
    os.truncate(log, 0)


def _older(log: Path, number: int) -> Path:
    return log.with_name(f"{log.name}.{number}")
