"""What happens whole or not at all, what stands apart from it, and what waits for its end."""

from datetime import UTC, datetime
from threading import Thread

import pytest

from builders.visits import a_new_visit
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register

pytestmark = pytest.mark.services

NOW = datetime(2023, 3, 28, 9, tzinfo=UTC)


@pytest.fixture
def visit_id(outside: Outside) -> str:
    """A registered visit."""
    return register_visit(outside, a_new_visit(), by="data team")


def add(register: Register, visit_id: str, login: str) -> None:
    register.add_inspector(visit_id, login, by="ann", at=NOW)


def break_off(register: Register, visit_id: str, first: list[str], done: list[str]) -> None:
    with register.together():
        with register.apart():
            for login in first:
                add(register, visit_id, login)
        add(register, visit_id, "whole")
        register.afterwards(lambda: done.append("told"))
        raise KeyboardInterrupt


def test_what_is_apart_stands_and_nothing_else_of_what_broke_off(
    register: Register, visit_id: str
) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        break_off(register, visit_id, ["apart"], done)
    assert register.inspectors(visit_id) == ("apart",)
    assert done == []


def test_what_comes_afterwards_sees_all_of_it_written(register: Register, visit_id: str) -> None:
    seen: list[tuple[str, ...]] = []
    with register.together():
        register.afterwards(lambda: seen.append(register.inspectors(visit_id)))
        with register.together():
            add(register, visit_id, "whole")
        assert seen == []
    register.afterwards(lambda: seen.append(("now",)))
    assert seen == [("whole",), ("now",)]


def test_what_was_to_come_afterwards_still_does_when_something_whole_stood_apart(
    register: Register, visit_id: str
) -> None:
    done: list[str] = []
    with register.together():
        with register.apart(), register.together():
            add(register, visit_id, "apart")
        register.afterwards(lambda: done.append("told"))
    assert done == ["told"]


def test_who_waits_for_a_turn_sees_what_was_written_whole(
    register: Register, visit_id: str
) -> None:
    seen: list[tuple[str, ...]] = []

    def look() -> None:
        with register.alone("keys"):
            seen.append(register.inspectors(visit_id))

    other = Thread(target=look)
    with register.together():
        with register.alone("keys"):
            other.start()
            add(register, visit_id, "whole")
        other.join(0.5)
        assert other.is_alive(), "the turn lasts until it is written"
    other.join()
    assert seen == [("whole",)]
