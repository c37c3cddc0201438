"""Commands about the people of a visit, its letters and surveys, as the data team gives them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders.visits import an_open_visit
from visit_exchange.cli import app
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
LANO, OTHER = "lano@exampleshire.example", "other@exampleshire.example"


@pytest.fixture
def visit(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """A visit without a LANO, which the commands find."""
    for module in ("people", "letters", "surveys"):
        monkeypatch.setattr(f"visit_exchange.commands.visits.{module}.outside", lambda: outside)
        if module != "letters":
            monkeypatch.setattr(f"visit_exchange.commands.visits.{module}.acting", lambda: "dana")
    monkeypatch.setenv("COLUMNS", "200")
    return an_open_visit(outside, MONDAY, lano_email="")


def run(*words: str, answer: str = "") -> str:
    result = CliRunner().invoke(app, ["visits", *words], input=answer)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_lano_is_entered_listed_and_replaced_after_a_question(visit: Visit) -> None:
    told = run("people", "set", visit.id, "lano", "--email", LANO)
    assert "The request goes out within a minute" in told
    assert LANO in run("people", "list", visit.id)

    asked = run("people", "set", visit.id, "lano", "--email", OTHER, answer="y\n")
    assert "upload link and the authority’s keys of the object store end at once" in asked
    listed = run("people", "list", visit.id)
    assert OTHER in listed
    assert LANO not in listed


def test_somebody_hears_of_packs_once_a_day_and_leaves(visit: Visit) -> None:
    run("people", "set", visit.id, "team_member", "--email", "t@inspectorate.example")
    assert "team_member, number 2: daily" in run("people", "packs", visit.id, "2", "daily")
    assert "Left: team_member" in run("people", "end", visit.id, "2", "--yes")
    assert "t@inspectorate.example" not in run("people", "list", visit.id)


def test_the_letters_are_written_into_a_folder(visit: Visit, tmp_path: Path) -> None:
    told = run("letters", visit.id, str(tmp_path / "letters"))
    assert "Fill in what stands in square brackets" in told
    assert sorted(path.name.rpartition(" to ")[2] for path in (tmp_path / "letters").iterdir()) == [
        "health.docx",
        "local authority.docx",
    ]


def test_a_survey_has_one_link_for_all_and_was_sent_on_by_somebody(visit: Visit) -> None:
    assert "for everybody" in run("survey", visit.id, "--link", "https://surveys.example/1")
    who = ("--by", "the parent carer forum", "--to", "its members")
    told = run("survey-sent", visit.id, "--audience", "parents", *who, "--on", "2023-03-27")
    assert "Parents and carers: by the parent carer forum, to its members, by link" in told
