"""Which uploads one task answers: handfuls, one visit's beside another's, long lists apart."""

from datetime import UTC, datetime

import pytest

from visit_exchange.journey.receiving.batching import (
    Candidate,
    in_batches,
    in_turn,
    is_long,
    room_beside,
)
from visit_exchange.visits.uploads.submission import Upload

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023


def waiting(visit: str, count: int) -> list[Candidate]:
    return [Candidate(f"{visit}/{n}", visit) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("uploads", "lanes", "sizes"),
    [
        (0, 4, []),
        (1, 4, [1]),
        (4, 4, [1, 1, 1, 1]),
        (15, 4, [4, 4, 4, 3]),
        (15, 32, [1] * 15),
        (100, 4, [8] * 12 + [4]),  # never more than a handful
    ],
)
def test_as_many_tasks_as_run_side_by_side_share_a_drop(
    uploads: int, lanes: int, sizes: list[int]
) -> None:
    batches = in_batches(waiting("a", uploads), lanes)

    assert [len(batch) for batch in batches] == sizes
    assert sorted(each for batch in batches for each in batch) == sorted(
        each.id for each in waiting("a", uploads)
    )


def test_two_hundred_of_one_visit_do_not_stand_before_one_of_another() -> None:
    drop = [*waiting("many", 200), *waiting("one", 1), *waiting("two", 2)]
    batches = in_batches(in_turn(drop, lambda each: each.visit_id), 4)

    assert set(batches[0]) >= {"many/1", "one/1", "two/1", "many/2", "two/2"}


def test_the_first_of_every_visit_come_before_the_second_of_any() -> None:
    assert in_turn(["a1", "a2", "a3", "b1", "c1", "c2"], lambda each: each[0]) == [
        "a1", "b1", "c1", "a2", "c2", "a3",
    ]  # fmt: skip


def test_a_visit_whose_files_are_being_answered_has_had_its_turn() -> None:
    ahead = {"a": 1, "c": 2}
    assert in_turn(["a2", "a3", "b1", "b2", "c3"], lambda each: each[0], ahead) == [
        "b1", "a2", "b2", "a3", "c3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "lanes", "room"),
    [
        (0, 4, 16),  # nobody has anything to answer: the first are begun soon
        (16, 4, 80),
        (80, 4, 16),
        (96, 4, 16),  # who has them may be lost
        (0, 32, 128),
        (128, 32, 640),
    ],
)
def test_so_much_is_given_out_as_keeps_all_tasks_at_work(given: int, lanes: int, room: int) -> None:
    assert room_beside(given, lanes) == room


def test_in_a_batch_the_smallest_come_first() -> None:
    sizes = {"a/1": 900, "b/1": 10, "c/1": 200}
    candidates = [Candidate(each, each[0], size) for each, size in sizes.items()]

    assert in_batches(candidates, 1) == [["b/1", "c/1", "a/1"]]


def test_what_has_failed_takes_nobody_along() -> None:
    candidates = [Candidate("a/1", "a", tries=1), *waiting("b", 3), Candidate("c/1", "c", tries=2)]

    assert in_batches(candidates, 1) == [["b/1", "b/2", "b/3"], ["a/1"], ["c/1"]]


@pytest.mark.parametrize(
    ("name", "size", "long"),
    [
        ("a list.xlsx", 300_001, True),
        ("A LIST.CSV", 2_000_000, True),
        ("a list.xlsx", 40_000, False),
        ("a report.pdf", 5_000_000, False),
    ],
)
def test_a_long_list_is_known_before_it_is_opened(name: str, size: int, long: bool) -> None:
    assert is_long(Upload(f"999-ap-20230327/{name}", "v1", size, MONDAY)) is long
