"""What `backup` and `restore` ask for before they do anything."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from visit_exchange.cli import app
from visit_exchange.commands import backup as commands
from visit_exchange.errors import UserError
from visit_exchange.services.backing_up.powers import powers
from visit_exchange.services.key_ring import KeyRing
from visit_exchange.settings.settings import Settings


def run(*words: str) -> str:
    """Run a command that refuses; return what it says."""
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code
    return " ".join(result.output.split())


def test_a_restore_wants_to_know_what_was_destroyed_since(tmp_path: Path) -> None:
    for words in ((), ("--nothing-destroyed", "--key-destroyed", "999-ap-20261123")):
        assert "Say what was destroyed since the backup" in run("restore", str(tmp_path), *words)


def test_a_folder_of_certificates_must_have_some(tmp_path: Path) -> None:
    words = ("restore", str(tmp_path), "--certificates")
    assert "must be a folder" in run(*words, str(tmp_path / "none"))
    assert "has no certificate" in run(*words, str(tmp_path))


def test_what_does_not_come_back_is_shown_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "outside", lambda: pytest.fail("it began"))
    things = [{"kind": "keys", "place": "key ring", "key_hash": "0" * 64}]
    told = {"visit": "999-ap-20261123", "certificate": 1, "things": things}
    (tmp_path / "disposal-1.json").write_text(json.dumps(told))
    result = CliRunner().invoke(
        app, ["restore", "copy", "--certificates", str(tmp_path)], input="n"
    )
    assert "Keys that do not come back: 999-ap-20261123." in result.output
    assert "Nothing was changed" in result.output


@pytest.mark.parametrize("beside", ["copy/wrapping-key", "wrapping-key"])
def test_the_wrapping_key_is_not_put_beside_what_it_opens(tmp_path: Path, beside: str) -> None:
    words = ("backup", str(tmp_path / "copy"), "--wrapping-key-to", str(tmp_path / beside))
    assert "must lie elsewhere than the backup" in run(*words)


def test_what_is_not_set_is_named() -> None:
    with pytest.raises(UserError) as told:
        powers(Settings(), KeyRing(Path("keys"), ()))
    for name in ("REGISTER_OWNER_URL", "AIRFLOW_DATABASE_URL", "STORE_ADMIN_ACCESS_KEY"):
        assert f"VISIT_EXCHANGE_{name}" in str(told.value)
