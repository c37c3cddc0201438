"""Starts the S3 server in its container, with the users and rights of the local stack."""

import json
import os
import secrets
from pathlib import Path

from local_stack.secret_values import STORE_USERS, write_private
from local_stack.store_identities import identities

DATA = Path("/var/lib/store/data")
RUN = Path("/tmp/store")  # noqa: S108  (the container's own, in memory)
OPTIONS = (
    "-ip=127.0.0.1",
    "-ip.bind=0.0.0.0",
    "-s3.port=8333",
    "-master.telemetry=false",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-filer.disableDirListing",
    "-s3.iam.readOnly=true",
    "-s3.autoCreateBucket=false",
    "-s3.allowDeleteBucketNotEmpty=false",
    "-s3.allowedOrigins=http://127.0.0.1:18080",
)
CLOSED = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")


def main() -> None:
    """Write the server's files, which hold secrets, into memory and become the server."""
    os.umask(0o077)
    for folder in (DATA, RUN):
        folder.mkdir(parents=True, exist_ok=True)
    (DATA / "mini.options").unlink(missing_ok=True)  # it would outlive our options
    keys = {user: os.environ[f"S3_{user.upper()}_KEY"] for user in STORE_USERS}
    write_private(RUN / "s3.json", json.dumps(identities(keys)))
    write_private(RUN / "security.toml", _closed())
    os.chdir(RUN)  # where the server looks for security.toml
    os.execvp("weed", ("weed", "mini", f"-dir={DATA}", f"-s3.config={RUN / 's3.json'}", *OPTIONS))  # noqa: S606


def _closed() -> str:
    """Return keys that close the inner HTTP ports; new at every start, for no client needs them."""
    return "".join(
        f'[{part}]\nkey = "{secrets.token_hex(32)}"\nexpires_after_seconds = 10\n'
        for part in CLOSED
    )


if __name__ == "__main__":
    main()
