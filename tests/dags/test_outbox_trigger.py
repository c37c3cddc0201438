"""The watcher of the outbox starts a run when something was left behind, and again while it is."""

import asyncio

import pytest

import outbox_trigger
from outbox_trigger import OutboxTrigger
from shared_look import SharedLook


@pytest.mark.parametrize(
    ("looks", "hints"),
    [([False, False], 0), ([False, True, False], 1), ([True, True], 2)],
    ids=["nothing waits", "once", "it lies there still"],
)
def test_a_hint_is_given_for_each_look_that_finds_something(
    monkeypatch: pytest.MonkeyPatch, looks: list[bool], hints: int
) -> None:
    left = iter(looks)

    def look() -> bool:
        try:
            return next(left)
        except StopIteration:
            raise LookupError from None

    monkeypatch.setattr(outbox_trigger, "LOOK", SharedLook(look))

    assert asyncio.run(_hints(OutboxTrigger(every_seconds=0, again_after_seconds=0))) == hints


async def _hints(trigger: OutboxTrigger) -> int:
    found = 0
    try:
        async for _ in trigger.run():
            found += 1
    except LookupError:
        return found
    return found
