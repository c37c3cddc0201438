"""Waiting for the store's own word of new uploads, which it gives only where it has a queue."""

import asyncio
from collections.abc import Iterator

import pytest

from upload_news import UploadNews
from visit_exchange.errors import ServiceError


def test_without_a_queue_the_watcher_waits_for_nobodys_word() -> None:
    asked: list[int] = []

    def no_queue() -> bool:
        asked.append(1)
        return False

    async def waits_twice() -> None:
        news = UploadNews(no_queue)
        await news.wait()
        await news.wait()

    asyncio.run(waits_twice())
    assert len(asked) == 1  # it is not asked for every look


def test_a_queue_that_fails_is_told_and_the_bucket_is_asked_meanwhile(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answers: Iterator[bool | ServiceError] = iter([ServiceError("The upload queue", "gone"), True])

    def wait() -> bool:
        answer = next(answers)
        if isinstance(answer, ServiceError):
            raise answer
        return answer

    async def waits() -> None:
        news = UploadNews(wait, again_after=0)
        await news.wait()
        await news.wait()

    asyncio.run(waits())
    assert "The upload queue did not answer (gone)" in caplog.text
    assert next(answers, None) is None  # it was asked again
