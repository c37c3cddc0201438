"""One whole stack for the tests of this folder, and one rehearsal that went through it."""

from collections.abc import Iterator

import pytest

from local_stack.environment import shared_environment
from local_stack.home import Home
from local_stack.supervising.stack import Stack, build_stack
from local_stack.supervising.starting import up
from local_stack.supervising.stopping import stop
from quick_folder import quick_folder
from rehearsed import TEMPORARY, Rehearsed, rehearse_once
from services import free_ports
from visit_exchange.services.outside import Outside, build
from visit_exchange.settings.settings import read_settings


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The local stack in a folder of its own, shared by the tests of this folder.

    Its programs have a temporary folder of their own too, so that what they leave there is seen.
    """
    with quick_folder("whole") as folder, pytest.MonkeyPatch.context() as patch:
        home, ports = Home(folder / "home"), free_ports()
        patch.setenv("TMPDIR", str(folder / TEMPORARY))
        (folder / TEMPORARY).mkdir()
        try:
            list(up(home, ports))
            yield build_stack(home, ports)
        finally:
            stop(home)


@pytest.fixture(scope="session")
def outside(stack: Stack) -> Outside:
    """The services of the stack, as the pipeline itself reaches them."""
    return build(read_settings(shared_environment(stack.home, stack.ports, stack.kept)))


@pytest.fixture(scope="session")
def rehearsed(stack: Stack, outside: Outside) -> Rehearsed:
    """A visit that went through the real scheduler and triggerer, undisturbed."""
    return rehearse_once(stack, outside)
