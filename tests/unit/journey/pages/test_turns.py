"""How many files go before one's own while the machine is busy."""

from datetime import UTC, datetime, timedelta

from visit_exchange.journey.pages.turns import files_before
from visit_exchange.visits.uploads.intake import Unanswered
from visit_exchange.visits.uploads.submission import UploadIdentity

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023
LATER = MONDAY + timedelta(minutes=3)


def waits(visit: str, number: int, *, tries: int = 0, until: datetime | None = None) -> Unanswered:
    name = f"{visit}/{number}"
    return Unanswered(name, visit, UploadIdentity(name, "v1"), tries, "run/0", until)


def before(*unanswered: Unanswered, **turns: int) -> dict[str, int]:
    """Return the places by upload; ``turns`` are those that each visit has just had."""
    return {each.key_hash: n for each, n in files_before(unanswered, turns, MONDAY).items()}


def test_the_first_of_every_visit_goes_before_the_second_of_any() -> None:
    many = [waits("many", n) for n in range(1, 41)]
    places = before(*many, waits("one", 1))
    assert places["one/1"] == 1
    assert (places["many/1"], places["many/2"], places["many/40"]) == (0, 2, 40)


def test_what_a_task_has_begun_waits_for_nobody_and_goes_before_the_rest() -> None:
    begun = [waits("a", n, tries=1, until=LATER) for n in (1, 2)]
    places = before(*begun, waits("b", 1))
    assert places == {"a/1": 0, "a/2": 0, "b/1": 2}


def test_who_has_just_had_an_answer_waits_for_who_has_none() -> None:
    assert before(waits("a", 2), waits("b", 1), a=1) == {"b/1": 0, "a/2": 1}


def test_what_was_given_out_goes_before_what_was_not() -> None:
    assert before(waits("b", 1), waits("a", 1, until=LATER)) == {"a/1": 0, "b/1": 1}


def test_a_try_that_came_to_nothing_waits_again() -> None:
    failed = waits("a", 1, tries=2, until=MONDAY - timedelta(minutes=1))
    assert before(failed, waits("b", 1, until=LATER)) == {"b/1": 0, "a/1": 1}


def test_where_nothing_waits_nobody_has_a_place() -> None:
    assert before() == {}
