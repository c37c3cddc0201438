"""Prints a fresh secret for each one that docker-compose.yaml asks for: `> .env`, once."""

import re
import secrets
import sys
from pathlib import Path

from cryptography.fernet import Fernet

COMPOSE = Path(__file__).parents[1] / "docker-compose.yaml"
REQUIRED = re.compile(r"\$\{(\w+):\?")


def new_secret(name: str) -> str:
    """Return a secret that stands in a URL as it is; a Fernet key has a form of its own.

    Its 64 bytes are what SHA-512 asks of a key: Airflow signs the tokens of tasks so.
    """
    return Fernet.generate_key().decode() if "FERNET" in name else secrets.token_hex(32)


def main() -> None:
    """Print one line a secret, in the order of the alphabet."""
    names = sorted(set(REQUIRED.findall(COMPOSE.read_text(encoding="utf-8"))))
    sys.stdout.writelines(f"{name}={new_secret(name)}\n" for name in names)


if __name__ == "__main__":
    main()
