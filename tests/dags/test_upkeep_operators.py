"""The operators that look after the exchange itself."""

from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException

import visit_operators
from visit_exchange.errors import ServiceError, UserError
from visit_operators import CleanLogs, Look

CONTEXT: Any = {}


def raises(error: Exception) -> Any:
    def step(_name: str) -> None:
        raise error

    return step


def test_a_look_that_finds_a_service_away_is_told_of_once_and_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away = ServiceError("The register", "OperationalError")
    monkeypatch.setattr(visit_operators, "call_step", raises(away))
    with pytest.raises(AirflowFailException, match="The register did not answer"):
        Look(step="upkeep.looking.look").execute(CONTEXT)


def test_a_look_that_fails_otherwise_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit_operators, "call_step", raises(UserError("Set it")))
    with pytest.raises(UserError):
        Look(step="upkeep.looking.look").execute(CONTEXT)


def test_the_logs_that_are_cleaned_are_those_of_this_airflow(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called: list[tuple[str, str]] = []
    monkeypatch.setattr(visit_operators, "call_step", lambda *words: called.append(words))
    monkeypatch.setenv("AIRFLOW__LOGGING__BASE_LOG_FOLDER", str(tmp_path))
    CleanLogs(task_id="remove_old_logs").execute(CONTEXT)
    assert called == [("upkeep.old_logs.remove_old_logs", str(tmp_path))]
