"""`make bench` shows how every pattern grows: none that a module keeps is left out of its table."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import visit_exchange
from compiled_patterns import ROOMS, compiled_patterns

PACKAGE = Path(visit_exchange.__file__).parent
KEPT = re.compile(r"^(\w+) = re\.compile\(", re.MULTILINE)


@pytest.mark.slow
def test_every_constant_that_is_a_pattern_is_gathered() -> None:
    gathered = {kept.pattern for kept in compiled_patterns()}
    missing = [
        f"{path.stem}.{name}"
        for room in ROOMS
        for path in (PACKAGE / room).rglob("*.py")
        for name in KEPT.findall(path.read_text(encoding="utf-8"))
        if getattr(import_module(_module(path)), name) not in gathered
    ]
    assert missing == []


@pytest.mark.slow
def test_those_in_tuples_and_dataclasses_are_too() -> None:
    names = {kept.name for kept in compiled_patterns()}
    assert any(name.startswith("privacy.identifiers.text._PATTERNS[") for name in names)


@pytest.mark.slow
def test_what_is_only_matched_from_the_start_is_told_apart() -> None:
    searches = {kept.name: kept.searches for kept in compiled_patterns()}
    assert searches["privacy.documents.office.opendocument_names._ENDS"] is False
    assert searches["privacy.people.text_words._WORD"] is True


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
