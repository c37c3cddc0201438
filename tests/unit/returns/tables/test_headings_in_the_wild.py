"""Headings as officers and their systems write them: known, or offered by their letter."""

from collections.abc import Callable
from datetime import date

import pytest

from builders import send_lists
from returns import making
from returns.making import CANONICAL, CHILDREN, HEADINGS, delimited, workbook
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.checking import check_list

TABLE = (HEADINGS, *CHILDREN)
GROUPS = ("Pupil details", None, None, "Placement details", None, "Attendance")


def halves(text: str, mark: str) -> str:
    return text[:4] + mark + text[4:]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: halves(text, "\u2060"),
        lambda text: halves(text, "\u200b"),
        lambda text: f"\u200f{text}\u200e",
        lambda text: f"\u202b{text}\u202c",
        lambda text: f"\u2066{text}\u2069",
        lambda text: halves(text, "\u00ad"),
        lambda text: f"{text}\nChoose from list",
        lambda text: f"{text}\r\n(please choose from the list; see guidance tab)",
        lambda text: f"Column\n{text}\nsee the guidance",
        lambda text: f"{text} (choose from the list)",
        lambda text: f"{text} - please see guidance",
        lambda text: f"{text}: enter as shown in the notes",
    ],
)
def test_what_is_invisible_or_explains_is_no_part_of_a_heading(
    change: Callable[[str], str],
) -> None:
    one = making.read_one(workbook([[change(text) for text in HEADINGS], *CHILDREN]))

    assert making.canonical(one) == CANONICAL
    assert one.problems == ()


def test_headings_of_two_lines_that_are_printed_again_are_no_rows() -> None:
    headings = [f"{text}\nChoose from list" for text in HEADINGS]
    one = making.read_one(workbook([headings, *CHILDREN[:2], headings, *CHILDREN[2:]]))

    assert making.canonical(one) == CANONICAL


@pytest.mark.parametrize(
    "groups",
    [
        [GROUPS],
        [("Child", None, None, "Placement", None, None)],
        [("Child", None, "SEN and health", "Placement", "School", "Attendance")],
        [GROUPS, ()],
    ],
)
def test_names_of_groups_above_the_headings_are_none(groups: list[making.Rows]) -> None:
    one = making.read_one(workbook([*groups, *TABLE]))

    assert one.header_row == len(groups) + 1
    assert making.canonical(one) == CANONICAL
    assert one.problems == ()


def test_names_of_groups_that_are_merged_are_none() -> None:
    change = making.merged("A1:C1")
    one = making.read_one(workbook([GROUPS, *TABLE], change=change))

    assert (one.header_row, making.canonical(one)) == (2, CANONICAL)


def test_headings_that_go_on_in_the_row_below_are_joined() -> None:
    top = ("Child", "Age", "Gender", "Setting", "Commissioner", "Attendance", "Journey", "EHC")
    bottom = ("reference", None, None, "name", None, "%", "time (minutes)", "plan status")
    more = [(*row, 20.0, "No EHC plan") for row in CHILDREN]
    one = making.read_one(workbook([top, bottom, *more]))

    assert making.canonical(one) == CANONICAL
    assert {"journey_minutes", "ehc_plan"} <= set(one.frame)
    assert one.problems == ()


def test_rows_that_read_like_headings_are_not_joined_to_them() -> None:
    rows = [("School", "14", "Male", "Setting", "School", "Area"), *CHILDREN]
    one = making.read_one(workbook([HEADINGS, *rows]))

    assert one.header_row == 1
    assert len(one.frame) == len(rows)


@pytest.mark.parametrize("children", [8, 2])
def test_a_list_on_its_side_is_told_once_as_such(children: int) -> None:
    people = [(f"C{i}", 14, "Male", "Oak Hub", "School", 80) for i in range(children)]
    reading = making.read(workbook(list(zip(HEADINGS, *people, strict=True))))

    assert reading.lists == ()
    (problem,) = reading.problems
    assert problem.rule == "list_on_its_side"
    assert "its headings are in column A" in problem.message
    assert "Transpose" in problem.message


def test_a_list_of_one_child_is_not_on_its_side() -> None:
    assert len(making.read_one(workbook(TABLE[:2])).frame) == 1


@pytest.mark.parametrize(
    ("wrong", "column", "right"),
    [
        ("Seting name", "D", "Setting name"),
        ("Settng Name", "D", "Setting name"),
        ("EstabName", "D", "Setting name"),
        ("Base", "D", "Setting name"),
        ("Unit attended", "D", "Setting name"),
    ],
)
def test_the_column_that_may_be_the_one_needed_is_offered_by_letter(
    wrong: str, column: str, right: str
) -> None:
    headings = [wrong if text == right else text for text in HEADINGS]
    reading = making.read(workbook([headings, *CHILDREN], titles=["Currently attending"]))

    (problem,) = reading.problems
    assert problem.rule == "needed_column_missing"
    assert f"Column {column} may be it: then give it the heading “{right}”" in problem.message
    assert "Add" not in problem.message


def test_a_misspelt_reference_is_offered_and_not_asked_to_be_added() -> None:
    headings = ["Child refernce", *HEADINGS[1:]]
    one = making.read_one(workbook([headings, *CHILDREN]))
    problems = check_list(one, notified=making.NOTIFIED).problems

    (told,) = [p.message for p in problems if p.severity is Severity.MUST_FIX]
    assert told == (
        "Child reference is needed in every row. Column A may be it: then give it the heading "
        "“Child reference”"
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Ethnicty", "Ethnicity"), ("Comissioner", "Commissioner"), ("Attendence %", "Attendance %")],
)
def test_a_misspelt_column_is_not_passed_over_as_not_held(wrong: str, right: str) -> None:
    headings = [*(text for text in HEADINGS if text != right), wrong]
    rows = [
        [*(c for t, c in zip(HEADINGS, row, strict=True) if t != right), "x"] for row in CHILDREN
    ]
    one = making.read_one(workbook([headings, *rows], titles=["Currently attending"]))
    found = check_list(one, notified=making.NOTIFIED).problems
    told = [problem for problem in found if "may be" in problem.message]

    assert [(p.severity, p.message.split(",")[0]) for p in told] == [
        (Severity.PLEASE_CHECK, f"Column {chr(64 + len(headings))} may be {right}")
    ]


def test_columns_of_other_names_are_offered_as_nothing() -> None:
    extra = ("Social need", "Provider contact", "Cost per day", "Last review")
    rows = [(*row, *"xxxx") for row in CHILDREN]
    one = making.read_one(workbook([(*HEADINGS, *extra), *rows]))

    found = check_list(one, notified=making.NOTIFIED).problems
    assert not [p for p in found if "may be" in p.message]


def test_sheets_that_lack_the_same_column_are_told_in_one_sentence() -> None:
    headings = [text for text in HEADINGS if text != "Setting name"]
    rows: making.Rows = [[*row[:3], *row[4:]] for row in CHILDREN]
    table: making.Rows = [headings, *rows]
    titles = ["Bridge Lane", "The Orchard", "Quarry Farm"]
    reading = making.read(workbook(*[table] * 3, titles=titles))

    (problem,) = reading.problems
    assert problem.message == (
        "3 tables on sheets 1, 2 and 3 look like “Children and young people in or accessing "
        "alternative provision” but lack a column that we can tell to be Setting name. Put all "
        "their rows in one table with a column for it. Add the column, or give it that heading."
    )
    assert not any(title in problem.message for title in titles)


def test_the_place_of_a_question_names_the_sheet_by_its_number() -> None:
    headings = [text for text in HEADINGS if text != "Setting name"]
    rows = [[*row[:3], *row[4:]] for row in CHILDREN]
    about = [("Prepared by", "The data team")]
    (problem,) = making.read(workbook(about, [headings, *rows])).problems

    assert problem.message.startswith("The table at row 1 of sheet 2 looks like ")


SYSTEMS = {
    "EYES Ref": "reference",
    "DOB": "born",
    "Prim Need": "need",
    "EHCP Final Issue Date": "initial_plan",
    "Last AR": "reviewed_plan",
    "Base URN": "main_urn",
    "Abs %": "absence",
    "Susp": "suspensions",
    "PX": "permanent_exclusions",
}


def test_headings_of_case_systems_are_known_in_the_lists_of_an_inspection() -> None:
    row = ("600", date(2012, 1, 2), "ASD", date(2020, 1, 2), date(2022, 1, 2), "100100", 3, 0, 0)
    (one,) = send_lists.read({"Extract": [list(SYSTEMS), list(row)]}).lists

    assert one.spec.id == "ehc_plans"
    assert {column.heading: field for field, column in one.columns.items()} == SYSTEMS
    assert one.forbidden == ()


def test_headings_of_case_systems_are_known_in_lists_of_alternative_provision() -> None:
    headings = ("Stud Ref", "Age", "Gender Code", "AP Base Name", "Funder", "Att Pct")
    one = making.read_one(workbook([headings, *CHILDREN]))

    assert making.canonical(one) == CANONICAL
    assert one.problems == ()


def test_what_nobody_passes_on_is_not_asked_about() -> None:
    spec = next(spec for spec in send_lists.specs() if spec.id == "children_in_need")
    titles: list[object] = [column.title for column in spec.columns]
    row = ["#N/A" if "Worker" in str(title) else None for title in titles]
    (one,) = send_lists.read({"List 6": [titles, ["760000", *row[1:]]]}).lists

    assert one.problems == ()


def test_a_csv_is_spoken_of_without_a_sheet() -> None:
    headings = [text for text in HEADINGS if text != "Setting name"]
    rows = [[*row[:3], *row[4:]] for row in CHILDREN]
    (problem,) = making.read(delimited([headings, *rows]), "csv").problems

    assert "sheet" not in problem.message
