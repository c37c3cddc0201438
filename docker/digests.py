"""Prints a line for `.env` that names each base image by its digest, as it lies on this engine.

``docker compose pull && python docker/digests.py >> .env``: from then on a tag that is moved in the
registry changes nothing here. An image that came from no registry has no digest, and is left out.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
NAMED = re.compile(r"\$\{([A-Z]+_IMAGE):-([^}]+)\}")


def named_images(text: str) -> dict[str, str]:
    """Return what each variable of the compose file names where nobody sets it."""
    return dict(NAMED.findall(text))


def pinned(image: str, repo_digests: list[str]) -> str | None:
    """Return an image with its digest; ``repo_digests`` are ``name@sha256:…``, as Docker tells."""
    name = image.rpartition(":")[0]
    digests = [each.rpartition("@")[2] for each in repo_digests if _is_of(each, name)]
    return f"{image}@{digests[0]}" if digests else None


def _is_of(repo_digest: str, name: str) -> bool:
    told = repo_digest.rpartition("@")[0]
    return told == name or told.endswith(f"/{name}")


def main() -> None:
    """Print what can be pinned."""
    text = (REPOSITORY / "docker-compose.yaml").read_text(encoding="utf-8")
    for variable, image in named_images(text).items():
        ask = ("docker", "image", "inspect", "--format", "{{json .RepoDigests}}", image)
        told = subprocess.run(ask, capture_output=True, check=False).stdout or b"[]"
        if found := pinned(image, json.loads(told)):
            sys.stdout.write(f"{variable}={found}\n")


if __name__ == "__main__":
    main()
