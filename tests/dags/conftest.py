"""One whole stack for the tests of this folder, and one rehearsal that went through it."""

import time
from collections.abc import Iterator

import pytest

from local_stack.environment import shared_environment
from local_stack.home import Home
from local_stack.stack import Stack, build_stack
from local_stack.starting import up
from local_stack.stopping import stop
from rehearsed import Rehearsed, rehearse_once
from services import free_ports
from visit_exchange.outside import Outside, build
from visit_exchange.settings import read_settings

# Seconds: how long the stack takes to come up on two idle cores, and a rehearsed day then.
IDLE_START = 25
DAY_SECONDS = 18


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, float]]:
    """The local stack in a folder of its own, and how many seconds it took to come up."""
    home, ports = Home(tmp_path_factory.mktemp("whole") / "home"), free_ports()
    began = time.monotonic()
    try:
        list(up(home, ports))
        yield build_stack(home, ports), time.monotonic() - began
    finally:
        stop(home)


@pytest.fixture(scope="session")
def stack(started: tuple[Stack, float]) -> Stack:
    """The local stack, shared by the tests of this folder."""
    return started[0]


@pytest.fixture(scope="session")
def day_seconds(started: tuple[Stack, float]) -> float:
    """How long a rehearsed day takes: a busy machine gets longer days, not other answers."""
    return DAY_SECONDS * min(3.0, max(1.0, started[1] / IDLE_START))


@pytest.fixture(scope="session")
def outside(stack: Stack) -> Outside:
    """The services of the stack, as the pipeline itself reaches them."""
    return build(read_settings(shared_environment(stack.home, stack.ports, stack.kept)))


@pytest.fixture(scope="session")
def rehearsed(stack: Stack, outside: Outside, day_seconds: float) -> Rehearsed:
    """A visit that went through the real scheduler and triggerer, undisturbed."""
    return rehearse_once(stack, outside, day_seconds=day_seconds)
