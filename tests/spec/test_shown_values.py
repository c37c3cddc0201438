"""What inspectors' packs show less exactly than it was sent, for both kinds of visit, and why.

What the guidance asks for is shown; what tells a child to who knows the school's register is shown
as the band or the month that a question can be asked from. An age stays a number: inspectors choose
children by it. Days that the law counts in working days (visits, conferences, reviews) stay days.
"""

from datetime import date

import pytest

from visit_exchange.kinds.column_spec import Shown
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.values import shown

AP, SEND = "ap_thematic_2023", "area_send_full_2024"
DAY = date(2026, 9, 7)  # a Monday


@pytest.mark.parametrize(
    ("framework", "list_id", "column", "sent", "seen"),
    [
        (AP, "currently_attending", "attendance", 91.6, "91 to 95"),
        (AP, "currently_attending", "attendance", 50.0, "50 or less"),  # severe absence
        (AP, "currently_attending", "attendance", 50.1, "51 to 80"),
        (AP, "currently_attending", "attendance", 90.0, "81 to 90"),  # persistent absence
        (AP, "currently_attending", "attendance", 90.1, "91 to 95"),
        (AP, "currently_attending", "attendance", 100.0, "96 and over"),
        (AP, "currently_attending", "started", DAY, "September 2026"),
        (AP, "currently_attending", "age", 14, 14),
        (AP, "recently_attended", "attendance", 12.0, "50 or less"),
        (AP, "recently_attended", "leaving_date", DAY, "September 2026"),
        (AP, "dynamic_support", "cetr_date", DAY, "September 2026"),
        (SEND, "ehc_plans", "initial_plan", DAY, "September 2026"),
        (SEND, "ehc_plans", "updated_plan", DAY, "September 2026"),
        (SEND, "ehc_plans", "reviewed_plan", DAY, "September 2026"),
        (SEND, "ehc_plans", "absence", 10.5, "10 to 19"),  # persistent absence
        (SEND, "sen_support", "absence", 50.0, "50 and over"),  # severe absence
        (SEND, "sen_support", "born", 14, 14),  # the treatment made an age of it
        (SEND, "child_protection", "last_visit", DAY, DAY),
    ],
)
def test_a_pack_shows_no_more_than_is_needed(
    framework: str, list_id: str, column: str, sent: object, seen: object
) -> None:
    assert shown(load_list(framework, list_id).column(column), sent) == seen


@pytest.mark.parametrize(
    ("framework", "list_id", "counted"),
    [
        (AP, "currently_attending", {"setting", "started", "attendance"}),
        (SEND, "ehc_plans", {"main_urn", "initial_plan", "absence"}),
        (SEND, "sen_support", {"main_urn", "absence"}),
    ],
)
def test_who_is_unique_is_counted_by_setting_start_and_attendance_too(
    framework: str, list_id: str, counted: set[str]
) -> None:
    rules = load_profile(framework).recognisable
    [columns] = [rule.columns for rule in rules if rule.list == list_id]
    assert counted < set(columns)


def test_no_start_and_no_percentage_of_a_counted_list_is_shown_as_it_was_sent() -> None:
    for framework in (AP, SEND):
        for rule in load_profile(framework).recognisable:
            spec = load_list(framework, rule.list)
            for column in map(spec.column, rule.columns):
                exact = column.shown_as is Shown.EXACT
                assert not (
                    exact and column.type.value in ("percentage", "date") and not column.is_age
                )


def limits(framework: str) -> list[tuple[str, str, float, bool]]:
    """Return each limit of an indicator on a banded column, with its list; is it the most?"""
    found = []
    for each in load_profile(framework).indicators:
        where = each.where
        column = where and where.column and load_list(framework, each.list).column(where.column)
        if not where or not column or column.shown_as is not Shown.BAND:
            continue
        limit = where.at_most if where.at_most is not None else where.at_least
        if limit is not None:
            found.append((each.list, column.id, limit, where.at_most is not None))
    return found


@pytest.mark.parametrize("framework", [AP, SEND])
def test_no_indicator_tells_more_than_the_band_that_a_pack_shows(framework: str) -> None:
    told = limits(framework)
    assert told
    for list_id, column_id, limit, is_most in told:
        column = load_list(framework, list_id).column(column_id)
        beyond = limit + 0.1 if is_most else limit - 0.1
        assert shown(column, limit) != shown(column, beyond), (list_id, limit)
        inside = limit - 0.1 if is_most else limit + 0.1
        assert shown(column, limit) == shown(column, inside), (list_id, limit)
