"""Where the servers of a test session keep their data."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

IN_MEMORY = Path("/dev/shm")  # noqa: S108  the file system that Linux keeps in memory
ROOM = 8 << 30  # bytes: a session's servers take up to five thousand million


@contextmanager
def quick_folder(name: str) -> Iterator[Path]:
    """Give a folder that is gone afterwards: in memory where there is room, since it is no loss.

    It is not below pytest's own folder: another session would close that to PostgreSQL's user.
    """
    with TemporaryDirectory(prefix=f"{name}-", dir=_where(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _where() -> Path | None:
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM:
        return IN_MEMORY
    return None
