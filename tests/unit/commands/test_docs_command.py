"""Derived pages are written from the code, and a stale one is named."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from visit_exchange.cli import app
from visit_exchange.commands.docs import docs
from visit_exchange.commands.docs.framework_page import framework_page, rule_in_words
from visit_exchange.kinds import load_framework


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "GENERATORS", {"docs/one.md": lambda: "current\n"})


@pytest.mark.usefixtures("_elsewhere")
def test_a_page_that_was_written_is_current(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["docs", "write"]).exit_code == 0
    assert (tmp_path / "docs/one.md").read_text() == "current\n"
    assert CliRunner().invoke(app, ["docs", "check"]).exit_code == 0


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("content", [None, "what it said last year\n"])
def test_a_missing_or_old_page_is_named(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/one.md").write_text(content)
    result = CliRunner().invoke(app, ["docs", "check"])
    assert result.exit_code == 1
    assert "docs/one.md is not current. Run: visit-exchange docs write" in result.stderr


def test_a_frameworks_page_names_every_milestone_and_item_with_its_source() -> None:
    framework = load_framework("ap_thematic_2023")
    page = framework_page("ap_thematic_2023")
    sources = {rule.id: rule.source for rule in framework.milestones}
    sources |= {item.id: item.source for item in framework.items}
    for part, source in sources.items():
        assert f"`{part}`" in page
        assert source in page


@pytest.mark.parametrize(
    ("milestone", "words"),
    [
        ("notification", "the notification day"),
        ("returns", "the latest of: 3 working days after notification; Thursday of week 1"),
        (
            "selection",
            "the latest of: 4 working days after notification; 1 working day after `returns`",
        ),
        ("on_site_end", "the last on-site day"),
    ],
)
def test_a_rule_is_said_in_words(milestone: str, words: str) -> None:
    assert rule_in_words(load_framework("ap_thematic_2023").milestone(milestone)) == words
