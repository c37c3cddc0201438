"""`make containers`: builds the image, brings all of it up, rehearses a visit, takes it down.

What it brings up has a name, ports, volumes and secrets of its own, beside whatever else runs here.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine import REPOSITORY, build, our_image, provide, python_image, say, told, why_not

PROJECT = "visit-exchange-trial"
UP_WITHIN = 900  # seconds; the first signatures of clamd take minutes to come


@dataclass(frozen=True)
class Trial:
    """One trial, which has its secrets and its ports from a file."""

    variables: Path

    def compose(self, *words: str, reads: str = "") -> int:
        """Run a command of Compose, with ``reads`` as what it reads; return its exit code."""
        return subprocess.run(
            self._command(*words), cwd=REPOSITORY, input=reads.encode(), check=False
        ).returncode

    def ask(self, *words: str) -> list[str]:
        """Return the words that a command of Compose tells."""
        return told(*self._command(*words))

    def images(self) -> list[str]:
        """Return the names of the images that are not ours."""
        return sorted(set(self.ask("config", "--images")) - {our_image()})

    def secret(self, name: str) -> str:
        """Return one of the trial's secrets."""
        [found] = re.findall(rf"^{name}=(.*)$", self.variables.read_text(encoding="utf-8"), re.M)
        return str(found)

    def _command(self, *words: str) -> tuple[str, ...]:
        project = ("--project-name", PROJECT, "--env-file", str(self.variables))
        return ("docker", "compose", *project, *words)


def write_variables(path: Path) -> None:
    """Write secrets for one trial, and ports that are free now, for their owner alone to read."""
    made = subprocess.run(
        (sys.executable, REPOSITORY / "docker" / "make_secrets.py"), check=True, capture_output=True
    )
    ports = "".join(f"{name}={_free_port()}\n" for name in ("AIRFLOW_PORT", "S3_PORT"))
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made.stdout.decode() + ports)


def try_out(trial: Trial, framework: str) -> bool:
    """Bring everything up, rehearse a visit, and take it down; return whether all went well."""
    try:
        up = ("up", "--detach", "--no-build", "--wait", f"--wait-timeout={UP_WITHIN}")
        return all(
            _timed(name, act)
            for name, act in (
                ("up", lambda: trial.compose(*up)),
                ("shut in", lambda: _shut_in(trial, "worker")),
                ("rehearsed", lambda: _rehearse(trial, framework)),
            )
        )
    finally:
        _timed("down", lambda: trial.compose("down", "--volumes", "--timeout", "60"))


def _shut_in(trial: Trial, part: str) -> int:
    """Return 0 when the engine lets a part reach nobody but those on its own networks."""
    networks = "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}"
    own = told("docker", "inspect", "--format", networks, *trial.ask("ps", "--quiet", part))
    inspect = ("docker", "network", "inspect", "--format", "{{.Internal}}")
    return 0 if set(told(*inspect, *own)) == {"true"} else 1


def _rehearse(trial: Trial, framework: str) -> int:
    # By standard input: on a command line everybody could read it.
    password = trial.secret("AIRFLOW_INSPECTOR_PASSWORD")
    words = ("exec", "-T", "worker", "python", "docker/rehearse.py", framework)
    return trial.compose(*words, reads=password)


def _timed(name: str, act: Callable[[], int]) -> bool:
    """Do what returns an exit code; tell how long it took, and return whether it went well."""
    began = time.monotonic()
    code = act()
    say(f"{name}: {'done' if code == 0 else f'failed ({code})'}, {time.monotonic() - began:.0f} s")
    return code == 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def main() -> None:
    """Try out the kind of visit that the command line names."""
    os.umask(0o077)
    if refusal := why_not():
        raise SystemExit(refusal)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder) / "variables")
        write_variables(trial.variables)
        for image in (python_image(), *trial.images()):
            provide(image)
        say(f"{our_image()} has {build():.2f} GB")
        try:
            went_well = try_out(trial, sys.argv[1])
        except KeyboardInterrupt:  # it has been taken down by then
            raise SystemExit(130) from None
    raise SystemExit(0 if went_well else 1)


if __name__ == "__main__":
    main()
