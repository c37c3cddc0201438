"""Whether the containers can be tried out here: said in one sentence where they cannot."""

import shutil
from pathlib import Path

import engine
import pytest


@pytest.mark.parametrize(
    ("has_docker", "works", "told"),
    [
        (False, set(), engine.WITHOUT_DOCKER),
        (True, set(), engine.WITHOUT_COMPOSE),
        (True, {"compose"}, engine.WITHOUT_ENGINE),
        (True, {"compose", "version"}, ""),
    ],
    ids=["no docker", "no compose", "no engine", "all is there"],
)
def test_what_is_missing_is_named_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, has_docker: bool, works: set[str], told: str
) -> None:
    found = "/usr/bin/docker" if has_docker else None
    monkeypatch.setattr(shutil, "which", lambda name: found)
    assert engine.why_not(lambda *command: command[1] in works) == told
    assert "\n" not in told


def test_every_base_image_has_a_stand_in() -> None:
    bases = [engine.python_image(), "postgres:18", "valkey/valkey:8", "clamav/clamav:1"]
    names = {base.rpartition("/")[2].partition(":")[0] for base in bases}
    stand_ins = engine.REPOSITORY / "docker" / "stand_ins"
    assert {each.name for each in stand_ins.iterdir() if each.is_dir()} == names
    assert all((stand_ins / name / "Dockerfile").is_file() for name in names)


def test_our_image_is_named_as_compose_starts_it() -> None:
    text = (Path(engine.REPOSITORY) / "docker-compose.yaml").read_text(encoding="utf-8")
    assert f"image: {engine.our_image()}\n" in text
