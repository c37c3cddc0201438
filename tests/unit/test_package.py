"""An installed package holds everything that the checkout's does, data and licences included."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "include" / "visit_exchange"
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.egg-info")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a plain installation, built from a copy so that nothing is left here."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "include", folder / "source" / "include", ignore=LEFT_BEHIND)
    for name in ("pyproject.toml", "LICENCE"):
        shutil.copy(ROOT / name, folder / "source")
    install = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    options = ("--no-deps", "--no-build-isolation", "--no-compile", "--no-index", "--target")
    subprocess.run([*install, *options, folder / "out", folder / "source"], check=True)
    return folder / "out"


def test_every_file_of_the_package_is_installed(installed: Path) -> None:
    here = {p.relative_to(PACKAGE) for p in PACKAGE.rglob("*") if p.is_file()}
    here = {path for path in here if "__pycache__" not in path.parts}
    there = installed / "visit_exchange"
    assert {path for path in here if not (there / path).exists()} == set()


@pytest.mark.parametrize(
    ("folder", "told"),
    [(str(ROOT / "expectations"), "found"), ("", "expectations/headings.yaml does not exist")],
)
def test_the_lists_yaml_is_found_where_the_setting_says(
    installed: Path, folder: str, told: str
) -> None:
    ask = (
        "from visit_exchange.errors import UserError\n"
        "from visit_exchange.kinds.heading_words import load_heading_words\n"
        "from visit_exchange.kinds.authorities import load_authorities\n"
        "try:\n"
        "    load_heading_words(); load_authorities(); print('found')\n"
        "except UserError as error:\n"
        "    print(error)\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "VISIT_EXCHANGE_EXPECTATIONS": folder,
    }
    asked = subprocess.run(
        [sys.executable, "-P", "-c", ask], env=environment, capture_output=True, check=True
    )
    assert asked.stdout.decode().strip() == told


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    compose = (ROOT / "docker-compose.yaml").read_text(encoding="utf-8")
    assert re.findall(r"image: visit-exchange:(\S+)", compose) == [project["version"]]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (\d\S+) – \d{4}-\d\d-\d\d$", changes, re.M)[0]
    assert newest == project["version"]
    assert version("visit-exchange") == project["version"]
