"""What ``visit-exchange health`` says, and how it ends."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from visit_exchange.cli import app
from visit_exchange.commands import health
from visit_exchange.errors import ServiceError
from visit_exchange.journey.upkeep.seen import OUR_DAGS, AirflowSeen, Seen
from visit_exchange.services.airflow_watch import DagSeen

NOW = datetime(2026, 11, 26, 10, 5, tzinfo=UTC)  # Thursday
DAGS = tuple(DagSeen(name) for name in OUR_DAGS)
PAUSED = tuple(DagSeen(name, is_paused=name == "visit") for name in OUR_DAGS)


@pytest.mark.parametrize(
    ("dags", "told", "code"),
    [
        (DAGS, "All is well\n", 0),
        (
            PAUSED,
            "The DAG visit is paused: nothing of it is done.\n"
            "  Switch it on again in Airflow when what it was paused for is dealt with.\n",
            1,
        ),
    ],
)
def test_it_says_what_is_not_well_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, dags: tuple[DagSeen, ...], told: str, code: int
) -> None:
    answers = SimpleNamespace(register=SimpleNamespace(check=lambda: None))
    seen = Seen(NOW, airflow=AirflowSeen(dags=dags), waiting=frozenset())
    monkeypatch.setattr(health, "outside", lambda: answers)
    monkeypatch.setattr(health, "look_around", lambda _outside: seen)
    ended = CliRunner().invoke(app, ["health"])
    assert (ended.output, ended.exit_code) == (told, code)


def test_a_register_that_is_away_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away() -> None:
        raise ServiceError("The register", "OperationalError")

    monkeypatch.setattr(
        health, "outside", lambda: SimpleNamespace(register=SimpleNamespace(check=away))
    )
    ended = CliRunner().invoke(app, ["health"])
    assert "The register did not answer" in ended.output
    assert ended.exit_code == 1
