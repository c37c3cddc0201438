"""Where the local stack lives and which ports it takes."""

import socket
from pathlib import Path

import pytest

from local_stack.home import REPOSITORY, SELF, Ports, home_from_environment, ports_from_environment
from local_stack.supervising.starting import refuse_taken_ports
from visit_exchange.errors import UserError


def test_the_home_is_in_the_repository_unless_the_environment_names_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("VISIT_EXCHANGE_HOME", raising=False)
    assert home_from_environment().folder == REPOSITORY / ".local"
    monkeypatch.setenv("VISIT_EXCHANGE_HOME", str(tmp_path))
    assert home_from_environment().folder == tmp_path


def test_each_port_is_set_by_its_own_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISIT_EXCHANGE_PORT_S3", "28333")
    assert ports_from_environment() == Ports(s3=28333)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("VISIT_EXCHANGE_PORT_S4", "28333", "There is no VISIT_EXCHANGE_PORT_S4"),
        ("VISIT_EXCHANGE_PORT_S3", "eight", "must be a number from 1024 to 65500"),
        ("VISIT_EXCHANGE_PORT_S3", "80", "must be a number from 1024 to 65500"),
    ],
)
def test_a_port_setting_that_cannot_be_meant_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError, match=told):
        ports_from_environment()


def test_a_port_in_use_is_named_with_who_uses_it_and_the_setting_that_moves_it() -> None:
    with socket.socket() as other:
        other.bind((SELF, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UserError) as refused:
            refuse_taken_ports(Ports(mail=port))
    assert f"  {port}, by " in str(refused.value)
    assert "set VISIT_EXCHANGE_PORT_MAIL" in str(refused.value)


def test_the_inner_ports_are_moved_by_one_setting() -> None:
    taken = Ports(s3_internal=20000).taken()
    inside = [port for port, name in taken.items() if name == "VISIT_EXCHANGE_PORT_S3_INTERNAL"]
    assert inside == list(range(20000, 20009))
