"""What a load says of itself: how soon each was answered, and whether the last waited longer."""

from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from rehearsal.load.costs import spent
from rehearsal.load.dropping import Answered, Drop
from rehearsal.load.quiet import Quiet, is_at_rest, sentence, state
from rehearsal.load.sent import files_of
from rehearsal.load.telling import (
    Figures,
    by_sort,
    first_of_each_visit,
    hundreds,
    lines,
    table_of_costs,
)

FIVE_PM = datetime(2026, 11, 26, 17, tzinfo=UTC)  # Thursday 26 November 2026


def answered(visit: str, seconds: float, sort: str = "document") -> Answered:
    drop = Drop(visit, f"{visit} {seconds}", sort, FIVE_PM)
    return Answered(drop, FIVE_PM + timedelta(seconds=seconds))


def test_lists_and_documents_are_told_apart() -> None:
    all_ = [answered("a", 2), answered("a", 4), answered("b", 9), answered("b", 5, "list")]

    assert by_sort(all_) == {
        "document": Figures(3, 4.0, 9.0),
        "list": Figures(1, 5.0, 5.0),
        "all": Figures(4, 4.5, 9.0),
    }


def test_the_area_that_waited_longest_for_its_first_reply_is_told() -> None:
    assert first_of_each_visit([answered("a", 2), answered("b", 7), answered("a", 20)]) == 7


@pytest.mark.parametrize(("files", "told"), [(199, None), (300, (9.9, 9.9))])
def test_the_last_hundred_stand_beside_the_first(
    files: int, told: tuple[float, float] | None
) -> None:
    assert hundreds([answered("a", n / 10) for n in range(files)]) == told


def test_what_is_said_has_the_rate_and_the_first_reply() -> None:
    told = lines([answered("a", 5), answered("b", 20)], FIVE_PM)

    assert told == [
        "2 files in 20.0 s: 0.10 a second",
        "first reply 5.0 s after its drop; the last area has its first after 20.0 s",
    ]


def test_what_each_part_cost_is_the_difference_of_two_looks() -> None:
    cost = spent({"scheduler": 10.0}, {"scheduler": 14.0, "worker-1": 2.0})
    assert cost == {"scheduler": 4.0, "worker-1": 2.0}

    with Console(width=60, record=True) as console:
        console.print(table_of_costs(cost, {"scheduler": 900.0, "others": 24.0}, 3))
    rows = [line.replace("│", " ").split() for line in console.export_text().splitlines()]
    assert ["scheduler", "4.0", "1.33", "900"] in rows
    assert ["all", "6.0", "2.00", "924"] in rows


def test_an_area_sends_what_no_other_sends() -> None:
    """The same bytes twice in one visit would be known, and answered without a check."""
    first, second = (tuple(files_of(area, 4, 1)) for area in (0, 1))

    assert [file.sort for file in first] == ["list", "document", "document", "document"]
    assert len({file.content for file in (*first, *second)}) == 8
    assert len({file.name for file in first}) == 4


def test_what_open_visits_cost_is_told_beside_the_board() -> None:
    quiet = Quiet(shares={"s3": 0.053, "scheduler": 0.13}, board=0.846, after=90)
    assert sentence(quiet, visits=153) == (
        "At rest 90 s after the last reply. With 153 visits open and nothing happening: 18.3% of "
        "one core (scheduler 13.0%, s3 5.3%). The board of them: 0.85 s"
    )


def test_a_stack_that_is_still_at_work_is_not_taken_for_a_quiet_one() -> None:
    quiet = Quiet(shares={"scheduler": 1.85}, board=0.32, after=870, came=False)
    told = sentence(quiet, visits=153)
    assert "Not at rest 870 s after the last reply" in told
    assert "packs still being published: 185.0% of one core" in told


@pytest.mark.parametrize(
    ("looks", "is_so"),
    [
        ([0.2, 0.2], False),  # a moment between two tasks
        ([1.7, 0.5, 0.48], False),  # what ran is coming to its end
        ([1.7, 0.5, 0.48, 0.5], True),
        ([0.58, 0.55, 0.51], False),  # and slowly
        ([0.05, 0.05, 0.59], False),  # something begins
        ([0.3, 0.05, 0.3], False),
        ([0.4, 0.4, 0.44], True),
        ([0.06, 0.05, 0.05], True),
        ([1.7, 1.6, 1.6], False),
    ],
)
def test_a_stack_is_at_rest_when_it_takes_little_and_as_much_as_before(
    looks: list[float], is_so: bool
) -> None:
    assert is_at_rest([{"scheduler": look} for look in looks]) is is_so


@pytest.mark.parametrize(
    ("looks", "said"),
    [
        ([1.7, 0.2, 0.2, 0.2], "At rest"),
        ([1.7, 0.3], "Still at work (30% of one core)"),
        ([1.7, 1.6], "Still at work (160% of one core)"),
    ],
)
def test_who_waited_for_rest_is_told_whether_it_came(looks: list[float], said: str) -> None:
    assert state([{"scheduler": look} for look in looks]) == said
