"""What the derived pages say of the DAGs, the states and the settings."""

import ast
from pathlib import Path

import pytest

from visit_exchange.commands.docs.dags_page import dags_page
from visit_exchange.commands.docs.docs import GENERATORS, ROOT
from visit_exchange.commands.docs.settings_page import settings_page
from visit_exchange.commands.docs.states_page import states_page
from visit_exchange.settings.settings import Settings, env_name
from visit_exchange.visits.uploads.submission import SUBMISSION_MOVES
from visit_exchange.visits.visit import VISIT_MOVES


def test_the_dags_page_is_the_docstring_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "second.py").write_text('"""Does this.\n\n**When** – now.\n"""\nimport airflow\n')
    (tmp_path / "first.py").write_text('"""Does that."""\n')
    page = dags_page(tmp_path)
    assert page.endswith(
        "## `first`\n\nDoes that.\n\n## `second`\n\nDoes this.\n\n**When** – now.\n"
    )


@pytest.mark.parametrize("path", sorted((ROOT / "dags").glob("*.py")), ids=lambda p: p.stem)
def test_every_dag_has_a_runbook_that_says_when_it_runs_and_what_can_go_wrong(path: Path) -> None:
    runbook = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert "**When it runs**" in runbook or "**How it starts**" in runbook
    assert "**What can go wrong**" in runbook


def test_every_move_is_an_arrow_and_nothing_else_is() -> None:
    moves = {
        f"{state.value} --> {to.value}"
        for table in (VISIT_MOVES, SUBMISSION_MOVES)
        for state, onward in table.items()
        for to in onward
    }
    drawn = {line.strip() for line in states_page().splitlines() if "-->" in line}
    assert {arrow for arrow in drawn if "[*]" not in arrow} == moves


def test_a_picture_begins_and_ends_where_the_table_does() -> None:
    drawn = states_page()
    assert "[*] --> registered" in drawn
    assert "disposed --> [*]" in drawn
    assert "[*] --> received" in drawn
    assert drawn.count("[*] -->") == 2


def test_every_setting_is_on_the_settings_page() -> None:
    page = settings_page()
    assert [name for name in Settings.model_fields if f"`{env_name(name)}`" not in page] == []


@pytest.mark.parametrize("path", GENERATORS)
def test_a_page_is_the_same_each_time_it_is_written(path: str) -> None:
    assert GENERATORS[path]() == GENERATORS[path]()
    assert GENERATORS[path]().endswith("\n")
