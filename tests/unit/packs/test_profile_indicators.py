"""Each indicator on a small table, counted by hand: (count, do not, not held). Invented children.

A row is (child, then the columns named). None is a blank. Every table holds somebody for whom the
list does not say, since nobody may be guessed into or out of a number.
"""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from visit_exchange.kinds import framework_ids
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.loading import editions
from visit_exchange.kinds.profile_spec import Indicator, load_profile
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.indicators import measure

KIND = "ap_thematic_2023"
FRIDAY = date(2023, 3, 24)  # Friday 24 March 2023: the day the lists are as at
NOW, BEFORE = "current", "previous"
FREE, STATE = "independent_unregistered", "state_maintained"


def name_of(value: Any) -> str:
    return str(getattr(value, "id", value))


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


AP, SUPPORT = "ap", "sen_support"
YEAR = (day("2022-03-23"), day("2022-03-24"))  # 366 and 365 days back
SEND: dict[str, tuple[str, list[tuple[Any, ...]], tuple[int, int, int]]] = {
    "plans_over_a_year": (
        "initial_plan reviewed_plan",
        [("a", YEAR[0], YEAR[0]), ("b", YEAR[0], pd.NaT), ("c", YEAR[0], YEAR[1]),
         ("d", YEAR[1], pd.NaT), ("e", pd.NaT, YEAR[0])],
        (2, 2, 1),
    ),
    "plans_in_ap": (
        "main_phase subsidiary_phase",
        [("a", AP, None), ("b", "special", AP), ("c", "special", None), ("d", None, None)],
        (2, 1, 1),
    ),
    "plans_special": ("main_phase", [("a", "special"), ("b", AP), ("c", None)], (1, 1, 1)),
    "plans_without_setting": (
        "main_urn home_education",
        [("a", None, "N"), ("b", None, "Y"), ("c", "100001", None), ("d", None, None)],
        (2, 1, 0),  # b is educated at home
    ),
    "plans_home_educated": ("home_education", [("a", "Y"), ("b", "N"), ("c", None)], (1, 1, 1)),
    "plans_dual": ("subsidiary_phase", [("a", AP), ("b", None)], (1, 1, 0)),
    "plans_persistent": ("absence", [("a", 10.0), ("b", 9.9), ("c", None)], (1, 1, 1)),
    "plans_severe": ("absence", [("a", 50.0), ("b", 49.9), ("c", None)], (1, 1, 1)),
    "plans_suspended": ("suspensions", [("a", 1.0), ("b", 0.0), ("c", None)], (1, 1, 1)),
    "plans_excluded": ("permanent_exclusions", [("a", 1.0), ("b", 0.0), ("c", None)], (1, 1, 1)),
    "plans_social_care": (
        "social_care", [("a", "Y"), ("b", "N"), ("c", "unknown"), ("d", None)], (1, 1, 2)
    ),
    "plans_in_care": ("gender", [("care", "M"), ("gone", "F")], (1, 1, 0)),
    "plans_under_five": ("born", [("a", 4.0), ("b", 5.0), ("c", None)], (1, 1, 1)),
    "plans_nineteen": ("born", [("a", 19.0), ("b", 18.0), ("c", None)], (1, 1, 1)),
    "support_in_ap": ("main_phase", [("a", AP), ("b", "primary"), ("c", None)], (1, 1, 1)),
    "support_no_assessment": ("need", [("a", "NSA"), ("b", "ASD"), ("c", None)], (1, 1, 1)),
    "support_without_setting": ("main_urn", [("a", None), ("b", "100001")], (1, 1, 0)),
    "support_persistent": ("absence", [("a", 10.0), ("b", 9.9), ("c", None)], (1, 1, 1)),
    "support_severe": ("absence", [("a", 50.0), ("b", 49.9), ("c", None)], (1, 1, 1)),
    "support_suspended": ("suspensions", [("a", 2.0), ("b", 0.0), ("c", None)], (1, 1, 1)),
    "support_excluded": ("permanent_exclusions", [("a", 1.0), ("b", 0.0), ("c", None)], (1, 1, 1)),
    "support_social_care": ("social_care", [("a", "Y"), ("b", "N"), ("c", None)], (1, 1, 1)),
    "in_both_lists": ("gender", [("support", "M"), ("gone", "F")], (1, 1, 0)),
    "register_with_plan": ("gender", [("plan", "M"), ("gone", "F")], (1, 1, 0)),
    "register_without_plan": (
        "gender", [("plan", "M"), ("support", "F"), ("gone", "F")], (1, 2, 0)
    ),
    "providers_out_of_area": ("area", [("Oak", "out"), ("Elm", "in"), ("Ash", None)], (1, 1, 1)),
}  # fmt: skip

BY_KIND = {"ap_thematic_2023": TABLES, "area_send_full_2024": SEND}
# Who stands in the lists that an indicator looks into: list id to child.
THERE = {
    "ap_thematic_2023": {"currently_attending": "here"},
    "area_send_full_2024": {"ehc_plans": "plan", SUPPORT: "support", "children_in_care": "care"},
}
EVERY = [(kind, each) for kind in BY_KIND for each in load_profile(kind).indicators]
each_indicator = pytest.mark.parametrize(("kind", "indicator"), EVERY, ids=name_of)


def table(kind: str, list_id: str, columns: str, rows: list[tuple[Any, ...]]) -> PackList:
    """Return a treated list of these rows; the first value is what the list's rows are about."""
    spec = load_list(kind, list_id)
    frame = pd.DataFrame(rows, columns=[spec.columns[0].id, *columns.split()], dtype=object)
    return PackList(spec, frame, FRIDAY)


def measured(kind: str, indicator: Indicator, each: PackList) -> tuple[int, int, int]:
    lists = {name: table(kind, name, "gender", [(who, "F")]) for name, who in THERE[kind].items()}
    found = measure(indicator, each, lists | {each.spec.id: each})
    return found.yes, found.no, found.not_held


@pytest.mark.parametrize("kind", framework_ids())
def test_no_indicator_is_without_a_table(kind: str) -> None:
    oldest = editions(kind)[-1]
    assert {each.id for each in load_profile(kind).indicators} == BY_KIND.get(oldest, {}).keys()


@each_indicator
def test_an_indicator_counts_as_one_does_by_hand(kind: str, indicator: Indicator) -> None:
    columns, rows, expected = BY_KIND[kind][indicator.id]
    assert measured(kind, indicator, table(kind, indicator.list, columns, rows)) == expected


@each_indicator
def test_the_order_of_rows_changes_nothing(kind: str, indicator: Indicator) -> None:
    columns, rows, expected = BY_KIND[kind][indicator.id]
    assert measured(kind, indicator, table(kind, indicator.list, columns, rows[::-1])) == expected


@pytest.mark.parametrize(
    ("kind", "indicator"),
    [(kind, i) for kind, i in EVERY if i.where and i.where.columns and i.of != "row"
     and i.where.held is None],
    ids=name_of,
)  # fmt: skip
def test_a_column_that_is_not_held_makes_nobody_count(kind: str, indicator: Indicator) -> None:
    columns, rows, _ = BY_KIND[kind][indicator.id]
    each = table(kind, indicator.list, columns, rows)
    only_keys = each.frame[[each.spec.columns[0].id, *({"setting"} & {*columns.split()})]]
    yes, _, not_held = measured(kind, indicator, PackList(each.spec, only_keys.copy(), FRIDAY))
    assert yes == 0
    assert not_held


def test_the_rows_behind_are_those_that_make_a_child_count() -> None:
    indicator = next(i for i in load_profile(KIND).indicators if i.id == "part_time")
    columns, rows, _ = TABLES["part_time"]
    found = measure(indicator, table(KIND, indicator.list, columns, rows), {})
    assert found.behind == (0, 4)  # of a, only the part-time row
    assert found.unsaid == (3, 6)


def test_a_list_without_an_as_at_date_says_nothing_of_length_of_stay() -> None:
    indicator = next(i for i in load_profile(KIND).indicators if i.id == "long_placement")
    columns, rows, _ = TABLES["long_placement"]
    each = table(KIND, indicator.list, columns, rows)
    found = measure(indicator, PackList(each.spec, each.frame, None), {})
    assert (found.yes, found.no, found.not_held) == (0, 0, 3)
