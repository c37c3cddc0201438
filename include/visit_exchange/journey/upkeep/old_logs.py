"""Removes old files from the folder of Airflow's logs, but not those of visits that go on."""

import logging
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from visit_exchange.journey.upkeep.old_runs import kept_since, runs_to_keep
from visit_exchange.journey.upkeep.seen import VISIT

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)


def remove_old_logs(outside: "Outside", folder: str) -> int:
    """Remove what is old of the logs that lie in ``folder``; return how many files went."""
    keep = runs_to_keep(outside.register.visits())
    removed = remove_old_files(Path(folder), keep, kept_since(outside))
    log.info("Log files removed: %d", removed)
    return removed


def remove_old_files(folder: Path, keep: Collection[str], before: datetime) -> int:
    """Remove each file last written before an instant, and folders that are left empty.

    What lies in the folder of a run of ``visit`` that is in ``keep`` stays.
    """
    kept = {folder / f"dag_id={VISIT}" / f"run_id={run}" for run in keep}
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):  # what is in a folder before the folder
        if not kept.isdisjoint(path.parents) or path in kept:
            continue
        if path.is_dir() and not path.is_symlink():
            _remove_if_empty(path)
        elif datetime.fromtimestamp(path.lstat().st_mtime, UTC) < before:
            path.unlink()
            removed += 1
    return removed


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
