"""The documents as their readers follow them: every link leads somewhere, every name exists."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from visit_exchange.cli import app

ROOT = Path(__file__).resolve().parents[3]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")
COMMAND = re.compile(
    r"(?<!--install )visit-exchange ([a-z]+(?:-[a-z]+)*)(?: ([a-z]+(?:-[a-z]+)*))?"
)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_page_and_a_heading(page: Path) -> None:
    for path, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not anchor or anchor[1:] in anchors(target), f"{path}{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_exists(page: Path) -> None:
    root: Any = typer.main.get_command(app)
    for name, below in COMMAND.findall(page.read_text(encoding="utf-8")):
        command = root.commands[name]
        if below and hasattr(command, "commands"):
            assert below in command.commands


@pytest.mark.parametrize(
    "task",
    re.findall(
        r"`((?:until|close|publish|send|select|open|check)_\w+)`",
        (ROOT / "docs" / "operating.md").read_text(encoding="utf-8"),
    ),
)
def test_every_task_that_the_runbook_names_is_in_a_dag(task: str) -> None:
    dags = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dags").glob("*.py"))
    # A step without a name of its own is called as its function is: "ending.closing.close_visit".
    named = f'"{task}"' in dags or f'.{task}"' in dags
    assert named or (ROOT / "dags" / f"{task}.py").exists()


@pytest.mark.parametrize("decision", sorted((ROOT / "docs" / "adr").glob("*.md")))
def test_a_decision_says_what_would_violate_it(decision: Path) -> None:
    heads = re.findall(r"^## (.+)$", decision.read_text(encoding="utf-8"), re.M)
    violation = "A change violates this decision when it…"
    assert heads == ["Context", "Decision", "Consequences", violation]


def test_the_runbook_counts_the_dags_as_they_are() -> None:
    runbook = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    few = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    numbers = (*few, "ten", "eleven", "twelve")
    (counted,) = re.findall(r"Airflow shows (\w+) DAGs", runbook)
    assert numbers.index(counted) == len(list((ROOT / "dags").glob("*.py")))


WAYS = ("adjust", "defer", "resume", "edit", "people", "cancel")


def test_the_form_and_the_runbook_name_the_same_ways_to_change_a_registered_visit() -> None:
    form = (ROOT / "dags" / "register_visit.py").read_text(encoding="utf-8")
    runbook = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    ways = [
        set(COMMAND.findall(re.split(end, text.split(start)[1])[0]))
        for text, start, end in (
            (form, "What is stored is not edited", '"""'),
            (runbook, "What is stored is not edited", r"\n## "),
        )
    ]
    assert ways[0] == ways[1] == {("visits", way) for way in WAYS}
