"""How the embedded S3 server is started, on this machine and in its container alike."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from local_stack.secret_values import write_private
from local_stack.store_identities import identities

# The server's own defaults are open: it would report home, serve other protocols, and make a bucket
# for whoever names one. IAM can be written to, by those whom it lets: that is how the credentials
# of a visit are issued.
OPTIONS = (
    "-master.telemetry=false",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-filer.disableDirListing",
    "-s3.iam.readOnly=false",
    "-s3.autoCreateBucket=false",
    "-s3.allowDeleteBucketNotEmpty=false",
)
_CLOSED = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")


def prepare(data: Path, run: Path, keys: Mapping[str, str]) -> Path:
    """Write the server's files, which hold secrets; return its configuration of S3.

    ``run`` must be where the server is started: it reads ``security.toml`` there. ``keys`` has a
    secret key for each user.
    """
    for folder in (data, run):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / "mini.options").unlink(missing_ok=True)  # it would outlive our options
    config = run / "s3.json"
    write_private(config, json.dumps(identities(keys), indent=1))
    write_private(run / "security.toml", _security())
    return config


def _security() -> str:
    """Return keys that close the inner HTTP ports; new at every start, for no client needs them."""
    keys = "".join(
        f'[{section}]\nkey = "{secrets.token_hex(32)}"\nexpires_after_seconds = 10\n'
        for section in _CLOSED
    )
    return f"{keys}[filer.expose_directory_metadata]\nenabled = false\n"
