"""What the people of a rehearsal do too late, on a busy machine, ends no rehearsal."""

from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

from rehearsal.playing.arranging import Arranging
from rehearsal.playing.data_team import DataTeam
from rehearsal.playing.watching import Watch
from visit_exchange.errors import UserError

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # Friday
LATE = Mock(side_effect=UserError("The visit is closed"))


def watching() -> Watch:
    visit = Mock(clock=Mock(visit_time=lambda at: at))
    return Watch(Mock(), visit, Mock(), now=lambda: NOW)


def told(watch: Watch) -> list[object]:
    return [each.args[1:] for each in watch.screen.tell.call_args_list]  # type: ignore[attr-defined]


def test_a_step_that_is_refused_is_told_and_the_next_is_done() -> None:
    watch = watching()
    arranging = Arranging(Mock(), Mock(), Mock(), watch, then=NOW)
    arranging.steps = [LATE, Mock()]

    assert not arranging.is_done()
    arranging.then = NOW - timedelta(seconds=1)
    assert arranging.is_done()
    assert told(watch) == [("inspectors", "could not: The visit is closed")]


def test_what_the_data_team_is_refused_is_told_once() -> None:
    watch = watching()
    team = DataTeam(Mock(), watch, Mock())

    for _ in range(2):
        team._once("settles the concern", LATE)
    assert told(watch) == [("data team", "could not: The visit is closed")]
