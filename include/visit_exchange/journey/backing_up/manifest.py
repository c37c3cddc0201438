"""What a backup says of itself, by which a restore sees that it is whole."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from visit_exchange.errors import UserError
from visit_exchange.services.backing_up.tables import TablesKept
from visit_exchange.services.backing_up.versions import CONTENT

NAME = "backup.json"
FORM = 1
AIRFLOW, REGISTER, KEY_RING, STORE = "airflow", "register", "key-ring", "store"


@dataclass(frozen=True)
class Manifest:
    """A backup: the databases, how much of the rest, the audit's end, and every file's SHA-256."""

    release: str
    airflow: TablesKept
    register: TablesKept
    keys: int
    objects: int
    size: int
    audit_head: str
    files: dict[str, str]

    @property
    def at(self) -> datetime:
        """The instant that the backup stands for: that of the register's copy."""
        return self.register.at


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it beside what it speaks of, last of all."""
    told = {"form": FORM, **asdict(manifest)}
    text = json.dumps(told, indent=1, default=datetime.isoformat)
    (folder / NAME).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return what a backup says of itself; UserError when it is none, or not whole."""
    try:
        told: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{folder} is no finished backup: it has no {NAME}") from None
    if told.pop("form") != FORM:
        raise UserError(f"This release cannot read the backup. Install {told['release']}")
    for name in (AIRFLOW, REGISTER):
        kept = told[name]
        told[name] = TablesKept(**kept | {"at": datetime.fromisoformat(kept["at"])})
    manifest = Manifest(**told)
    _refuse_changed(folder, manifest.files)
    return manifest


def this_release() -> str:
    """Return the release that runs."""
    return version("visit-exchange")


def hashes_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 (hex) of each file below a folder, by its place.

    What lies under its own hash is checked by that.
    """
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return {str(each.relative_to(folder)): _hash(each) for each in files if each.name != NAME}


def _refuse_changed(folder: Path, files: dict[str, str]) -> None:
    found = hashes_of(folder)
    bad = sorted(name for name in files.keys() | found.keys() if files.get(name) != found.get(name))
    if bad:
        shown = [f"{STORE}/{CONTENT}/…" if CONTENT in Path(each).parts else each for each in bad]
        raise UserError(
            f"The backup is not whole: {len(bad)} files are missing, changed or strange "
            f"({', '.join(sorted(set(shown))[:3])}). Take another copy of it"
        )


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
