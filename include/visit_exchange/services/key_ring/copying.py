"""The key ring in a backup: sealed keys as they lie, and never what opens them."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from visit_exchange.errors import UserError
from visit_exchange.services.key_ring.ring import DESTROYED, PLAIN, SEALED, KeyRing
from visit_exchange.services.key_ring.rotation import list_keys
from visit_exchange.services.key_ring.whole_files import locked, write_whole


def keep_ring(ring: KeyRing, folder: Path, copy: Path) -> int:
    """Copy what lies in the ring's ``folder``; return how many files. Nobody rotates meanwhile."""
    ring.seal_plain()
    copy.mkdir(mode=0o700)
    with locked(folder, alone=False):
        files = [each for each in _files(folder) if each.suffix != PLAIN]
        for file in files:
            place = copy / file.relative_to(folder)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # destroyed at this moment
                shutil.copyfile(file, place)
                place.chmod(0o600)
    return len(files)


def lay_ring(copy: Path, folder: Path, gone: Collection[str]) -> int:
    """Lay a copy into the ring's ``folder``, without the keys that are ``gone`` (by visit).

    For those a mark is left, so that they are never made again. Return how many files were laid.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = [each for each in _files(copy) if _visit(each.relative_to(copy)) not in gone]
    for file in files:
        place = folder / file.relative_to(copy)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(place, file.read_bytes(), replace=True)
    for visit in gone:
        (folder / f"{visit}{DESTROYED}").touch(mode=0o600)
    return len(files)


def refuse_keys_that_do_not_open(ring: KeyRing) -> None:
    """Raise UserError unless the wrapping key at hand opens every key of a copied ring."""
    faults = [key.fault for key in list_keys(ring) if key.fault]
    if faults:
        raise UserError(
            f"The wrapping key here does not open the backup's keys ({faults[0]}). First put the "
            "one that sealed them in its place, from where you keep it"
        )


def holds_keys(folder: Path, besides: str) -> bool:
    """Say whether a ring has a key of anything but ``besides``."""
    found = _files(folder) if folder.exists() else ()
    return any(each.suffix in (SEALED, PLAIN) and each.stem != besides for each in found)


def _files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            yield file


def _visit(path: Path) -> str:
    """Return the visit that a file of the ring is about: by its name, or by its folder's."""
    return path.parent.name or path.stem
