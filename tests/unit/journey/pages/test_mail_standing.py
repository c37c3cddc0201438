"""The board says how many mails wait and since when, and what was refused for good."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from visit_exchange.journey.pages.mail_standing import RefusedLetter, standing_of
from visit_exchange.visits.watch.waiting_mails import Channel, Lane, Trouble, WaitingMail

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)  # Monday 23 November 2026, 10am in London
VISIT = "999-ap-20261123"


def a_letter(
    minutes: int,
    channel: Channel = Channel.MAIL,
    trouble: Trouble | None = None,
    code: str = "",
    since: int = 2,
) -> WaitingMail:
    """Return a letter written so many minutes after ten, in trouble ``since`` minutes after ten."""
    lane = Lane(channel, VISIT, "lano@la.example")
    written, troubled = (TEN + timedelta(minutes=each) for each in (minutes, since))
    letter = WaitingMail(minutes, f"{VISIT}/{minutes}", lane, written)
    return replace(letter, trouble=trouble, code=code, troubled_at=troubled if trouble else None)


AWAY = a_letter(0, trouble=Trouble.AWAY, code="TimeoutError")


@pytest.mark.parametrize(
    ("letters", "lines"),
    [
        ([], []),
        ([a_letter(60)], []),
        (
            [a_letter(0)],
            [
                "1 mail waits to go out, since 10am on Monday 23 November 2026. They go out by "
                "themselves."
            ],
        ),
        (
            [AWAY, a_letter(60, Channel.WEBHOOK), a_letter(30)],
            [
                "2 mails wait to go out, since 10am on Monday 23 November 2026. The mail server "
                "has taken nothing since 10:02am on Monday 23 November 2026 (TimeoutError). They "
                "go out by themselves when it does."
            ],
        ),
        (
            [a_letter(5, Channel.WEBHOOK, Trouble.AWAY, "503", since=6)],
            [
                "1 alert waits to go out, since 10:05am on Monday 23 November 2026. The webhook "
                "has taken nothing since 10:06am on Monday 23 November 2026 (503). They go out by "
                "themselves when it does."
            ],
        ),
    ],
    ids=["nothing", "written just now", "left behind", "the server is away", "the webhook is"],
)
def test_what_waits_at_eleven(letters: list[WaitingMail], lines: list[str]) -> None:
    assert list(standing_of(letters, TEN + timedelta(hours=1)).waiting) == lines


@pytest.mark.parametrize(
    ("trouble", "code", "why"),
    [
        (Trouble.REFUSED, "550 5.1.1", "refused (550 5.1.1)"),
        (Trouble.GIVEN_UP, "450", "put off for four days, and given up (450)"),
        (Trouble.UNREADABLE, "its key was destroyed", "not readable (its key was destroyed)"),
    ],
)
def test_what_is_tried_no_more_stands_there_until_somebody_deals_with_it(
    trouble: Trouble, code: str, why: str
) -> None:
    standing = standing_of([a_letter(1, trouble=trouble, code=code)], TEN + timedelta(days=90))

    assert standing.waiting == ()
    assert standing.refused == (RefusedLetter(1, VISIT, "lano@la.example", why),)
