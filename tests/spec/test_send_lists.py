"""What lists 1 and 2 of an Area SEND inspection are held to: cell by cell, as the template has it.

The visit is notified on Monday 23 November 2026, and every age and date is judged on that day.
A child born on 23 November 2001 is 25 on it, one born a day later is 24.
"""

from functools import cache
from typing import Any

import pytest

from builders.send_lists import NOTIFIED, SEND, read, sheet_rows, upn
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.visits.uploads.problems import Problem

MUST, CHECK = Severity.MUST_FIX, Severity.PLEASE_CHECK

LIST_2 = {
    "reference": "C0001",
    "pupil_number": upn(1),
    "learner_number": "1000000035",
    "born": "24/03/2012",
    "gender": "b) Female",
    "ethnicity": "f) MWBC",
    "need": "e) SEMH",
    "main_urn": "100001",
    "main_phase": "e) Secondary",
    "subsidiary_phase": "h) Pupil referral unit/Alternative provision",
    "suspensions": 2,
    "permanent_exclusions": 0,
    "absence": 12.5,
    "pupil_premium": "a) Yes",
    "social_care": "a) Yes",
    "social_care_team": "Children in need",
    "disability": "b) No",
}
LIST_1 = LIST_2 | {
    "initial_plan": "23/09/2019",
    "updated_plan": "25/07/2023",
    "reviewed_plan": "16/06/2026",
    "home_education": "b) No",
}
SOUND = {"ehc_plans": LIST_1, "sen_support": LIST_2}
NO_SCHOOL = {"main_urn": None, "main_phase": None, "subsidiary_phase": None}
DISABILITY = "Does the child or young person have a disability?"
NO_NUMBER = {"pupil_number": None, "learner_number": None}

# what the row says instead, the finding's number, how bad, the marked column, what is said
BOTH = [
    ({"reference": None}, "01", MUST, "reference",
     "Enter a unique ID. Use the same one for this child in every list"),
    ({"pupil_number": "Z999000000001"}, "03", CHECK, "pupil_number",
     "UPN must be 13 characters with the right check letter. We have not used this one"),
    ({"pupil_number": upn(1)[:-1]}, "03", CHECK, "pupil_number",
     "UPN must be 13 characters with the right check letter. We have not used this one"),
    ({"learner_number": "1000000034"}, "05", CHECK, "learner_number",
     "ULN must be 10 digits with the right check digit"),
    ({"learner_number": "100000003"}, "05", CHECK, "learner_number",
     "ULN must be 10 digits with the right check digit"),
    ({"born": None}, "06", CHECK, "born", "Enter the date of birth"),
    ({"born": "24/11/2026"}, "07", MUST, "born",
     "Date of birth must be on or before the notification date, 23 November 2026"),
    ({"born": "23/11/2001"}, "08", CHECK, "born",
     "This young person was 25 on 23 November 2026. Check that the list still applies to them"),
    ({"born": "24/11/2000"}, "08", CHECK, "born",
     "This young person was 25 on 23 November 2026. Check that the list still applies to them"),
    ({"born": "23/11/2000"}, "09", MUST, "born",
     "Age on 23 November 2026 must be 25 or under. Correct the date of birth, or remove the row"),
    ({"gender": None}, "10", CHECK, "gender",
     "Enter the gender. If it is not recorded, choose Not known"),
    ({"gender": "Q"}, "11", MUST, "gender",
     "Gender must be Male, Female, Not known or Not specified"),
    ({"ethnicity": None}, "12", CHECK, "ethnicity",
     "Enter the ethnicity. If it is not recorded, choose UNKNOWN"),
    ({"ethnicity": "v) XXXX"}, "13", MUST, "ethnicity",
     "Ethnicity must be a code from the template, for example WBRI, or its description"),
    ({"need": None}, "14", CHECK, "need", "Enter the SEN primary need"),
    ({"need": "m) ABC"}, "15", MUST, "need",
     "SEN primary need must be a code from the template, for example SEMH, or its description"),
    (NO_NUMBER | {"born": "23/11/2020"}, "16", CHECK, "pupil_number",
     "Enter a UPN or ULN for a child or young person aged 6 or over"),
    ({"main_urn": "12345"}, "17", CHECK, "main_urn",
     "Main education establishment – URN must be 6 digits"),
    ({"main_urn": "1234567"}, "17", CHECK, "main_urn",
     "Main education establishment – URN must be 6 digits"),
    ({"main_phase": "j) Castle"}, "18", MUST, "main_phase",
     "Main education establishment – phase must be one from the template, for example Primary"),
    ({"subsidiary_phase": "Castle"}, "19", MUST, "subsidiary_phase",
     "Subsidiary education establishment – phase must be one from the template, for example "
     "Special"),
    ({"main_urn": None}, "41", CHECK, "main_urn",
     "Enter the URN of the main education establishment. Its phase does not say which school or "
     "college it is"),
    ({"main_urn": "Unknown"}, "41", CHECK, "main_urn",
     "Enter the URN of the main education establishment. Its phase does not say which school or "
     "college it is"),
    ({"main_urn": "N/K", "subsidiary_phase": None}, "41", CHECK, "main_urn",
     "Enter the URN of the main education establishment. Its phase does not say which school or "
     "college it is"),
    ({"pupil_number": "UN1"}, "42", CHECK, "pupil_number",
     "UN1 says that a child is under 6 and has no UPN yet. Enter the UPN, or the reason that is "
     "right"),
    ({"pupil_number": "UN11"}, "03", CHECK, "pupil_number",
     "UPN must be 13 characters with the right check letter. We have not used this one"),
    ({"main_urn": None, "main_phase": None}, "21", CHECK, "main_urn",
     "A subsidiary establishment is given without a main one. Enter the main education "
     "establishment"),
    ({"suspensions": -1}, "22", MUST, "suspensions", "Suspensions must be 0 or more"),
    ({"permanent_exclusions": -1}, "23", MUST, "permanent_exclusions",
     "Permanent exclusions must be 0 or more"),
    ({"absence": 100.5}, "24", MUST, "absence", "Absence must be a percentage from 0 to 100"),
    ({"absence": -1}, "24", MUST, "absence", "Absence must be a percentage from 0 to 100"),
    ({"pupil_premium": "perhaps"}, "25", MUST, "pupil_premium", "Pupil Premium must be Yes or No"),
    ({"social_care": "perhaps"}, "26", MUST, "social_care",
     "Known to children's social care must be Yes or No"),
    ({"social_care_team": None}, "27", CHECK, "social_care_team",
     "Enter the children's social care team for a child who is known to children's social care"),
    ({"social_care": "b) No"}, "28", CHECK, "social_care_team",
     "A social care team is given for a child who is not known to children's social care. Check "
     "both"),
    ({"disability": None}, "29", CHECK, "disability",
     "Enter whether the child or young person has a disability. If you do not know, choose "
     "Unknown"),
    ({"disability": "perhaps"}, "30", MUST, "disability",
     "Whether the child or young person has a disability must be Yes, No or Unknown"),
]  # fmt: skip
NO_PLACE = [
    ("sen_support", NO_SCHOOL | {"born": "23/11/2021"}, "20", CHECK, "main_urn",
     "Enter the main education establishment for a child aged 5 to 16"),
    ("sen_support", NO_SCHOOL | {"born": "24/11/2009"}, "20", CHECK, "main_urn",
     "Enter the main education establishment for a child aged 5 to 16"),
    ("ehc_plans", NO_SCHOOL | {"born": "23/11/2021"}, "20", CHECK, "main_urn",
     "Enter the main education establishment for a child aged 5 to 16 who is not home educated"),
]  # fmt: skip
PLANS = [
    ("ehc_plans", {"initial_plan": "24/11/2026", "updated_plan": None, "reviewed_plan": None},
     "31", MUST, "initial_plan",
     "Date initial EHC plan issued must be on or before the notification date, 23 November 2026"),
    ("ehc_plans", {"updated_plan": "24/11/2026"}, "32", MUST, "updated_plan",
     "Date updated EHC plan issued must be on or before the notification date, 23 November 2026"),
    ("ehc_plans", {"reviewed_plan": "24/11/2026"}, "33", MUST, "reviewed_plan",
     "Date EHC plan last reviewed must be on or before the notification date, 23 November 2026"),
    ("ehc_plans", {"updated_plan": "31/08/2019"}, "34", CHECK, "initial_plan",
     "The initial plan was issued after the updated one. Check both dates"),
    ("ehc_plans", {"reviewed_plan": "31/08/2019"}, "35", CHECK, "initial_plan",
     "The initial plan was issued after the plan was last reviewed. Check both dates"),
    ("ehc_plans", {"home_education": "perhaps"}, "36", MUST, "home_education",
     "Elective home education must be Yes or No"),
    ("ehc_plans", {"need": "NSA"}, "37", CHECK, "need",
     "NSA is for SEN support without an assessment. Enter the primary need that the EHC plan "
     "names"),
]  # fmt: skip
# What cannot be read at all is told by the reader, before any check.
UNREADABLE = [
    ("sen_support", {"suspensions": 1.5}, "not_a_count", MUST, "suspensions",
     "Suspensions must be a whole number, like 2."),
    ("ehc_plans", {"permanent_exclusions": "twice"}, "not_a_count", MUST, "permanent_exclusions",
     "Permanent exclusions must be a whole number, like 2."),
    *((name, {field: said}, "neither_yes_nor_no", CHECK, field,
       f"{title}: “N/A”, “None” or a dash could mean no or not known. Enter a value from the "
       "template, or empty the cell if you do not hold it.")
      for name, field, title, said in (
          ("sen_support", "pupil_premium", "Pupil Premium", "N/A"),
          ("sen_support", "social_care", "Known to children's social care?", "-"),
          ("sen_support", "disability", DISABILITY, "None"),
          ("ehc_plans", "disability", DISABILITY, "n/a"),
          ("ehc_plans", "disability", DISABILITY, "Nil"),
          ("ehc_plans", "pupil_premium", "Pupil Premium", "none"),
          ("ehc_plans", "home_education", "Elective home education", "-"),
          ("ehc_plans", "home_education", "Elective home education", "Not applicable"),
      )),
    ("sen_support", {"absence": "often"}, "not_a_percentage", MUST, "absence",
     "Absence must be a percentage, like 85."),
    ("ehc_plans", {"born": "31/02/2012"}, "not_a_date", MUST, "born",
     "Date of birth must be a date with a day, like 24/03/2023."),
    ("ehc_plans", {"initial_plan": "summer 2019"}, "not_a_date", MUST, "initial_plan",
     "Date initial EHC plan issued must be a date with a day, like 24/03/2023."),
]  # fmt: skip
PREFIX = {"ehc_plans": "EP", "sen_support": "SS"}
BAD: list[tuple[Any, ...]] = [
    *((name, *case) for name in SOUND for case in BOTH),
    *NO_PLACE,
    *PLANS,
    *UNREADABLE,
]

# cells at the very edge of what is right, and every way that the template's codes are written
GOOD_IN_BOTH: list[dict[str, object]] = [
    {"born": "23/11/2026", **NO_NUMBER, **NO_SCHOOL},
    {"born": "24/11/2001"},
    {"born": "24/11/2020", **NO_NUMBER},
    {"learner_number": None},
    {"pupil_number": None},
    {"pupil_number": "D99900002301A"},
    {"born": "24/11/2021", **NO_SCHOOL},
    {"born": "23/11/2009", **NO_SCHOOL},
    {"pupil_number": "UN8"},
    {"pupil_number": "un 9 "},
    {"pupil_number": "UN8", "born": "24/03/2013"},
    {"pupil_number": "UN10"},
    {"pupil_number": "UN1", "born": "24/11/2021"},
    {"main_phase": None},
    {"subsidiary_phase": None},
    {"suspensions": 0},
    {"suspensions": None},
    {"absence": 0},
    {"absence": 100},
    {"absence": "12.5%"},
    {"gender": "M"},
    {"gender": "Female"},
    {"gender": "c) Not known"},
    {"gender": "d) Not specified"},
    {"ethnicity": "WBRI"},
    {"ethnicity": "White - British"},
    {"ethnicity": "u) UNKNOWN"},
    {"need": "l) OTH"},
    {"need": "Autistic spectrum disorder"},
    {"need": "DS"},
    {"main_phase": "c) Middle deemed primary"},
    {"main_phase": "h) PRU/AP"},
    {"main_phase": "i) FE college"},
    {"pupil_premium": "No"},
    {"social_care": "N", "social_care_team": None},
    {"disability": "c) Unknown"},
]
GOOD_PLANS: list[dict[str, object]] = [
    {"initial_plan": "23/11/2026", "updated_plan": None, "reviewed_plan": None},
    {"initial_plan": "25/07/2023"},
    {"updated_plan": None},
    {"reviewed_plan": None},
    {"home_education": "a) Yes", **NO_SCHOOL},
    {"home_education": "a) Yes", "main_urn": None, "subsidiary_phase": None},
]
GOOD: list[tuple[str, dict[str, object]]] = [
    *((name, case) for name in SOUND for case in GOOD_IN_BOTH),
    *(("ehc_plans", case) for case in GOOD_PLANS),
    ("sen_support", {"need": "NSA"}),
]


def test_list_1_has_the_templates_headings() -> None:
    assert [column.title for column in load_list(SEND, "ehc_plans").columns] == [
        "Unique ID",
        "UPN",
        "ULN",
        "Date of birth",
        "Gender",
        "Ethnicity",
        "Date initial EHC plan issued",
        "Date updated EHC plan issued",
        "Date EHC plan last reviewed",
        "SEN primary need",
        "Main education establishment \N{EN DASH} URN",
        "Main education establishment \N{EN DASH} phase",
        "Subsidiary education establishment \N{EN DASH} phase (dual registration)",
        "Elective home education",
        "Suspensions",
        "Permanent exclusions",
        "Absence",
        "Pupil Premium",
        "Known to children's social care?",
        "Which children's social care team?",
        "Does the child or young person have a disability?",
    ]


def test_list_2_is_list_1_without_the_plans_dates_and_home_education() -> None:
    plans = {"initial_plan", "updated_plan", "reviewed_plan", "home_education"}
    first = [c.title for c in load_list(SEND, "ehc_plans").columns if c.id not in plans]
    assert [column.title for column in load_list(SEND, "sen_support").columns] == first


@pytest.mark.parametrize(
    ("list_id", "cells", "number", "severity", "column", "message"), BAD, ids=lambda v: str(v)[:50]
)
def test_a_bad_row_is_told_where_and_why(
    list_id: str,
    cells: dict[str, object],
    number: str,
    severity: Severity,
    column: str,
    message: str,
) -> None:
    rule = f"{PREFIX[list_id]}-{number}" if number.isdigit() else number
    found = [(p.rule, p.severity, p.field, p.message) for p in told_of_each(list_id)[str(cells)]]
    assert found == [(rule, severity, column, message)]


@pytest.mark.parametrize(("list_id", "cells"), GOOD, ids=lambda v: str(v)[:60])
def test_a_row_at_the_edge_is_sound(list_id: str, cells: dict[str, object]) -> None:
    assert told_of_each(list_id)[str(cells)] == []


@pytest.mark.slow
@pytest.mark.parametrize("list_id", SOUND)
@pytest.mark.parametrize(("field", "number"), [("reference", "02"), ("pupil_number", "04")])
def test_both_rows_that_share_a_number_are_told(list_id: str, field: str, number: str) -> None:
    first, second = (SOUND[list_id] | own(place) for place in (1, 2))
    found = told(list_id, [first, second | {field: first[field]}])
    rule = f"{PREFIX[list_id]}-{number}"
    assert [(p.rule, p.severity, p.row, p.field) for p in found] == [
        (rule, CHECK, 2, field),
        (rule, CHECK, 3, field),
    ]


@pytest.mark.slow
def test_a_upn_is_the_same_however_it_is_spaced() -> None:
    rows = [LIST_2 | own(1), LIST_2 | own(2) | {"pupil_number": f" {upn(1)[:4]} {upn(1)[4:]}"}]
    assert {p.rule for p in told("sen_support", rows)} == {"SS-04"}


@pytest.mark.slow
def test_an_authority_without_ulns_is_asked_for_upns_alone() -> None:
    rows = [{f: c for f, c in (LIST_2 | own(at)).items() if f != "learner_number"} for at in (1, 2)]
    found = told("sen_support", [rows[0], rows[1] | {"pupil_number": None}])
    assert [(p.rule, p.row, p.field) for p in found] == [("SS-16", 3, "pupil_number")]


@pytest.mark.slow
def test_without_upns_the_other_number_is_marked() -> None:
    rows = [{f: c for f, c in (LIST_2 | own(at)).items() if f != "pupil_number"} for at in (1, 2)]
    found = told("sen_support", [rows[0], rows[1] | {"learner_number": None}])
    assert [(p.rule, p.row, p.field) for p in found] == [("SS-16", 3, "learner_number")]


@pytest.mark.slow
def test_a_list_without_home_education_asks_for_every_place() -> None:
    row = {f: c for f, c in LIST_1.items() if f != "home_education"}
    found = told("ehc_plans", [row, row | own(2) | NO_SCHOOL])
    assert [(p.rule, p.row) for p in found] == [("EP-20", 3)]


@pytest.mark.parametrize("list_id", SOUND)
def test_columns_that_are_not_held_are_no_mistake(list_id: str) -> None:
    read_ = read(
        {"List": sheet_rows(list_id, [{"reference": "C1", "need": "ASD", **extra(list_id)}])}
    )
    checked = check_list(read_.lists[0], notified=NOTIFIED)
    assert {p.severity for p in checked.problems} == {Severity.NOT_HELD}


def extra(list_id: str) -> dict[str, object]:
    return {"initial_plan": "23/09/2019"} if list_id == "ehc_plans" else {"absence": 5}


@pytest.mark.slow
@pytest.mark.parametrize("list_id", SOUND)
def test_every_check_looks_at_a_full_list(list_id: str) -> None:
    (one,) = read({"Sheet1": sheet_rows(list_id, [SOUND[list_id], SOUND[list_id] | own(2)])}).lists
    checked = check_list(one, notified=NOTIFIED)
    assert one.spec.id == list_id
    assert [p for p in (*one.problems, *checked.problems)] == []
    assert all(run.held for run in checked.checks)


@cache
def told_of_each(list_id: str) -> dict[str, list[Problem]]:
    """What is told of each case above, all of them rows of one list: reading takes a while."""
    cases: list[dict[str, object]] = [case[1] for case in (*BAD, *GOOD) if case[0] == list_id]
    rows = [SOUND[list_id] | own(at) | case for at, case in enumerate(cases, start=2)]
    found = told(list_id, rows)
    return {str(case): [p for p in found if p.row == at] for at, case in enumerate(cases, start=2)}


def own(number: int) -> dict[str, object]:
    """What tells a row's child from the others."""
    return {"reference": f"C{number:04d}", "pupil_number": upn(number)}


def told(list_id: str, rows: list[dict[str, object]]) -> list[Problem]:
    (one,) = read({"Sheet1": sheet_rows(list_id, rows)}).lists
    assert one.spec.id == list_id
    checked = check_list(one, notified=NOTIFIED)
    found = (*one.problems, *checked.problems)
    return [p for p in found if p.severity is not Severity.NOT_HELD]
