"""``visit-exchange frameworks``: what it refuses, and that every kind of visit we have is whole."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from visit_exchange.cli import app
from visit_exchange.commands.frameworks_check import mistakes_in
from visit_exchange.kinds import framework_ids
from visit_exchange.kinds.loading import kind_file


@pytest.mark.parametrize("framework_id", framework_ids())
def test_every_kind_of_visit_is_whole(framework_id: str) -> None:
    assert mistakes_in(kind_file(framework_id)) == ()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new", "Theme 2027"], "The id must be small letters, underscores and a year"),
        (["new", "theme"], "The id must be small letters, underscores and a year"),
        (["new", "all_papers_2027"], "The short name ap is that of ap_thematic_2023"),
        (["new", "theme_2027", "--short", "A P"], "The short name must be small letters"),
        (["new", "ap_thematic_2023", "--short", "other"], "is there already"),
        (["check", "ap_2050"], "Enter a YAML file, or one of: ap_thematic_2023"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(app, ["frameworks", *arguments])
    assert result.exit_code == 3
    assert told in result.stderr


def test_a_file_that_is_not_in_its_place_yet_is_checked(tmp_path: Path) -> None:
    draft = tmp_path / "area_send_full_2026.yaml"
    draft.write_text(
        "id: area_send_full_2025\nextends: area_send_full_2024\nshort: send\n"
        "items: {changed: {short_breaks: {words: []}}}\n"
    )
    result = CliRunner().invoke(app, ["frameworks", "check", str(draft)])
    assert result.exit_code == 1
    assert "id: must be area_send_full_2026, as the folder or file is called" in result.stdout
    assert "short: send is that of area_send_full_2024" in result.stdout
    assert "items.short_breaks.words: enter what the document is recognised by" in result.stdout
