"""Whose name the audit has for what a command does: never one that anybody can make up."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from visit_exchange.cli import app
from visit_exchange.commands import acting as module
from visit_exchange.commands.acting import acting
from visit_exchange.errors import UserError
from visit_exchange.settings.settings import Settings

PASSWORD = "a long password"


@dataclass
class Airflow:
    """Knows one person; with ``is_over`` their token is taken no longer."""

    is_over: bool = False

    def token(self, login: str, password: str) -> str | None:
        return "token" if (login, password) == ("d.patel", PASSWORD) else None

    def login(self, token: str) -> str | None:
        return None if self.is_over or token != "token" else "d.patel"


@pytest.fixture
def airflow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Airflow:
    """An Airflow to sign in to, and a home in which nobody has signed in yet."""
    known = Airflow()
    monkeypatch.setattr(module, "AirflowSignIn", lambda _url: known)
    monkeypatch.setattr("typer.get_app_dir", lambda _name: str(tmp_path / "own"))
    _settings(monkeypatch, Settings(airflow_url="http://airflow.example"))
    return known


def _settings(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(module, "read_settings", lambda: settings)
    monkeypatch.setattr(module, "with_connections", lambda given: given)


def run(*words: str, answer: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=answer)


@pytest.mark.usefixtures("airflow")
def test_without_a_sign_in_it_is_the_account_and_no_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert acting() == pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.usefixtures("airflow")
def test_an_account_without_a_name_is_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4_000_001)
    assert acting() == "account 4000001"


@pytest.mark.usefixtures("airflow")
def test_where_everybody_has_one_account_a_sign_in_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _settings(monkeypatch, Settings(airflow_url="http://airflow.example", require_sign_in=True))
    with pytest.raises(UserError, match="Sign in: visit-exchange sign-in"):
        acting()
    run("sign-in", "d.patel", answer=f"{PASSWORD}\n")
    assert acting() == "d.patel"


@pytest.mark.usefixtures("airflow")
def test_who_signs_in_acts_under_their_login_until_they_sign_out(tmp_path: Path) -> None:
    told = run("sign-in", "d.patel", answer=f"{PASSWORD}\n")
    assert "You are signed in as d.patel" in told.output
    assert PASSWORD not in told.output
    assert acting() == "d.patel"
    kept = tmp_path / "own" / "sign-in"
    assert (oct(kept.stat().st_mode & 0o777), PASSWORD in kept.read_text()) == ("0o600", False)

    run("sign-out")
    assert acting() == pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.usefixtures("airflow")
def test_another_password_signs_nobody_in() -> None:
    told = run("sign-in", "d.patel", answer="a guess\n")
    assert "does not know this login with this password" in told.output
    assert acting() != "d.patel"


def test_a_sign_in_that_has_ended_is_told_and_nothing_is_done(airflow: Airflow) -> None:
    run("sign-in", "d.patel", answer=f"{PASSWORD}\n")
    airflow.is_over = True
    with pytest.raises(UserError, match="Your sign-in has ended"):
        acting()
