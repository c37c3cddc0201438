"""A command that finds a service away says which, in a line, and how to see more."""

import pytest
import typer
from sqlalchemy.exc import OperationalError
from typer.testing import CliRunner

from visit_exchange.commands.exit_codes import PlainExits
from visit_exchange.errors import ServiceError, UserError


def fails_by(error: Exception) -> typer.Typer:
    """Return commands of which one raises an error."""
    app = typer.Typer(cls=PlainExits)

    @app.command()
    def fail() -> None:
        raise error

    @app.command()
    def other() -> None: ...

    return app


@pytest.mark.parametrize(
    ("error", "told", "code"),
    [
        (UserError("Enter a reason"), "Enter a reason", 3),
        (ServiceError("Airflow", "ConnectError"), "Airflow did not answer (ConnectError). ", 4),
        (ServiceError("Airflow", "503", 503), "Airflow refused (503). ", 4),
        (OperationalError("SELECT 1", {}, ValueError()), "The register did not answer ", 4),
    ],
    ids=["a slip", "no Airflow", "Airflow cannot", "no register"],
)
def test_what_went_wrong_is_told_without_a_traceback(
    error: Exception, told: str, code: int
) -> None:
    ended = CliRunner().invoke(fails_by(error), ["fail"])
    assert ended.exit_code == code
    assert ended.stderr.startswith(told)
    assert "SELECT" not in ended.output


def test_what_is_refused_is_no_outage_and_keeps_its_traceback() -> None:
    refused = ServiceError("The object store", "AccessDenied", 403)
    assert CliRunner().invoke(fails_by(refused), ["fail"]).exception is refused
