"""The walk of docs/adding-a-framework.md, done: its own YAML files, its own steps, no Python."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "adding-a-framework.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`(\S+\.yaml)`\n\n```yaml\n(.*?)^```$", PAGE, re.M | re.S))
FRAMEWORK, EDITION = "home_education_2027", "home_education_2028"
OF_KIND = ("--framework", FRAMEWORK, "--notified", "2027-03-01")
LEFT_BEHIND = shutil.ignore_patterns("__pycache__")
Mistakes = Mapping[str, Sequence[tuple[str, str]]]
Steps = Mapping[str, tuple[Mistakes, Sequence[str]]]

LIST = """Child reference,Age,EHE start date,On a school roll before,Reason given
HE1,7,01/09/2025,Yes,Bullying
HE2,12,15/01/2026,n,Health
HE3,9,03/11/2026,TRUE,
"""
LISTS = {
    "sound.csv": (LIST, "accepted_with_queries", []),  # it gives no date of its data
    "old.csv": (LIST.replace("HE2,12", "HE2,21"), "must_fix", ["HE-02"]),
    "early.csv": (LIST.replace("/11/2026", "/11/2027"), "accepted_with_queries", ["HE-03"]),
}
KIND, CHILDREN = (f"expectations/{FRAMEWORK}/{name}.yaml" for name in ("kind", "home_educated"))
# Each step by what it is called here: the mistakes that are in the files meanwhile, the command.
MISTAKEN: Steps = {
    "a mistake": ({KIND: [("short:", "shrot:")]}, ["timeline", FRAMEWORK, *OF_KIND[2:]]),
    "mistakes": (
        {
            CHILDREN: [
                ("arguments: {column: age,", "arguments: {column: years,"),
                ("codes: yes_no", "codes: yes_or_no"),
            ]
        },
        ["frameworks", "check", FRAMEWORK],
    ),
}
STEPS: Steps = {
    "new": ({}, ["frameworks", "new", "school_meals_2027"]),
    "check new": ({}, ["frameworks", "check", "school_meals_2027"]),
    "check": ({}, ["frameworks", "check", FRAMEWORK]),
    "check edition": ({}, ["frameworks", "check", EDITION]),
    "timeline": ({}, ["timeline", FRAMEWORK, *OF_KIND[2:], "--json"]),
    "timeline of edition": ({}, ["timeline", EDITION, "--notified", "2027-03-01", "--json"]),
    "pages": ({}, ["docs", "write"]),
    **{name: ({}, ["check", name, *OF_KIND, "--json"]) for name in LISTS},
}
# Many in one process: Great Expectations alone takes seconds to import.
WALK = """
import json, sys
from pathlib import Path
from typer.testing import CliRunner
from visit_exchange.cli import app

def invoked(mistakes, command):
    sound = {path: Path(path).read_text(encoding="utf-8") for path in mistakes}
    for path, changes in mistakes.items():
        spoilt = sound[path]
        for old, new in changes:
            spoilt = spoilt.replace(old, new)
        Path(path).write_text(spoilt, encoding="utf-8")
    said = CliRunner().invoke(app, command)
    for path, content in sound.items():
        Path(path).write_text(content, encoding="utf-8")
    return said.exit_code, said.stdout, said.stderr

told = {name: invoked(*step) for name, step in json.loads(sys.argv[1]).items()}
Path("told.json").write_text(json.dumps(told), encoding="utf-8")
"""
WRITE_TEMPLATE = f"""
from visit_exchange.request.template import template_workbook
made = template_workbook("{FRAMEWORK}", visit_title="Walk", as_at=None, contact="")
Path("template.xlsx").write_bytes(made)
"""


class Told(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout to which the page's files were added."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in ("include/visit_exchange", "expectations", "dags", "docs"):
        shutil.copytree(ROOT / part, folder / part, ignore=LEFT_BEHIND)
    begun = [sys.executable, "-m", "visit_exchange.cli", "frameworks", "new", FRAMEWORK]
    environment = {**os.environ, "PYTHONPATH": str(folder / "include")}
    named = ["--title", "Home education visit 2027", "--short", "ehe"]
    subprocess.run([*begun, *named], cwd=folder, env=environment, check=True, capture_output=True)
    for path, content in FILES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def walked(checkout: Path) -> Mapping[str, Told]:
    """What was told at each step, in processes that have only the copy."""
    for name, (content, _, _) in LISTS.items():
        (checkout / name).write_text(content)
    # What is read with a mistake is kept: those steps have a process of their own.
    return {**told_in(checkout, WALK, MISTAKEN), **told_in(checkout, WALK + WRITE_TEMPLATE, STEPS)}


def told_in(checkout: Path, program: str, steps: Steps) -> dict[str, Told]:
    """Take the steps in a copy of the checkout; return what was told at each."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "include")}
    walk = [sys.executable, "-c", program, json.dumps(steps)]
    done = subprocess.run(
        walk, cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads((checkout / "told.json").read_text())
    return {name: Told(*each) for name, each in told.items()}


def test_the_page_has_a_file_for_the_kind_its_list_the_questions_across_and_the_profile() -> None:
    assert sorted(Path(path).name for path in FILES) == [
        "across.yaml",
        "home_educated.yaml",
        "kind.yaml",
        "kind.yaml",
        "profile.yaml",
    ]


@pytest.mark.soak
def test_it_began_as_a_skeleton_that_is_whole(checkout: Path, walked: Mapping[str, Told]) -> None:
    assert (checkout / f"expectations/{FRAMEWORK}/children.yaml").exists()
    assert walked["new"].code == 0, walked["new"].stderr
    assert walked["check new"][:2] == (0, "school_meals_2027: nothing to correct\n")


def test_it_is_checked(walked: Mapping[str, Told]) -> None:
    assert walked["check"][:2] == (0, f"{FRAMEWORK}: nothing to correct\n")


def test_the_newer_edition_is_checked_and_has_its_own_dates(walked: Mapping[str, Told]) -> None:
    assert walked["check edition"][:2] == (0, f"{EDITION}: nothing to correct\n")
    local = dates(walked["timeline of edition"])
    assert local["returns"] == "2027-03-05T17:00:00+00:00"  # Friday, a day later than before


def test_its_deadlines_are_planned(walked: Mapping[str, Told]) -> None:
    local = dates(walked["timeline"])
    assert local["returns"] == "2027-03-04T17:00:00+00:00"  # Thursday
    assert local["selection"] == "2027-03-05T17:00:00+00:00"  # Friday
    assert local["tracking"] == "2027-03-09T17:00:00+00:00"  # Tuesday
    assert local["on_site_end"].startswith("2027-03-12")  # Friday, the second day


def test_its_pages_are_written(walked: Mapping[str, Told], checkout: Path) -> None:
    assert walked["pages"].code == 0, walked["pages"].stderr
    assert "`home_educated`" in (checkout / f"docs/frameworks/{FRAMEWORK}.md").read_text()
    assert "HE-02" in (checkout / f"docs/lists/{FRAMEWORK}.md").read_text()


@pytest.mark.usefixtures("walked")
def test_its_template_is_written(checkout: Path) -> None:
    assert (checkout / "template.xlsx").stat().st_size > 0


@pytest.mark.parametrize("name", LISTS)
def test_its_list_is_checked(walked: Mapping[str, Told], name: str) -> None:
    _, verdict, rules = LISTS[name]
    [answer] = json.loads(walked[name].stdout)["files"]
    assert answer["verdict"] == verdict
    assert [problem["rule"] for problem in answer["lists"][0]["problems"]] == rules


def test_a_mistake_is_told_with_file_and_key(walked: Mapping[str, Told]) -> None:
    told = walked["a mistake"]
    assert told.code != 0
    assert f"{FRAMEWORK}/kind.yaml has mistakes" in told.stderr
    assert "shrot" in told.stderr


def test_every_mistake_is_told_with_file_section_and_key(walked: Mapping[str, Told]) -> None:
    told = walked["mistakes"]
    assert told.code == 1
    assert "home_educated.yaml: checks.HE-02: no column is called years" in told.stdout
    assert "yes_or_no.yaml does not exist" in told.stdout


def dates(told: Told) -> dict[str, str]:
    """Return the local time of each milestone that a timeline tells."""
    return {one["id"]: one["local"] for one in json.loads(told.stdout)["milestones"]}
