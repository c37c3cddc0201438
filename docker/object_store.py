"""Starts the S3 server in its container, with the users and rights of the local stack."""

import os
from pathlib import Path

from local_stack.secret_values import STORE_USERS
from local_stack.weed import OPTIONS, prepare

DATA = Path("/var/lib/store/data")
RUN = Path("/tmp/store")  # noqa: S108  (the container's own, in memory)
HERE = ("-ip=127.0.0.1", "-ip.bind=0.0.0.0", "-s3.port=8333")


def main() -> None:
    """Write the server's files, which hold secrets, into memory and become the server."""
    os.umask(0o077)
    keys = {user: os.environ[f"S3_{user.upper()}_KEY"] for user in STORE_USERS}
    config = prepare(DATA, RUN, keys)
    os.chdir(RUN)  # where the server looks for security.toml
    origin = f"-s3.allowedOrigins={os.environ['S3_ALLOWED_ORIGIN']}"
    command = ("weed", "mini", f"-dir={DATA}", f"-s3.config={config}", *HERE, *OPTIONS, origin)
    os.execvp("weed", command)  # noqa: S606  (this process becomes the server)


if __name__ == "__main__":
    main()
