"""What the tests need besides the pinned packages: made ready before them, or named at once.

`make test` runs it with the bare Python of the machine, so it imports nothing but what that has. As
root on Debian it installs what is missing; for everybody else it says in one sentence what is.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """A Debian package, and the programs or the shared library that show that it is there.

    One program of ``any_of`` is enough.
    """

    package: str
    any_of: tuple[str, ...] = ()
    library: str = ""


NEEDS = (
    Need("chromium", ("chromium", "chromium-browser")),
    Need("clamav-daemon", ("clamd",)),
    Need("ghostscript", ("gs",)),
    Need("libmagic1", library="libmagic.so.1"),
    Need("libreoffice-calc", ("localc",)),
    Need("libreoffice-draw", ("lodraw",)),
    Need("libreoffice-impress", ("loimpress",)),
    Need("libreoffice-writer", ("lowriter",)),
    Need("poppler-utils", ("pdftotext",)),
    Need("qpdf", ("qpdf",)),
    Need("redis-server", ("redis-server", "valkey-server")),
    Need("tesseract-ocr", ("tesseract",)),
)
# Servers lie where only the administrator's PATH looks.
PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))


class NotReady(Exception):
    """Something is missing and cannot be installed; says so to the person who runs the tests."""


def is_there(need: Need) -> bool:
    """Say whether this machine has what shows that a package is there."""
    if need.library:
        return _loads(need.library)
    return any(map(_is_program, need.any_of))


def prepare(
    needs: Sequence[Need],
    *,
    has: Callable[[Need], bool],
    install: Callable[[Sequence[str]], None] | None,
) -> list[str]:
    """Install what is missing; return the packages. NotReady names all that is still missing.

    ``install`` takes the packages' names; None where nothing may be installed.
    """
    packages = [need.package for need in needs if not has(need)]
    if packages and install is None:
        raise NotReady(_sentence(packages))
    if packages and install is not None:
        install(packages)
        _refuse_missing([need.package for need in needs if not has(need)])
    return packages


def apt_get(packages: Sequence[str]) -> None:
    """Install Debian packages; NotReady with the last words of apt-get when it fails."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ("install", "--quiet", "--yes", "--no-install-recommends")
    for words in (("update", "--quiet"), (*options, *packages)):
        done = subprocess.run(
            ("apt-get", *words), env=variables, capture_output=True, text=True, check=False
        )
        if done.returncode:
            told = (done.stderr or done.stdout).strip().splitlines()[-3:]
            raise NotReady("\n".join([_sentence(packages), "apt-get failed:", *told]))


def may_install() -> bool:
    """Say whether Debian packages can be installed here, by us."""
    return os.geteuid() == 0 and shutil.which("apt-get", path=PATH) is not None


def main() -> None:
    """Make this machine ready, or end with 1 and the sentence."""
    missing = [need.package for need in NEEDS if not is_there(need)]
    if missing and may_install():
        sys.stdout.write(f"Installing what the tests need: {', '.join(missing)} …\n")
        sys.stdout.flush()
    try:
        prepare(NEEDS, has=is_there, install=apt_get if may_install() else None)
    except NotReady as told:
        raise SystemExit(str(told)) from None


def _refuse_missing(packages: list[str]) -> None:
    if packages:
        raise NotReady(_sentence(packages))


def _sentence(packages: Sequence[str]) -> str:
    return (
        f"The tests need {', '.join(packages)}, which this machine does not have: as root, run "
        f"apt-get install --no-install-recommends {' '.join(packages)}"
    )


def _is_program(name: str) -> bool:
    if name == "chromium" and _playwrights_own():
        return True
    return shutil.which(name, path=PATH) is not None


def _playwrights_own() -> bool:
    """Say whether Playwright has brought a Chromium, which the tests take as well."""
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    browsers = Path(chosen) if chosen else Path.home() / ".cache" / "ms-playwright"
    return any(browsers.glob("chromium*"))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
