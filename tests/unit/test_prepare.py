"""`make test` where there is only Python: it installs what it needs, or names what is missing."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from prepare import NEEDS, Need, NotReady, is_there, prepare

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tests" / "support" / "prepare.py"
OFFICE = Need("libreoffice-calc", ("localc",))
BROWSER = Need("chromium", ("chromium", "chromium-browser"))


class Machine:
    """A machine with some packages, on which apt-get can install those in ``sources``."""

    def __init__(self, *packages: str, sources: Sequence[str] = ()) -> None:
        self.packages, self.sources = set(packages), set(sources)
        self.asked: list[Sequence[str]] = []

    def has(self, need: Need) -> bool:
        return need.package in self.packages

    def install(self, packages: Sequence[str]) -> None:
        self.asked.append(packages)
        self.packages |= self.sources & set(packages)


def test_nothing_is_done_where_everything_is_there() -> None:
    machine = Machine("libreoffice-calc", "chromium")
    assert prepare((OFFICE, BROWSER), has=machine.has, install=machine.install) == []
    assert machine.asked == []


def test_what_is_missing_is_installed_at_one_go() -> None:
    machine = Machine("qpdf", sources=["libreoffice-calc", "chromium"])
    prepare((OFFICE, BROWSER), has=machine.has, install=machine.install)
    assert machine.asked == [["libreoffice-calc", "chromium"]]


def test_one_sentence_names_all_that_is_missing_where_nothing_may_be_installed() -> None:
    with pytest.raises(NotReady) as told:
        prepare((OFFICE, BROWSER), has=Machine().has, install=None)
    assert str(told.value) == (
        "The tests need libreoffice-calc, chromium, which this machine does not have: as root, run "
        "apt-get install --no-install-recommends libreoffice-calc chromium"
    )


def test_what_is_still_missing_after_installing_is_named() -> None:
    machine = Machine(sources=["chromium"])
    with pytest.raises(NotReady, match=r"^The tests need libreoffice-calc, which"):
        prepare((OFFICE, BROWSER), has=machine.has, install=machine.install)


@pytest.mark.parametrize(
    ("need", "there"),
    [
        (Need("a-shell", ("no-such-program", "sh")), True),
        (Need("nothing", ("no-such-program",)), False),
        (Need("the-c-library", library="libc.so.6"), True),
        (Need("no-library", library="libnosuch.so.1"), False),
    ],
    ids=lambda value: value.package if isinstance(value, Need) else "",
)
def test_a_package_is_known_by_one_of_its_programs_or_its_library(need: Need, there: bool) -> None:
    assert is_there(need) is there


def test_a_person_without_rights_is_told_before_anything_is_installed(tmp_path: Path) -> None:
    """Run as `make test` runs it, on a PATH without apt-get or any other program."""
    done = subprocess.run(
        (sys.executable, "-I", "-c", f"import runpy; s = runpy.run_path({str(SCRIPT)!r}); {BARE}"),
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    [sentence] = done.stderr.strip().splitlines()
    for need in NEEDS:
        assert need.package in sentence or need.library


BARE = "g = s['main'].__globals__; g['PATH'] = ''; s['main']()"


def test_what_the_tests_look_for_is_prepared() -> None:
    """A program that a test starts by name is one that `make test` makes sure of."""
    programs = {program for need in NEEDS for program in need.any_of}
    office = {"soffice"}  # comes with each of LibreOffice's packages
    for path in (ROOT / "tests").rglob("test_*.py"):
        found = set(re.findall(r'shutil\.which\("([\w-]+)"', path.read_text(encoding="utf-8")))
        assert found <= programs | office, path.name


def test_ci_is_nothing_but_make_test() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    does = [line for line in lines if line.strip() and not line.startswith(("#", "set ", "cd "))]
    assert does == ["exec make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_machine_is_made_ready_before_anything_else() -> None:
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    [first] = re.findall(r"^test: (\S+)", make, re.M)
    assert first == "ready"
