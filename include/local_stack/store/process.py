"""The S3 server's process: started closed, stopped, and purged of what was deleted."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from local_stack.store.forgetting import forget_deleted, mend_broken_off
from local_stack.store.inner_ports import refuse_open_ports
from local_stack.store.weed import CONFIG, INSIDE, OPTIONS
from visit_exchange.errors import UserError

HERE = "127.0.0.1"
STARTS_WITHIN = 60.0
STOPS_WITHIN = 20.0
WEED = Path(sys.executable).with_name("weed")


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


def _is_well(port: int) -> bool:
    try:
        answer = httpx.get(f"http://{HERE}:{port}/healthz", timeout=5, trust_env=False)
    except httpx.TransportError:
        return False
    return answer.is_success
