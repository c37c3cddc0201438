"""Each indicator on a small table, counted by hand: (count, do not, not held). Invented children.

A row is (child, then the columns named). None is a blank. Every table holds somebody for whom the
list does not say, since nobody may be guessed into or out of a number.
"""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from visit_exchange.packs.contents import PackList
from visit_exchange.packs.measuring import measure
from visit_exchange.packs.profile_spec import Indicator, load_profile
from visit_exchange.returns.list_spec import load_list

KIND = "ap_thematic_2023"
FRIDAY = date(2023, 3, 24)  # Friday 24 March 2023: the day the lists are as at
NOW, BEFORE = "current", "previous"
FREE, STATE = "independent_unregistered", "state_maintained"


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


# id: columns beside the child, rows, (count, do not count, not held)
TABLES: dict[str, tuple[str, list[tuple[Any, ...]], tuple[int, int, int]]] = {
    "part_time": (
        "setting_status full_part_time",
        [("a", NOW, "PT"), ("a", NOW, "FT"), ("b", NOW, "FT"), ("c", NOW, None), ("d", None, "PT"),
         ("e", BEFORE, "PT"), ("f", NOW, "unknown")],
        (2, 1, 2),  # a and d; e is nowhere now
    ),
    "several_settings": (
        "setting_status setting",
        [("a", NOW, "Oak"), ("a", NOW, "Elm"), ("b", NOW, "Oak"), ("b", BEFORE, "Elm"),
         ("c", NOW, "Oak"), ("c", NOW, None), ("d", NOW, "Oak"), ("d", NOW, "oak ")],
        (1, 2, 1),  # d is twice at Oak; c may be somewhere else as well
    ),
    "several_moves": (
        "setting_status setting",
        [("a", NOW, "Oak"), ("a", BEFORE, "Elm"), ("a", BEFORE, "Ash"), ("b", NOW, "Oak"),
         ("c", NOW, "Oak"), ("c", BEFORE, "Elm"), ("c", BEFORE, None)],
        (1, 1, 1),
    ),
    "out_of_area": (
        "setting_status area",
        [("a", NOW, "out"), ("b", NOW, "in"), ("b", BEFORE, "out"), ("c", NOW, None)],
        (1, 1, 1),
    ),
    "journey_over_guideline": (
        "setting_status area age journey_minutes",
        [("a", NOW, "out", 10.0, 46.0), ("b", NOW, "out", 10.0, 45.0),
         ("c", NOW, "out", 11.0, 75.0),
         ("d", NOW, "out", 11.0, 76.0), ("e", NOW, "out", 9.0, None), ("f", NOW, "in", 9.0, 90.0),
         ("g", NOW, None, 9.0, 90.0), ("h", NOW, "out", None, 40.0), ("i", NOW, "out", None, 90.0)],
        (2, 3, 3),  # h is within both limits; of i, e and g it is not said
    ),
    "residential": (
        "setting_status residential", [("a", NOW, "Y"), ("b", NOW, "N"), ("c", NOW, None)],
        (1, 1, 1)
    ),
    "outreach": (
        "setting_status outreach", [("a", NOW, "Y"), ("b", NOW, "N"), ("c", NOW, "unknown")],
        (1, 1, 1)
    ),
    "long_placement": (
        "setting_status started",
        [("a", NOW, day("2022-03-23")), ("b", NOW, day("2022-03-24")), ("c", NOW, pd.NaT)],
        (1, 1, 1),  # Friday 24 March 2023 less 365 days is Thursday 24 March 2022
    ),
    "very_long_placement": (
        "setting_status started",
        [("a", NOW, day("2021-03-23")), ("b", NOW, day("2021-03-24")), ("c", NOW, pd.NaT)],
        (1, 1, 1),  # 730 days back is Wednesday 24 March 2021
    ),
    "unregistered": (
        "setting_status setting_type",
        [("a", NOW, FREE), ("a", NOW, STATE), ("b", NOW, STATE), ("c", NOW, None), ("d", NOW, FREE),
         ("d", NOW, None), ("e", BEFORE, FREE)],
        (2, 1, 1),  # d is, whatever the other setting is
    ),
    "only_unregistered": (
        "setting_status setting_type",
        [("a", NOW, FREE), ("a", NOW, STATE), ("b", NOW, FREE), ("b", BEFORE, STATE),
         ("c", NOW, FREE),
         ("c", NOW, None)],
        (1, 1, 1),
    ),
    "unregistered_with_plan": (
        "setting_status setting setting_type full_part_time ehc_plan looked_after",
        [("a", NOW, "Oak", FREE, "FT", "current", "N"), ("b", NOW, "Elm", FREE, "FT", "none", "Y"),
         ("c", NOW, "Ash", FREE, "PT", "current", "Y"),
         ("d", NOW, "Fir", STATE, "FT", "current", "Y"),
         ("e", NOW, "Yew", FREE, "FT", "none", None), ("f", NOW, "oak", FREE, "PT", "none", "N")],
        (2, 2, 1),  # settings: Oak and Elm; of Yew it is not said
    ),
    "unregistered_with_five": (
        "setting_status setting setting_type full_part_time",
        [*((child, NOW, "Oak", FREE, "FT") for child in "abcde"),
         *((child, NOW, "Elm", FREE, "FT") for child in "fghi"), ("f", NOW, "Elm", FREE, "FT"),
         *((child, NOW, "Ash", FREE, "FT") for child in "jklm"), ("n", NOW, "Ash", FREE, None)],
        (1, 1, 1),  # Elm has four children in five rows; Ash may have five
    ),
    "not_on_a_roll": (
        "setting_status registration",
        [("a", NOW, "none"), ("b", NOW, "none"), ("b", NOW, "single"), ("c", NOW, None)],
        (1, 1, 1),
    ),
    "dual_registered": (
        "setting_status registration", [("a", NOW, "dual"), ("b", NOW, "single"), ("c", NOW, None)],
        (1, 1, 1),
    ),
    "commissioner_unknown": (
        "setting_status commissioner", [("a", NOW, None), ("b", NOW, "school"),
        ("c", NOW, "unknown")],
        (2, 1, 0),
    ),
    "reason_unknown": (
        "setting_status reason", [("a", NOW, None), ("b", NOW, "other"), ("c", NOW, "unknown")],
        (2, 1, 0),
    ),
    "persistent_absence": (
        "setting_status attendance",
        [("a", NOW, 90.0), ("b", NOW, 90.5), ("c", NOW, None), ("d", NOW, 95.0), ("d", NOW, 12.0)],
        (2, 1, 1),
    ),
    "severe_absence": (
        "setting_status attendance", [("a", NOW, 50.0), ("b", NOW, 51.0), ("c", NOW, None)],
        (1, 1, 1)
    ),
    "looked_after": ("looked_after", [("a", "Y"), ("b", "N"), ("c", None), ("d", "unknown")],
        (1, 1, 2)),
    "looked_after_without_setting": (
        "looked_after setting_status",
        [("a", "Y", BEFORE), ("b", "Y", NOW), ("b", "Y", BEFORE), ("c", "N", BEFORE),
         ("d", None, BEFORE), ("e", "Y", None)],
        (1, 2, 1),  # a blank beside a setting counts as current
    ),
    "has_plan": ("ehc_plan", [("a", "current"), ("b", "in_assessment"), ("c", None)], (1, 1, 1)),
    "in_assessment": ("ehc_plan", [("a", "current"), ("b", "in_assessment"), ("c", None)],
        (1, 1, 1)),
    "awaiting_placement": (
        "setting_status reason",
        [("a", NOW, "awaiting_placement"), ("b", NOW, "other"), ("c", NOW, None)], (1, 1, 1),
    ),
    "primary_age": ("age", [("a", 10.0), ("b", 11.0), ("c", None)], (1, 1, 1)),
    "sixteen_and_over": ("age", [("a", 16.0), ("b", 15.0), ("c", None)], (1, 1, 1)),
    "destination_unknown": (
        "destination", [("a", None), ("b", "Special school"), ("c", None), ("c", "School")],
        (1, 2, 0)
    ),
    "not_in_education": (
        "destination",
        [("a", "Not in  education or training"), ("b", "NEET"), ("c", "College"), ("d", None)],
        (2, 1, 1),
    ),
    "back_again": ("destination", [("here", None), ("gone", None)], (1, 1, 0)),
    "register_in_ap": ("on_register", [("here", "Y"), ("gone", "Y")], (1, 1, 0)),
    "register_without_provision": (
        "education_provision", [("a", None), ("b", "Special school")], (1, 1, 0)
    ),
    "provider_unregistered": (
        "registered", [("Oak", "unregistered"), ("Elm", "registered"), ("Ash", None)], (1, 1, 1)
    ),
}  # fmt: skip


def table(list_id: str, columns: str, rows: list[tuple[Any, ...]]) -> PackList:
    """Return a treated list of these rows; the first value is what the list's rows are about."""
    spec = load_list(KIND, list_id)
    frame = pd.DataFrame(rows, columns=[spec.columns[0].id, *columns.split()], dtype=object)
    return PackList(spec, frame, FRIDAY)


def measured(indicator: Indicator, each: PackList) -> tuple[int, int, int]:
    here = table("currently_attending", "age", [("here", 12.0)])
    lists = {here.spec.id: here, each.spec.id: each}
    found = measure(indicator, each, lists)
    return found.yes, found.no, found.not_held


@pytest.mark.parametrize("indicator", load_profile(KIND).indicators, ids=lambda i: i.id)
def test_an_indicator_counts_as_one_does_by_hand(indicator: Indicator) -> None:
    columns, rows, expected = TABLES[indicator.id]
    assert measured(indicator, table(indicator.list, columns, rows)) == expected


@pytest.mark.parametrize("indicator", load_profile(KIND).indicators, ids=lambda i: i.id)
def test_the_order_of_rows_changes_nothing(indicator: Indicator) -> None:
    columns, rows, expected = TABLES[indicator.id]
    assert measured(indicator, table(indicator.list, columns, rows[::-1])) == expected


@pytest.mark.parametrize(
    "indicator",
    [i for i in load_profile(KIND).indicators if i.where and i.where.held is None
     and not i.where.also_in and i.of != "row"],
    ids=lambda i: i.id,
)  # fmt: skip
def test_a_column_that_is_not_held_makes_nobody_count(indicator: Indicator) -> None:
    columns, rows, _ = TABLES[indicator.id]
    each = table(indicator.list, columns, rows)
    only_keys = each.frame[[each.spec.columns[0].id, *({"setting"} & {*columns.split()})]]

    yes, _, not_held = measured(indicator, PackList(each.spec, only_keys.copy(), FRIDAY))
    assert yes == 0
    assert not_held


def test_the_rows_behind_are_those_that_make_a_child_count() -> None:
    indicator = next(i for i in load_profile(KIND).indicators if i.id == "part_time")
    columns, rows, _ = TABLES["part_time"]
    found = measure(indicator, table(indicator.list, columns, rows), {})
    assert found.behind == (0, 4)  # of a, only the part-time row
    assert found.unsaid == (3, 6)


def test_a_list_without_an_as_at_date_says_nothing_of_length_of_stay() -> None:
    indicator = next(i for i in load_profile(KIND).indicators if i.id == "long_placement")
    columns, rows, _ = TABLES["long_placement"]
    each = table(indicator.list, columns, rows)
    found = measure(indicator, PackList(each.spec, each.frame, None), {})
    assert (found.yes, found.no, found.not_held) == (0, 0, 3)
