"""What the lists of an alternative provision visit are held to, one bad cell at a time.

The visit is notified on Monday 23 November 2026, so "the last 6 months" begin on Saturday
23 May 2026.
"""

from datetime import date
from functools import cache

import pytest

from builders.read_lists import read_list
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.visits.uploads.problems import Problem

AP = "ap_thematic_2023"
NOTIFIED = date(2026, 11, 23)  # a Monday

CURRENT: dict[str, object] = {
    "reference": "C001",
    "age": 14,
    "gender": "F",
    "ethnicity": "WBRI",
    "sen_needs": "SEMH; ASD",
    "health_needs": "Epilepsy",
    "ehc_plan": "current",
    "looked_after": "N",
    "setting": "Larch House",
    "setting_status": "current",
    "started": "2025-09-01",
    "setting_type": "state_maintained",
    "area": "out",
    "journey_minutes": 35,
    "full_part_time": "FT",
    "registration": "single",
    "commissioner": "local_authority",
    "reason": "permanent_exclusion",
    "attendance": 87.5,
    "residential": "N",
    "outreach": "Y",
    "outreach_provider": "Elm Outreach",
}
RECENT = CURRENT | {"leaving_date": "2026-09-04", "destination": "Mainstream school"}
DSR: dict[str, object] = {
    "reference": "C001",
    "on_register": "Y",
    "cetr_date": "2026-09-04",
    "education_provision": "Larch House",
    "health_needs": "Epilepsy",
    "ehc_plan": "current",
}
PROVIDER: dict[str, object] = {
    "provider": "Larch House",
    "urn": "123456",
    "ukprn": "10012345",
    "sector": "state",
    "registered": "registered",
    "virtual": "N",
    "offers_outreach": "Y",
    "offer": "Construction skills",
}
SOUND: dict[str, dict[str, object]] = {
    "currently_attending": CURRENT,
    "recently_attended": RECENT,
    "dynamic_support": DSR,
    "alternative_providers": PROVIDER,
}
MUST, CHECK = Severity.MUST_FIX, Severity.PLEASE_CHECK

# list, what is wrong in the row, the check that finds it, how bad, the marked column
BAD_CELLS: list[tuple[str, dict[str, object], str, Severity, str]] = [
    ("currently_attending", {"reference": None}, "CA-01", MUST, "reference"),
    ("currently_attending", {"age": 4}, "CA-02", MUST, "age"),
    ("currently_attending", {"age": 19}, "CA-02", MUST, "age"),
    ("currently_attending", {"gender": "Q"}, "CA-03", MUST, "gender"),
    ("currently_attending", {"ethnicity": "WXYZ"}, "CA-04", MUST, "ethnicity"),
    ("currently_attending", {"sen_needs": "SEMH; ABC"}, "CA-05", MUST, "sen_needs"),
    ("currently_attending", {"sen_needs": "SEMH,ASD"}, "CA-05", MUST, "sen_needs"),
    ("currently_attending", {"other_sen_needs": "ABC"}, "CA-06", CHECK, "other_sen_needs"),
    ("currently_attending", {"ehc_plan": "perhaps"}, "CA-07", MUST, "ehc_plan"),
    ("currently_attending", {"looked_after": "perhaps"}, "CA-08", MUST, "looked_after"),
    ("currently_attending", {"setting_status": "soon"}, "CA-09", MUST, "setting_status"),
    ("currently_attending", {"setting_type": "registered"}, "CA-10", MUST, "setting_type"),
    ("currently_attending", {"area": "near"}, "CA-11", MUST, "area"),
    ("currently_attending", {"journey_minutes": 0.5}, "CA-12", CHECK, "journey_minutes"),
    ("currently_attending", {"journey_minutes": 301}, "CA-12", CHECK, "journey_minutes"),
    ("currently_attending", {"journey_minutes": None}, "CA-13", CHECK, "journey_minutes"),
    ("currently_attending", {"area": "in"}, "CA-14", CHECK, "journey_minutes"),
    ("currently_attending", {"full_part_time": "half"}, "CA-15", MUST, "full_part_time"),
    ("currently_attending", {"registration": "triple"}, "CA-16", MUST, "registration"),
    ("currently_attending", {"commissioner": "someone"}, "CA-17", CHECK, "commissioner"),
    ("currently_attending", {"reason": "because"}, "CA-18", CHECK, "reason"),
    ("currently_attending", {"attendance": 100.5}, "CA-19", MUST, "attendance"),
    ("currently_attending", {"attendance": -1}, "CA-19", MUST, "attendance"),
    ("currently_attending", {"residential": "often"}, "CA-20", MUST, "residential"),
    ("currently_attending", {"outreach": "often"}, "CA-21", MUST, "outreach"),
    ("currently_attending", {"outreach_provider": None}, "CA-22", CHECK, "outreach_provider"),
    ("currently_attending", {"outreach": "N"}, "CA-23", CHECK, "outreach_provider"),
    ("recently_attended", {"age": 19}, "RA-02", MUST, "age"),
    ("recently_attended", {"leaving_date": None}, "RA-31", CHECK, "leaving_date"),
    ("recently_attended", {"leaving_date": "2026-11-24"}, "RA-32", MUST, "leaving_date"),
    ("recently_attended", {"leaving_date": "2026-05-22"}, "RA-33", CHECK, "leaving_date"),
    ("recently_attended", {"destination": None}, "RA-34", CHECK, "destination"),
    ("dynamic_support", {"reference": None}, "DS-01", MUST, "reference"),
    ("dynamic_support", {"on_register": "often"}, "DS-02", MUST, "on_register"),
    ("dynamic_support", {"cetr_date": "2026-11-24"}, "DS-03", MUST, "cetr_date"),
    ("dynamic_support", {"cetr_date": "2026-05-22"}, "DS-04", CHECK, "cetr_date"),
    ("dynamic_support", {"on_register": "N", "cetr_date": None}, "DS-05", CHECK, "cetr_date"),
    ("dynamic_support", {"ehc_plan": "perhaps"}, "DS-06", MUST, "ehc_plan"),
    ("alternative_providers", {"provider": None}, "AP-01", MUST, "provider"),
    ("alternative_providers", {"urn": "12345"}, "AP-03", CHECK, "urn"),
    ("alternative_providers", {"urn": "1234567"}, "AP-03", CHECK, "urn"),
    ("alternative_providers", {"ukprn": "20012345"}, "AP-04", CHECK, "ukprn"),
    ("alternative_providers", {"sector": "both"}, "AP-05", MUST, "sector"),
    ("alternative_providers", {"registered": "maybe"}, "AP-06", MUST, "registered"),
    ("alternative_providers", {"setting_type": "school"}, "AP-07", MUST, "setting_type"),
    ("alternative_providers", {"virtual": "partly"}, "AP-08", MUST, "virtual"),
    ("alternative_providers", {"offers_outreach": "soon"}, "AP-09", MUST, "offers_outreach"),
    ("alternative_providers", {"registered": "unregistered"}, "AP-10", CHECK, "registered"),
]
# cells at the very edge of what is right
GOOD_CELLS: list[tuple[str, dict[str, object]]] = [
    ("currently_attending", {"age": 5}),
    ("currently_attending", {"age": 18}),
    ("currently_attending", {"age": None}),
    ("currently_attending", {"gender": "O"}),
    ("currently_attending", {"ethnicity": "NOBT"}),
    ("currently_attending", {"sen_needs": "NONE"}),
    ("currently_attending", {"attendance": 0}),
    ("currently_attending", {"attendance": 100}),
    ("currently_attending", {"area": "in", "journey_minutes": None}),
    ("currently_attending", {"area": None, "journey_minutes": None}),
    ("currently_attending", {"outreach": "N", "outreach_provider": None}),
    ("currently_attending", {"outreach": "unknown"}),
    ("recently_attended", {"leaving_date": "2026-05-23"}),
    ("recently_attended", {"leaving_date": "2026-11-23T15:30"}),
    ("dynamic_support", {"on_register": "Y", "cetr_date": None}),
    ("alternative_providers", {"urn": None, "ukprn": None}),
    ("alternative_providers", {"sector": "independent", "registered": "unregistered"}),
]


@pytest.mark.parametrize(
    ("list_id", "wrong", "rule", "severity", "column"), BAD_CELLS, ids=lambda v: str(v)[:40]
)
def test_a_bad_cell_is_told_at_its_place(
    list_id: str, wrong: dict[str, object], rule: str, severity: Severity, column: str
) -> None:
    found = told_of_each(list_id)[str(wrong)]
    assert [(p.rule, p.severity, p.field) for p in found] == [(rule, severity, column)]


@pytest.mark.parametrize(("list_id", "cells"), GOOD_CELLS, ids=lambda v: str(v)[:40])
def test_a_cell_at_the_edge_is_sound(list_id: str, cells: dict[str, object]) -> None:
    assert told_of_each(list_id)[str(cells)] == []


@pytest.mark.parametrize("list_id", SOUND)
def test_a_sound_list_draws_no_question_and_every_check_looked(list_id: str) -> None:
    checked = check_list(read_list(AP, list_id, [SOUND[list_id]]), notified=NOTIFIED)
    assert [p for p in checked.problems if p.severity is not Severity.NOT_HELD] == []
    unasked = {c.id for c in load_list(AP, list_id).columns if not c.asked}
    marks = {check.id: check.mark for check in load_list(AP, list_id).checks}
    assert {marks[run.id] for run in checked.checks if not run.held} <= unasked


@pytest.mark.parametrize(
    ("list_id", "same", "rule", "column"),
    [
        ("currently_attending", ("reference", "setting"), "CA-24", "setting"),
        ("recently_attended", ("reference", "setting"), "RA-24", "setting"),
        ("dynamic_support", ("reference",), "DS-07", "reference"),
        ("alternative_providers", ("provider",), "AP-02", "provider"),
    ],
)
def test_both_rows_of_a_pair_are_told(
    list_id: str, same: tuple[str, ...], rule: str, column: str
) -> None:
    twin = other(list_id) | {field: SOUND[list_id][field] for field in same}
    found = told(list_id, SOUND[list_id], twin)
    assert [(p.rule, p.row, p.field) for p in found] == [(rule, 5, column), (rule, 6, column)]


@pytest.mark.slow
def test_a_child_at_two_settings_is_no_duplicate() -> None:
    assert told("currently_attending", CURRENT, CURRENT | {"setting": "Oak Lodge"}) == []


@pytest.mark.slow
def test_messages_name_the_dates_of_this_visit() -> None:
    late = told("recently_attended", RECENT | {"leaving_date": "2026-11-24"})
    early = told("recently_attended", RECENT | {"leaving_date": "2026-05-22"})
    assert "on or before the notification date, 23 November 2026" in late[0].message
    assert "on or after 23 May 2026" in early[0].message


def test_six_months_before_the_end_of_august_is_the_end_of_february() -> None:
    leaver = RECENT | {"leaving_date": "2026-02-28"}
    read = read_list(AP, "recently_attended", [leaver])
    checked = check_list(read, notified=date(2026, 8, 31))  # a Monday
    assert checked.problems == ()


@pytest.mark.parametrize("list_id", SOUND)
def test_every_message_follows_the_style(list_id: str) -> None:
    for check in load_list(AP, list_id).checks:
        words = check.message.casefold().replace("independent", "")
        assert not {"invalid", "please", "sorry", "error", "valid"} & set(words.split())
        assert check.message[0].isupper()
        assert not check.message.endswith(".")


@cache
def told_of_each(list_id: str) -> dict[str, list[Problem]]:
    """What is told of each case above, all of them rows of one list: checking takes a while."""
    cases = [cells for listed, cells, *_ in BAD_CELLS if listed == list_id]
    cases += [cells for listed, cells in GOOD_CELLS if listed == list_id]
    rows = [other(list_id, place) | case for place, case in enumerate(cases)]
    found = told(list_id, *rows)
    return {str(case): [p for p in found if p.row == 5 + i] for i, case in enumerate(cases)}


def other(list_id: str, number: int = 2) -> dict[str, object]:
    """A sound row that differs from the others in what names a row."""
    first = SOUND[list_id]
    return first | {field: f"{first[field]}-{number}" for field in load_list(AP, list_id).unique}


def told(list_id: str, *rows: dict[str, object]) -> list[Problem]:
    checked = check_list(read_list(AP, list_id, rows), notified=NOTIFIED)
    return [p for p in checked.problems if p.severity is not Severity.NOT_HELD]
