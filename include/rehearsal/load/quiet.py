"""What the visits of a load cost when nothing happens, and how long the board of them takes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import httpx

from local_stack.supervising.stack import Stack
from rehearsal.load.costs import processor_seconds, spent

LOOK = 30.0  # seconds
AT_WORK = 0.6  # of one core: more than any number of open visits takes while nothing happens
PATIENCE = 30  # looks; the packs of a national 5pm are published within a quarter of an hour
BOARDS = 5
WHO = "data-team"


@dataclass(frozen=True)
class Quiet:
    """``share`` is of one core, by all parts together; ``board`` the middle of some, in seconds.

    ``after`` is how long the packs kept the stack at work after the last reply, in seconds.
    """

    share: float
    board: float
    after: float


def look_while_quiet(stack: Stack, share: Callable[[], float]) -> Quiet:
    """Return what the stack takes once it is at rest, then how long its board takes."""
    looks = until_rest(share)
    return Quiet(looks[-1], _board(stack), (len(looks) - 1) * LOOK)


def until_rest(share: Callable[[], float]) -> list[float]:
    """Wait until the stack is at rest, with patience; return what it took in each look."""
    looks = [share()]
    while looks[-1] > AT_WORK and len(looks) < PATIENCE:
        looks.append(share())
    return looks


def state(looks: Sequence[float]) -> str:
    """Return whether the wait for rest ended with it, in words."""
    return "At rest" if looks[-1] <= AT_WORK else f"Still at work ({looks[-1]:.0%} of one core)"


def share_of(stack: Stack) -> float:
    """Return how much of one core all parts take together, over a while."""
    before, began = processor_seconds(stack.home), time.monotonic()
    time.sleep(LOOK)
    taken = spent(before, processor_seconds(stack.home))
    return sum(taken.values()) / (time.monotonic() - began)


def sentence(quiet: Quiet, visits: int) -> str:
    """Return all of it in words."""
    rest = "nothing happening" if quiet.share <= AT_WORK else "packs still being published"
    return (
        f"At rest {quiet.after:.0f} s after the last reply. With {visits} visits open and {rest}: "
        f"{quiet.share:.1%} of one core. The board of them: {quiet.board:.2f} s"
    )


def _board(stack: Stack) -> float:
    address = f"http://127.0.0.1:{stack.ports.airflow}"
    login = {"username": WHO, "password": stack.kept.airflow_passwords[WHO]}
    with httpx.Client(base_url=address, timeout=60) as client:
        answer = client.post("/auth/token", json=login).raise_for_status()
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return median(_seconds(client) for _ in range(BOARDS))


def _seconds(client: httpx.Client) -> float:
    began = time.monotonic()
    client.get("/visits/").raise_for_status()
    return time.monotonic() - began
