"""Whether a row fulfils a condition: yes, no, or not said."""

from datetime import date

import pandas as pd
import pytest
from pydantic import ValidationError

from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.rules.conditions import Condition
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.conditions_met import judge, told

SPEC = load_list("ap_thematic_2023", "currently_attending")
FRIDAY = date(2023, 3, 24)  # Friday 24 March 2023


def answers(condition: Condition, **columns: list[object]) -> list[bool | None]:
    frame = pd.DataFrame({name: pd.Series(v, dtype=object) for name, v in columns.items()})
    return told(judge(condition, PackList(SPEC, frame, FRIDAY), {}))


def test_one_of_several_codes_in_a_cell_is_enough() -> None:
    condition = Condition(column="sen_needs", any_of=("HI", "VI"))
    assert answers(condition, sen_needs=["SEMH; HI", "SEMH", None, "unknown"]) == [
        True, False, None, None,
    ]  # fmt: skip


def test_words_of_a_text_are_compared_without_case_and_spaces() -> None:
    condition = Condition(column="health_needs", none_of=("none", "n/a"))
    held: list[object] = ["Epilepsy", " None ", "N/A", None]
    assert answers(condition, health_needs=held) == [True, False, False, None]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition(column="age", at_least=11), [False, True, True, None]),
        (Condition(column="age", at_most=11), [True, True, False, None]),
        (Condition(column="age", over=11), [False, False, True, None]),
        (Condition(column="age", held=True), [True, True, True, False]),
        (Condition(column="age", held=False), [False, False, False, True]),
        (Condition(column="age", at_least=11, blank="yes"), [False, True, True, True]),
        (Condition(column="age", at_least=11, blank="no"), [False, True, True, False]),
    ],
)
def test_a_number_is_judged_at_its_boundary_and_a_blank_as_it_is_told(
    condition: Condition, expected: list[bool | None]
) -> None:
    assert answers(condition, age=[10.0, 11.0, 12.0, None]) == expected


def test_no_and_not_said_is_no_and_yes_or_not_said_is_yes() -> None:
    old, out = Condition(column="age", at_least=11), Condition(column="area", any_of=("out",))
    rows: dict[str, list[object]] = {"age": [12.0, 10.0, 12.0], "area": [None, None, "out"]}
    assert answers(Condition(every=(old, out)), **rows) == [None, False, True]
    assert answers(Condition(either=(old, out)), **rows) == [True, None, True]


def test_a_date_is_judged_from_the_day_the_list_is_as_at() -> None:
    condition = Condition(column="started", older_than_days=7)
    # Thursday 16, Friday 17 and Saturday 18 March 2023
    days = [pd.Timestamp(2023, 3, day) for day in (16, 17, 18)]
    assert answers(condition, started=[*days, pd.NaT]) == [True, False, False, None]


def test_a_list_without_an_as_at_date_is_judged_from_the_notification_date() -> None:
    condition = Condition(column="started", older_than_days=7)
    days = [pd.Timestamp(2023, 3, day) for day in (16, 17)]
    frame = pd.DataFrame({"started": pd.Series(days, dtype=object)})
    assert told(judge(condition, PackList(SPEC, frame, None, notified=FRIDAY), {})) == [True, False]


def test_what_is_asked_of_a_list_that_is_not_held_is_not_said() -> None:
    assert answers(Condition(also_in="dynamic_support"), reference=["a"]) == [None]
    assert answers(Condition(column="area", any_of=("out",)), reference=["a"]) == [None]


@pytest.mark.parametrize(
    "slip",
    [
        {},
        {"column": "age"},
        {"column": "age", "at_least": 1, "at_most": 2},
        {"column": "age", "at_least": 1, "also_in": "dynamic_support"},
        {"any_of": ["out"]},
    ],
    ids=["nothing", "no test", "two tests", "two kinds", "no column"],
)
def test_a_condition_that_says_nothing_or_two_things_is_refused(slip: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(slip)
