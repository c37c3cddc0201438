"""``visit-exchange backup`` and ``restore``: all that the exchange keeps, as of one instant."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.errors import UserError
from visit_exchange.journey.backing_up.backup import back_up
from visit_exchange.journey.backing_up.manifest import Manifest
from visit_exchange.journey.backing_up.restore import Restored
from visit_exchange.journey.backing_up.restore import restore as lay_back
from visit_exchange.journey.backing_up.tombstones import Tombstones, read_certificates
from visit_exchange.services.backing_up.powers import Powers, powers
from visit_exchange.services.outside import outside

Folder = Annotated[Path, typer.Argument(help="The backup's folder.")]


def backup(
    folder: Folder,
    wrapping_key_to: Annotated[
        Path | None,
        typer.Option(help="A file elsewhere that the wrapping key is copied to: never beside it."),
    ] = None,
) -> None:
    """Back up databases, key ring and store into a new folder, while everything runs."""
    if wrapping_key_to:
        _refuse_beside(folder, wrapping_key_to)
    made = back_up(outside(), _powers(), folder)
    typer.echo(f"{folder}: as of {made.at:%Y-%m-%d %H:%M:%S} UTC. {_counts(made)}.")
    if wrapping_key_to:
        _copy_wrapping_key(wrapping_key_to)
        typer.echo(f"The wrapping key is in {wrapping_key_to}. Keep it apart from the backup.")
    else:
        typer.echo("The wrapping key is not in it. Without it the backup's keys open nothing.")


def restore(
    folder: Folder,
    certificates: Annotated[
        Path | None,
        typer.Option(help="A folder with the certificates (.json) that were mailed since."),
    ] = None,
    key_destroyed: Annotated[
        list[str] | None,
        typer.Option(help="A visit whose key was destroyed since, without a certificate of it."),
    ] = None,
    nothing_destroyed: Annotated[
        bool, typer.Option("--nothing-destroyed", help="Nothing was destroyed since the backup.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Lay a backup back into empty databases, buckets and key ring, with Airflow stopped."""
    gone = _tombstones(certificates, key_destroyed or (), nothing=nothing_destroyed)
    ask_first(_what_happens(folder, gone), yes=yes)
    done = lay_back(outside(), _powers(), folder, gone)
    for line in _told(done):
        typer.echo(line)
    if done.faults:
        raise typer.Exit(1)


def _powers() -> Powers:
    return powers(outside().settings, outside().keys)


def _tombstones(
    certificates: Path | None, keys: "list[str] | tuple[()]", *, nothing: bool
) -> Tombstones:
    """Return what was destroyed since, as it must be said: silence is no answer."""
    if nothing == bool(certificates or keys):
        raise UserError(
            "Say what was destroyed since the backup: --certificates FOLDER with the certificates "
            "that were mailed to the data team, --key-destroyed VISIT for each further key, or "
            "--nothing-destroyed. Else what was destroyed would come back"
        )
    if certificates and not certificates.is_dir():
        raise UserError(f"{certificates} must be a folder with certificates")
    found = read_certificates(certificates.glob("*.json")) if certificates else ()
    if certificates and not found:
        raise UserError(f"{certificates} has no certificate (.json)")
    return Tombstones(found, frozenset(keys))


def _what_happens(folder: Path, gone: Tombstones) -> list[str]:
    destroyed = [
        f"What {len(gone.certificates)} certificates say was destroyed does not come back.",
        f"Keys that do not come back: {', '.join(sorted(gone.keys)) or 'none'}.",
    ]
    return [f"{folder} is laid into empty databases, buckets and key ring.", *destroyed]


def _told(done: Restored) -> list[str]:
    made = done.manifest
    lines = [
        f"Restored as of {made.at:%Y-%m-%d %H:%M:%S} UTC: {done.laid} versions in the store, "
        f"{done.left_out} left out, {done.received} uploads received that came later.",
        *(f"The key of {visit} stays destroyed." for visit in done.buried),
        *(f"New credentials of {who} for {visit}: hand them over." for visit, who in done.issued),
        *(f"The audit is not as it was: {fault}." for fault in done.faults),
    ]
    return [*lines, "Start Airflow's parts now. Then: visit-exchange keys check, health"]


def _counts(made: Manifest) -> str:
    rows = sum(made.register.rows.values()), sum(made.airflow.rows.values())
    return (
        f"{rows[0]} rows of the register, {rows[1]} of Airflow, {made.keys} files of the key ring, "
        f"{made.objects} versions in the store ({made.size / 1e6:.1f} MB)"
    )


def _refuse_beside(folder: Path, wrapping_key: Path) -> None:
    if folder.resolve().parent in wrapping_key.resolve().parents:
        raise UserError(
            "The wrapping key must lie elsewhere than the backup: together the two open everything"
        )
    if wrapping_key.exists():
        raise UserError(f"{wrapping_key} is there already")


def _copy_wrapping_key(to: Path) -> None:
    source = outside().settings.wrapping_key
    if source is None:
        raise UserError("The wrapping key is not in a file of ours. Back it up where it is kept")
    to.touch(mode=0o600)
    shutil.copyfile(source, to)
