"""How the embedded S3 server is started, on this machine and in its container alike."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from local_stack.secret_values import write_private
from local_stack.store.certificates import make_certificates
from local_stack.store.identities import identities

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
    # The pages of the inner parts: one of the master's destroyed a bucket for whoever asked.
    "-disableHttp",
    # Its own log of what became of which file names is encrypted, with keys that die in a purge.
    "-filer.encryptVolumeData",
)
CONFIG = "s3.json"
# The inner ports, in the order in which they follow each other.
INSIDE = (
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
_PARTS = ("master", "volume", "filer", "s3", "client", "admin", "worker", "msg_broker", "mq")
_PAGES = ("master", "volume", "filer", "admin")
_CLOSED = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")


def prepare(data: Path, run: Path, keys: Mapping[str, str]) -> Path:
    """Write the server's files, which hold secrets; return its configuration of S3.

    ``run`` must be where the server is started: it reads ``security.toml`` there. ``keys`` has a
    secret key for each user.
    """
    for folder in (data, run, run / "tls"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / "mini.options").unlink(missing_ok=True)  # it would outlive our options
    config = run / CONFIG
    write_private(config, json.dumps(identities(keys), indent=1))
    make_certificates(run / "tls")
    write_private(run / "security.toml", _security(run / "tls"))
    return config


def _security(tls: Path) -> str:
    """Return what closes the inner ports: keys for HTTP, certificates for gRPC.

    Both are new at every start, for no client needs them but the server itself.
    """
    keys = "".join(
        f'[{section}]\nkey = "{secrets.token_hex(32)}"\nexpires_after_seconds = 10\n'
        for section in _CLOSED
    )
    own = f'cert = "{tls / "own.crt"}"\nkey = "{tls / "own.key"}"\n'
    authority = f'ca = "{tls / "ca.crt"}"\n'
    mutual = f"[grpc]\n{authority}" + "".join(f"[grpc.{part}]\n{own}" for part in _PARTS)
    mutual += f"[https.client]\nenabled = true\n{own}{authority}"
    mutual += "".join(f"[https.{part}]\n{own}{authority}" for part in _PAGES)
    return f"{keys}{mutual}[filer.expose_directory_metadata]\nenabled = false\n"
