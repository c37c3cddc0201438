"""Workers that stay warm, and what they took."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
VENVS = ROOT / ".local" / "bench"


@dataclass(frozen=True)
class Taken:
    """Seconds of one run, of the processor's with its children's, and how many faults it found."""

    seconds: float
    processor: float
    found: int


class Worker:
    """A process that runs parts one after another, as an Airflow worker or a desk would."""

    def __init__(self, script: str, *args: str, venv: Path = ROOT / ".venv") -> None:
        command = [str(venv / "bin" / "python"), str(HERE / script), *args]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=own_environment()
        )
        self.pid = self._process.pid

    def run(self, part: str, file: Path) -> Taken:
        """Return what one run took; RuntimeError when the part fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"part": part, "file": str(file)}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{part} ended without an answer")
        return Taken(**json.loads(line))

    def stop(self) -> None:
        self._process.communicate()


def own_environment() -> dict[str, str]:
    """Return what a process of the project needs: its packages, and the makers of the tests."""
    return {
        "PYTHONPATH": f"{ROOT / 'include'}:{ROOT / 'tests' / 'support'}",
        "PATH": "/usr/bin:/bin",
    }


def own() -> Worker:
    return Worker("own_parts.py")


def peer(name: str, *args: str) -> Worker:
    if not (VENVS / name).exists():
        sys.exit("The peers are not installed. Run: make bench")
    return Worker(f"peer_{name}.py", *args, venv=VENVS / name)
