"""A database server that hangs takes connections and says nothing: that is no answer."""

import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from visit_exchange.errors import ServiceError
from visit_exchange.services.register import Register
from visit_exchange.services.register.upkeep import findings


@pytest.fixture
def hanging() -> Iterator[str]:
    """The address of a server that hangs."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(str(Path(folder) / ".s.PGSQL.5432"))
        server.listen()
        yield f"postgresql://nobody@/register?host={folder}"


@pytest.mark.slow
def test_a_register_that_hangs_is_said_not_to_answer(
    hanging: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "ANSWERS_WITHIN", 1)
    with pytest.raises(ServiceError, match="The register did not answer"):
        Register(hanging).check()
