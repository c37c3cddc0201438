"""What is told of what is not well: once while it lasts, again after a day, and when it is over."""

from datetime import UTC, datetime, timedelta

import pytest

from visit_exchange.visits.watch.findings import (
    Area,
    Finding,
    KnownFinding,
    Mend,
    News,
    news,
    still_open,
    to_mend,
)

NOW = datetime(2026, 11, 26, 10, 5, tzinfo=UTC)  # Thursday
LOST = Finding(Area.RUNS, "999-ap-20261123", "It has no run.", "Start it.", Mend.START_RUN)
PAUSED = Finding(Area.DAGS, "visit paused", "It is paused.", "Switch it on.")


def known(
    finding: Finding,
    *,
    told: timedelta | None = None,
    mended: timedelta | None = None,
    over: timedelta | None = None,
) -> KnownFinding:
    """Return a finding as the register has it; how long ago it was told, mended and over."""
    ago = {
        name: NOW - since if since else None
        for name, since in (("told_at", told), ("mended_at", mended), ("over_at", over))
    }
    since = NOW - timedelta(days=2)
    return KnownFinding(finding.key, finding.what, finding.do, since, **ago)


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("found", "before", "told"),
    [
        ([LOST], [], News(new=(LOST,))),
        ([LOST], [known(LOST, told=HOUR)], News()),
        ([LOST], [known(LOST, told=DAY)], News(lasting=(LOST,))),
        ([], [known(LOST, told=HOUR)], News(over=(known(LOST, told=HOUR),))),
        ([PAUSED], [known(LOST, told=HOUR)], News(new=(PAUSED,), over=(known(LOST, told=HOUR),))),
        ([], [], News()),
    ],
    ids=["new", "lasts", "lasts for a day", "over", "one comes, one goes", "all is well"],
)
def test_what_is_told(found: list[Finding], before: list[KnownFinding], told: News) -> None:
    assert news(found, before, NOW) == told


def test_what_no_mail_could_tell_is_told_by_the_next_look() -> None:
    assert news([LOST], [known(LOST)], NOW) == News(new=(LOST,))


def test_what_came_and_went_while_no_mail_went_out_is_not_told_to_be_over() -> None:
    assert news([], [known(LOST)], NOW) == News()


def test_an_area_that_cannot_be_looked_at_stays_as_it_was() -> None:
    """While Airflow does not answer, a lost run is neither new nor over."""
    before = [known(LOST, told=HOUR)]
    left = still_open([PAUSED], before, {Area.RUNS})
    assert [each.key for each in left] == [PAUSED.key, LOST.key]
    assert left[1].mend is None
    assert news(left, before, NOW) == News(new=(PAUSED,))
    assert still_open([], before, {Area.UPLOADS}) == ()


def test_what_is_over_does_not_come_back_with_its_area() -> None:
    assert still_open([], [known(LOST, told=HOUR, over=HOUR)], {Area.RUNS}) == ()


@pytest.mark.parametrize(
    ("before", "is_mended"),
    [
        ([], True),
        ([known(LOST, told=HOUR)], True),
        ([known(LOST, told=HOUR, mended=HOUR)], False),
        ([known(LOST, told=HOUR, mended=HOUR, over=HOUR)], False),
        ([known(LOST, told=DAY, mended=DAY)], True),
    ],
    ids=["new", "named, not mended", "mended", "came back within an hour", "a day ago"],
)
def test_what_comes_back_within_a_day_is_left_to_a_person(
    before: list[KnownFinding], is_mended: bool
) -> None:
    assert bool(to_mend([LOST], before, NOW)) is is_mended


def test_what_is_only_named_is_never_mended() -> None:
    assert to_mend([PAUSED], [], NOW) == ()
