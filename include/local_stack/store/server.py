"""Runs the S3 server: started closed, and made to forget for good what was deleted.

``python -m local_stack.store.server`` is the part ``s3``, here and in its container. It ends when
the server ends, and lets nothing run that answers a stranger.
"""

import argparse
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from botocore.exceptions import BotoCoreError, ClientError

from local_stack.secret_values import access_key
from local_stack.store.process import HERE, Place, Server
from local_stack.store.weed import CONFIG
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.services.destroying import StoredVersion, destroy_versions
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.purging import purges_asked

log = logging.getLogger("store")

REGION = "eu-west-2"
LOOK = 2.0  # seconds between two looks at whether a purge is asked for
AFTER_FAILURE = 60.0  # seconds before a purge that failed is tried again
NOT_NOW = (ClientError, BotoCoreError, UserError, OSError, subprocess.SubprocessError)


def serve(place: Place) -> int:
    """Run the server until it ends or we are told to stop; return its exit code."""
    server = Server(place)
    signal.signal(signal.SIGTERM, _leave)
    try:
        server.start()
        admin = _administrator(place)
        while server.ended is None:
            time.sleep(LOOK)
            _purge_when_asked(server, admin)
        return server.ended or 1
    finally:
        server.stop()


def _purge_when_asked(server: Server, admin: ObjectStore) -> None:
    asked = _asked(admin)
    if not asked:
        return
    try:
        server.purge()
        destroy_versions(admin, asked)
        log.info("purged what was deleted")
    except NOT_NOW as error:
        log.error("The purge failed (%s) and is tried again", type(error).__name__)
        if server.ended is not None:
            raise
        time.sleep(AFTER_FAILURE)


def _asked(admin: ObjectStore) -> tuple[StoredVersion, ...]:
    try:
        return purges_asked(admin)
    except (ClientError, BotoCoreError):
        return ()  # before the buckets are made, and while the server is busy


def _administrator(place: Place) -> ObjectStore:
    known = json.loads((place.run / CONFIG).read_text())["identities"]
    [own] = [each for each in known if each["name"] == "admin"]
    client = connect(
        f"http://{HERE}:{place.port}",
        REGION,
        access_key("admin"),
        own["credentials"][0]["secretKey"],
    )
    return ObjectStore(client, {bucket: bucket.value for bucket in Bucket})


def _leave(signum: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def main(words: Sequence[str] | None = None) -> None:
    """Serve the place that the command line tells of; what it does not know is the server's."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    os.umask(0o077)
    asked = argparse.ArgumentParser()
    for name in ("data", "run"):
        asked.add_argument(f"--{name}", type=Path, required=True)
    asked.add_argument("--bind", default=HERE)
    for name in ("port", "first-inside"):
        asked.add_argument(f"--{name}", type=int, required=True)
    given, further = asked.parse_known_args(words)
    place = Place(given.data, given.run, given.bind, given.port, given.first_inside, tuple(further))
    try:
        raise SystemExit(serve(place))
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
