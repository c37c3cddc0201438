"""The walk of docs/adding-a-framework.md, done: its own YAML files, its own steps, no Python."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # each step is a process of its own, as the page says
ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "adding-a-framework.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`(\S+\.yaml)`\n\n```yaml\n(.*?)^```$", PAGE, re.M | re.S))
FRAMEWORK, EDITION = "home_education_2027", "home_education_2028"
OF_KIND = ("--framework", FRAMEWORK, "--notified", "2027-03-01")
LEFT_BEHIND = shutil.ignore_patterns("__pycache__")
Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = """Child reference,Age,EHE start date,On a school roll before,Reason given
HE1,7,01/09/2025,Yes,Bullying
HE2,12,15/01/2026,n,Health
HE3,9,03/11/2026,TRUE,
"""
WRITE_TEMPLATE = f"""
from pathlib import Path
from visit_exchange.request.template import template_workbook
made = template_workbook("{FRAMEWORK}", visit_title="Walk", as_at=None, contact="")
Path("template.xlsx").write_bytes(made)
"""
CHECK_EACH = f"""
import json, sys
from typer.testing import CliRunner
from visit_exchange.cli import app
for name in sys.argv[1:]:
    told = CliRunner().invoke(app, ["check", name, *{OF_KIND}, "--json"], catch_exceptions=False)
    print(json.dumps(json.loads(told.stdout)))
"""


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


@pytest.fixture
def run(checkout: Path) -> Run:
    """Runs Python in the copy; returns what it said and its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "include")}

    def python(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
        )

    return python


def test_the_page_has_a_file_for_the_kind_its_list_the_questions_across_and_the_profile() -> None:
    assert sorted(Path(path).name for path in FILES) == [
        "across.yaml",
        "home_educated.yaml",
        "kind.yaml",
        "kind.yaml",
        "profile.yaml",
    ]


def test_it_began_as_a_skeleton_that_is_whole(checkout: Path, run: Run) -> None:
    assert (checkout / f"expectations/{FRAMEWORK}/children.yaml").exists()
    told = run("-m", "visit_exchange.cli", "frameworks", "new", "school_meals_2027")
    assert told.returncode == 0, told.stderr
    told = run("-m", "visit_exchange.cli", "frameworks", "check", "school_meals_2027")
    assert (told.returncode, told.stdout) == (0, "school_meals_2027: nothing to correct\n")


def test_it_is_checked(run: Run) -> None:
    told = run("-m", "visit_exchange.cli", "frameworks", "check", FRAMEWORK)
    assert (told.returncode, told.stdout) == (0, f"{FRAMEWORK}: nothing to correct\n")


def test_the_newer_edition_is_checked_and_has_its_own_dates(run: Run) -> None:
    told = run("-m", "visit_exchange.cli", "frameworks", "check", EDITION)
    assert (told.returncode, told.stdout) == (0, f"{EDITION}: nothing to correct\n")
    told = run(
        "-m", "visit_exchange.cli", "timeline", EDITION, "--notified", "2027-03-01", "--json"
    )
    local = {m["id"]: m["local"] for m in json.loads(told.stdout)["milestones"]}
    assert local["returns"] == "2027-03-05T17:00:00+00:00"  # Friday, a day later than before


def test_its_deadlines_are_planned(run: Run) -> None:
    told = run("-m", "visit_exchange.cli", "timeline", FRAMEWORK, *OF_KIND[2:], "--json")
    local = {m["id"]: m["local"] for m in json.loads(told.stdout)["milestones"]}
    assert local["returns"] == "2027-03-04T17:00:00+00:00"  # Thursday
    assert local["selection"] == "2027-03-05T17:00:00+00:00"  # Friday
    assert local["tracking"] == "2027-03-09T17:00:00+00:00"  # Tuesday
    assert local["on_site_end"].startswith("2027-03-12")  # Friday, the second day


def test_its_pages_are_written(run: Run, checkout: Path) -> None:
    assert run("-m", "visit_exchange.cli", "docs", "write").returncode == 0
    assert "`home_educated`" in (checkout / f"docs/frameworks/{FRAMEWORK}.md").read_text()
    assert "HE-02" in (checkout / f"docs/lists/{FRAMEWORK}.md").read_text()


def test_its_template_is_written(run: Run, checkout: Path) -> None:
    assert run("-c", WRITE_TEMPLATE).returncode == 0
    assert (checkout / "template.xlsx").stat().st_size > 0


def test_its_list_is_checked(run: Run, checkout: Path) -> None:
    expected = {
        "sound.csv": (LIST, "accepted_with_queries", []),  # it gives no date of its data
        "old.csv": (LIST.replace("HE2,12", "HE2,21"), "must_fix", ["HE-02"]),
        "early.csv": (LIST.replace("/11/2026", "/11/2027"), "accepted_with_queries", ["HE-03"]),
    }
    for name, (content, _, _) in expected.items():
        (checkout / name).write_text(content)
    # One process: Great Expectations takes seconds to import.
    told = run("-c", CHECK_EACH, *expected)
    assert told.returncode == 0, told.stderr
    answers = [json.loads(line)["files"][0] for line in told.stdout.splitlines()]
    assert {
        answer["file"]: (answer["verdict"], [p["rule"] for p in answer["lists"][0]["problems"]])
        for answer in answers
    } == {name: (verdict, rules) for name, (_, verdict, rules) in expected.items()}


def test_a_mistake_is_told_with_file_and_key(run: Run, checkout: Path) -> None:
    path = checkout / f"expectations/{FRAMEWORK}/kind.yaml"
    sound = path.read_text()
    path.write_text(sound.replace("short:", "shrot:"))
    told = run("-m", "visit_exchange.cli", "timeline", FRAMEWORK, *OF_KIND[2:])
    path.write_text(sound)
    assert told.returncode != 0
    assert f"{FRAMEWORK}/kind.yaml has mistakes" in told.stderr
    assert "shrot" in told.stderr


def test_every_mistake_is_told_with_file_section_and_key(run: Run, checkout: Path) -> None:
    path = checkout / f"expectations/{FRAMEWORK}/home_educated.yaml"
    sound = path.read_text()
    path.write_text(
        sound.replace("arguments: {column: age,", "arguments: {column: years,").replace(
            "codes: yes_no", "codes: yes_or_no"
        )
    )
    told = run("-m", "visit_exchange.cli", "frameworks", "check", FRAMEWORK)
    path.write_text(sound)
    assert told.returncode == 1
    assert "home_educated.yaml: checks.HE-02: no column is called years" in told.stdout
    assert "yes_or_no.yaml does not exist" in told.stdout
