"""What the visits of a load cost when nothing happens, and how long the board of them takes."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import httpx

from local_stack.supervising.stack import Stack
from rehearsal.load.costs import processor_seconds, spent

LOOK = 30.0  # seconds
AT_WORK = 0.6  # of one core: more than any number of open visits takes while nothing happens
ALIKE = 0.06  # of one core: what differs more is beginning or coming to its end
LOOKS = 3  # that must be alike
PATIENCE = 30  # looks; the packs of a national 5pm are published within a quarter of an hour
BOARDS = 5
WHO = "data-team"


Shares = Mapping[str, float]


@dataclass(frozen=True)
class Quiet:
    """``shares`` are of one core, by part; ``board`` the middle of some, in seconds.

    ``after`` is how long the packs kept the stack at work after the last reply, in seconds;
    ``came`` says whether it came to rest at all.
    """

    shares: Shares
    board: float
    after: float
    came: bool = True


def look_while_quiet(stack: Stack, shares: Callable[[], Shares]) -> Quiet:
    """Return what the stack takes once it is at rest, then how long its board takes."""
    looks = until_rest(shares)
    after = (len(looks) - LOOKS) * LOOK
    return Quiet(looks[-1], _board(stack), after, is_at_rest(looks))


def until_rest(shares: Callable[[], Shares]) -> list[Shares]:
    """Wait until the stack is at rest, with patience; return what it took in each look."""
    looks = [shares()]
    while not is_at_rest(looks) and len(looks) < PATIENCE:
        looks.append(shares())
    return looks


def is_at_rest(looks: Sequence[Shares]) -> bool:
    """Return whether the last looks are low and alike."""
    lasting = [_all(look) for look in looks[-LOOKS:]]
    return len(lasting) == LOOKS and max(lasting) <= AT_WORK and max(lasting) - min(lasting) < ALIKE


def state(looks: Sequence[Shares]) -> str:
    """Return whether the wait for rest ended with it, in words."""
    if is_at_rest(looks):
        return "At rest"
    return f"Still at work ({_all(looks[-1]):.0%} of one core)"


def shares_of(stack: Stack) -> Shares:
    """Return how much of one core each part takes, over a while."""
    before, began = processor_seconds(stack.home), time.monotonic()
    time.sleep(LOOK)
    taken, lasted = spent(before, processor_seconds(stack.home)), time.monotonic() - began
    return {part: seconds / lasted for part, seconds in taken.items()}


def sentence(quiet: Quiet, visits: int) -> str:
    """Return all of it in words."""
    whole = _all(quiet.shares)
    when = f"At rest {quiet.after:.0f} s" if quiet.came else f"Not at rest {quiet.after:.0f} s"
    rest = "nothing happening" if quiet.came else "packs still being published"
    parts = sorted(quiet.shares.items(), key=lambda each: -each[1])
    of_which = ", ".join(f"{part} {share:.1%}" for part, share in parts)
    return (
        f"{when} after the last reply. With {visits} visits open and {rest}: "
        f"{whole:.1%} of one core ({of_which}). The board of them: {quiet.board:.2f} s"
    )


def _all(shares: Shares) -> float:
    return sum(shares.values())


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
