"""The Docker engine of a trial, and its images: a registry's, or stand-ins of them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
WITHOUT_DOCKER = "This needs Docker, and this machine has no command docker. Install Docker first."
WITHOUT_COMPOSE = (
    "This needs Docker Compose 2, and docker has no such plugin here. Install it first."
)
WITHOUT_ENGINE = "This needs a Docker engine, and none answers here. Start one, or set DOCKER_HOST."


def works(*command: str) -> bool:
    """Return whether a command ends well; what it says is not shown."""
    return subprocess.run(command, cwd=REPOSITORY, check=False, capture_output=True).returncode == 0


def why_not(works: Callable[..., bool] = works) -> str:
    """Return why nothing can be tried out here, in a sentence; empty when it can."""
    if shutil.which("docker") is None:
        return WITHOUT_DOCKER
    if not works("docker", "compose", "version"):
        return WITHOUT_COMPOSE
    return "" if works("docker", "version") else WITHOUT_ENGINE


def our_image() -> str:
    """Return the name under which Compose starts our own image."""
    return _first(r"image: (visit-exchange:\S+)", "docker-compose.yaml")


def python_image() -> str:
    """Return the base of our own image."""
    return os.environ.get("PYTHON_IMAGE") or _first(r"ARG PYTHON_IMAGE=(\S+)", "Dockerfile")


def provide(image: str) -> None:
    """See that an image is there: by itself, from a registry, or as a stand-in."""
    if works("docker", "image", "inspect", image) or works("docker", "pull", "--quiet", image):
        return
    say(f"No registry gives {image}, so a stand-in is built from Debian packages")
    run("docker/stand_ins/build.sh", image)


def build() -> float:
    """Build our image; return its size in GB."""
    base = f"PYTHON_IMAGE={python_image()}"
    run("docker", "build", "--quiet", "--build-arg", base, "--network=host", "-t", our_image(), ".")
    [size] = told("docker", "image", "inspect", "--format", "{{.Size}}", our_image())
    return int(size) / 1e9


def told(*command: str) -> list[str]:
    """Return the words that a command tells; CalledProcessError when it fails."""
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    return done.stdout.split()


def run(*command: str) -> None:
    """Run a command of the repository; SystemExit when it fails."""
    # Where docker has no buildx, the builder of old does it.
    builder = {} if works("docker", "buildx", "version") else {"DOCKER_BUILDKIT": "0"}
    done = subprocess.run(command, cwd=REPOSITORY, env=os.environ | builder, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:2])} failed. Its own lines above say why.")


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def _first(pattern: str, file: str) -> str:
    [found] = re.findall(pattern, (REPOSITORY / file).read_text(encoding="utf-8"))[:1]
    return str(found)
