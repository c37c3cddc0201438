"""Starts the S3 server in its container, with the users and rights of the local stack."""

import os
from pathlib import Path

from local_stack.secret_values import STORE_USERS
from local_stack.store.server import main
from local_stack.store.weed import prepare

DATA = Path("/var/lib/store/data")
RUN = Path("/tmp/store")  # noqa: S108  (the container's own, in memory)
PORT = 8333
FIRST_INSIDE = 18340


def start() -> None:
    """Write the server's files, which hold secrets, into memory and run the server."""
    os.umask(0o077)
    prepare(DATA, RUN, {user: os.environ.pop(f"S3_{user.upper()}_KEY") for user in STORE_USERS})
    main(
        (
            f"--data={DATA}",
            f"--run={RUN}",
            "--bind=0.0.0.0",
            f"--port={PORT}",
            f"--first-inside={FIRST_INSIDE}",
            f"-s3.allowedOrigins={os.environ['S3_ALLOWED_ORIGIN']}",
        )
    )


if __name__ == "__main__":
    start()
