"""How long a mail waits after each try, and when it is given up."""

from datetime import UTC, datetime, timedelta

import pytest

from visit_exchange.visits.watch.waiting_mails import (
    Channel,
    Lane,
    Trouble,
    WaitingMail,
    is_given_up,
    pause,
)

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # Monday 23 November 2026


@pytest.mark.parametrize(
    ("trouble", "minutes"),
    [
        (Trouble.AWAY, [1, 2, 4, 5, 5]),
        (Trouble.PUT_OFF, [1, 2, 4, 8, 16, 32, 60, 60]),
    ],
    ids=["a server is asked again soon", "one mail less and less often"],
)
def test_the_pauses_grow(trouble: Trouble, minutes: list[int]) -> None:
    tried = range(1, len(minutes) + 1)
    assert [pause(trouble, tries) for tries in tried] == [timedelta(minutes=m) for m in minutes]


def test_after_months_the_pause_is_still_one() -> None:
    assert pause(Trouble.AWAY, 100_000) == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("at", "given_up"),
    [("2026-11-27T08:59", False), ("2026-11-27T09:00", True)],
    ids=["Friday before 9", "Friday at 9"],
)
def test_a_mail_that_is_put_off_is_tried_for_four_days(at: str, given_up: bool) -> None:
    lane = Lane(Channel.MAIL, "999-ap-20261123", "lano@la.example")
    mail = WaitingMail(1, "999-ap-20261123/request", lane, MONDAY)

    assert is_given_up(mail, datetime.fromisoformat(at).replace(tzinfo=UTC)) is given_up
