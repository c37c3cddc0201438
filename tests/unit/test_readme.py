"""The README as newcomers meet it: its tables are what the code says."""

from pathlib import Path

from visit_exchange.settings.settings import settings_table

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_read_in_a_few_minutes() -> None:
    assert len(README.splitlines()) <= 100


def test_every_setting_is_in_one_table_alone() -> None:
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert settings_table().strip() in settings
    for page in (README, (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")):
        assert "| `VISIT_EXCHANGE_" not in page


def test_every_dag_is_in_the_table() -> None:
    for path in (ROOT / "dags").glob("*.py"):
        assert f"| `{path.stem}` |" in README


def test_every_room_is_named() -> None:
    rooms = {path.parent.name for path in (ROOT / "include").glob("*/*/__init__.py")}
    rooms |= {path.parent.name for path in (ROOT / "include").glob("*/__init__.py")}
    assert [room for room in rooms if f"{room}/" not in README] == []
