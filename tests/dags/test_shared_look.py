"""Looks at the register that are shared by all who wait."""

import asyncio
from collections.abc import Callable

import pytest

from contained import StepFailed
from shared_look import SharedLook
from visit_exchange.errors import ServiceError


def looks(*answers: str | Exception) -> tuple[list[str], Callable[[], str]]:
    asked: list[str] = []

    def look() -> str:
        found = answers[len(asked)]
        asked.append(str(found))
        if isinstance(found, Exception):
            raise found
        return found

    return asked, look


def test_many_who_wait_share_one_look() -> None:
    asked, look = looks("first", "second")
    shared = SharedLook(look)

    async def thousand() -> set[str]:
        now = asyncio.get_running_loop().time()
        return set(await asyncio.gather(*(shared.since(now - 5) for _ in range(1000))))

    assert asyncio.run(thousand()) == {"first"}
    assert asked == ["first"]


def test_who_needs_a_newer_answer_has_it_asked() -> None:
    _, look = looks("first", "second")
    shared = SharedLook(look)

    async def twice() -> list[str]:
        now = asyncio.get_running_loop().time
        return [await shared.since(now()), await shared.since(now())]

    assert asyncio.run(twice()) == ["first", "second"]


def test_a_register_that_is_started_again_ends_no_wait() -> None:
    _, look = looks("first", StepFailed("OperationalError"), "third")
    shared = SharedLook(look, patience=60)

    async def thrice() -> list[str]:
        now = asyncio.get_running_loop().time
        return [await shared.since(now()) for _ in range(3)]

    assert asyncio.run(thrice()) == ["first", "first", "third"]


def test_without_patience_a_look_that_fails_is_raised() -> None:
    _, look = looks("first", StepFailed("OperationalError"))
    shared = SharedLook(look)

    async def twice() -> list[str]:
        now = asyncio.get_running_loop().time
        return [await shared.since(now()) for _ in range(2)]

    with pytest.raises(StepFailed):
        asyncio.run(twice())


@pytest.mark.parametrize(
    "away",
    [
        StepFailed("OperationalError", is_away=True),
        ServiceError("The object store", "EndpointConnectionError"),
        ServiceError("The object store", "SlowDown", 503),
    ],
    ids=["no register", "no store", "a store that cannot"],
)
def test_who_waits_for_days_outlives_whatever_is_away(away: Exception) -> None:
    _, look = looks(*[away] * 50, "back")
    shared = SharedLook(look)

    async def waits() -> str:
        return await shared.when_answered(asyncio.get_running_loop().time(), pause=0)

    assert asyncio.run(waits()) == "back"


def test_what_was_seen_before_is_no_answer_to_who_asks_after_a_look_that_failed() -> None:
    """Else a deadline that came while the store was away would miss what came just before it."""
    away = ServiceError("The object store", "EndpointConnectionError")
    _, look = looks("before", away, away, "after")
    shared = SharedLook(look)

    async def waits() -> str:
        now = asyncio.get_running_loop().time
        await shared.since(now())
        return await shared.when_answered(now(), pause=0)

    assert asyncio.run(waits()) == "after"


@pytest.mark.parametrize(
    "fault", [StepFailed("KeyError"), ServiceError("The object store", "AccessDenied", 403)]
)
def test_a_fault_of_ours_is_raised_at_once_so_that_somebody_is_told(fault: Exception) -> None:
    _, look = looks(fault)
    shared = SharedLook(look)

    async def waits() -> str:
        return await shared.when_answered(asyncio.get_running_loop().time(), pause=0)

    with pytest.raises(type(fault)):
        asyncio.run(waits())
