"""Runs the S3 server: started closed, and made to forget for good what was deleted.

``python -m local_stack.store_server`` is the part ``s3``, here and in its container. It ends when
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
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

import httpx
from botocore.exceptions import BotoCoreError, ClientError

from local_stack.forgetting import forget_deleted, mend_broken_off
from local_stack.inner_ports import refuse_open_ports
from local_stack.secret_values import access_key
from local_stack.weed import CONFIG, INSIDE, OPTIONS
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.services.destroying import StoredVersion, destroy_versions
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.purging import purges_asked

log = logging.getLogger("store")

HERE = "127.0.0.1"
REGION = "eu-west-2"
LOOK = 2.0  # seconds between two looks at whether a purge is asked for
STARTS_WITHIN = 60.0
STOPS_WITHIN = 20.0
AFTER_FAILURE = 60.0  # seconds before a purge that failed is tried again
NOT_NOW = (ClientError, BotoCoreError, UserError, OSError, subprocess.SubprocessError)


@dataclass(frozen=True)
class Place:
    """Where the server keeps its data, where it runs, and at which ports it listens."""

    data: Path
    run: Path
    bind: str
    port: int
    first_inside: int
    further: tuple[str, ...]

    @property
    def inside(self) -> dict[str, int]:
        """The inner ports by the server's own names for them."""
        return {name: self.first_inside + n for n, name in enumerate(INSIDE)}

    @property
    def command(self) -> tuple[str, ...]:
        return (
            str(WEED),
            "mini",
            f"-dir={self.data}",
            f"-ip={HERE}",
            f"-ip.bind={self.bind}",
            f"-s3.port={self.port}",
            *(f"-{name}={port}" for name, port in self.inside.items()),
            f"-s3.config={self.run / CONFIG}",
            f"-s3.localSocket={self.run / 's3.sock'}",
            f"-filer.localSocket={self.run / 'filer.sock'}",
            *OPTIONS,
            *self.further,
        )


WEED = Path(sys.executable).with_name("weed")


class Server:
    """The running server; started, stopped and purged as a whole."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and see that it is closed; UserError, and it does not run, when it is not."""
        mend_broken_off(self.place.data)
        self._process = subprocess.Popen(
            self.place.command, cwd=self.place.run, stdin=subprocess.DEVNULL
        )
        try:
            self._wait_until_it_answers()
            refuse_open_ports(HERE, self.place.inside.values())
        except UserError:
            self.stop()
            raise

    def stop(self) -> None:
        """Let it write down what it has in mind, and end it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    @property
    def ended(self) -> int | None:
        """The code that it ended with; None while it runs."""
        return self._process.poll() if self._process else None

    def purge(self) -> None:
        """Forget for good what was deleted: its records, and what they were the keys to."""
        self.stop()
        forget_deleted(self.place.data)
        self.start()
        self._vacuum()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not _is_well(self.place.port):
            if self.ended is not None or time.monotonic() > deadline:
                raise UserError("The S3 server did not start. Its own lines above say why")
            time.sleep(0.1)

    def _vacuum(self) -> None:
        """Take deleted content out of the volumes. What is left there has lost its keys anyway."""
        inside = self.place.inside
        master = f"{HERE}:{inside['master.port']}.{inside['master.port.grpc']}"
        filer = f"{HERE}:{inside['filer.port']}.{inside['filer.port.grpc']}"
        subprocess.run(
            (str(WEED), "shell", f"-master={master}", f"-filer={filer}"),
            input="lock\nvolume.vacuum -garbageThreshold=0\nunlock\nexit\n",
            cwd=self.place.run,  # its certificate is found by the security.toml there
            stdout=subprocess.DEVNULL,
            text=True,
            timeout=120,
            check=True,
        )


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


def _is_well(port: int) -> bool:
    try:
        answer = httpx.get(f"http://{HERE}:{port}/healthz", timeout=5, trust_env=False)
    except httpx.TransportError:
        return False
    return answer.is_success


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
