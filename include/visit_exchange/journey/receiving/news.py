"""Hearing of uploads from the store itself, sooner and cheaper than by asking it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def wait_for_news(outside: "Outside") -> bool:
    """Wait until the store tells of new uploads, some seconds at most.

    Return whether it has a queue to tell them by; without one this returns at once.
    """
    if outside.queue is None:
        return False
    outside.queue.wait()
    return True
