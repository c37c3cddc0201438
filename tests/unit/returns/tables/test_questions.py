"""What is asked of the officer, because a guess could be wrong; and what identifies a child."""

from datetime import date

import pytest

from returns import making
from returns.making import (
    CHILDREN,
    HEADINGS,
    PROVIDER_HEADINGS,
    PROVIDERS,
    REGISTER,
    REGISTER_HEADINGS,
    workbook,
)
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.recognition.headings import ListHeadings
from visit_exchange.returns.recognition.list_choice import choose_list
from visit_exchange.returns.reply.list_answer import verdict_of

TABLE = (HEADINGS, *CHILDREN)
LEAVERS = (
    ("Child reference", "Setting name", "Leaving date", "Destination"),
    ("C0004", "Oak Hub", "14/02/2023", "School"),
)
UPNS = ("H999200001001", "A999200001002", "V999200001003")


def beside(heading: str, *cells: object) -> making.Rows:
    return [(*row, cell) for row, cell in zip(TABLE, (heading, *cells), strict=True)]


def test_two_headings_for_one_field_are_a_question_that_names_the_columns() -> None:
    one = making.read_one(workbook(beside("Sex", "Male", "Female", "Male")))

    (problem,) = one.problems
    assert problem.rule == "two_headings"
    assert problem.severity is Severity.MUST_FIX
    assert "Columns C and G could both be Gender" in problem.message
    assert "gender" not in one.frame


def test_one_heading_for_two_fields_is_a_question_that_names_both() -> None:
    one = making.read_one(workbook(beside("Full/part time and dual registered", "FT", "PT", "FT")))

    (problem,) = one.problems
    assert problem.rule == "unclear_heading"
    assert "Column G could be " in problem.message


def test_a_heading_worded_as_the_list_has_it_beats_one_that_only_resembles_it() -> None:
    one = making.read_one(workbook(beside("Age at start of placement", 13, 10, 15)))

    assert one.frame["age"].tolist() == [14.0, 11.0, 16.0]
    assert [column.heading for column in one.ignored] == ["Age at start of placement"]


@pytest.mark.parametrize(
    ("rows", "list_id"),
    [
        (TABLE, "currently_attending"),
        (LEAVERS, "recently_attended"),
        ((REGISTER_HEADINGS, *REGISTER), "dynamic_support"),
        ((PROVIDER_HEADINGS, *PROVIDERS), "alternative_providers"),
    ],
)
def test_a_list_is_recognised_by_its_columns_alone(rows: making.Rows, list_id: str) -> None:
    (one,) = making.read(workbook(rows)).lists

    assert one.spec.id == list_id


@pytest.mark.parametrize(
    ("sheet", "list_id"),
    [("Recently attended", "recently_attended"), ("Current AP", "currently_attending")],
)
def test_the_sheets_name_decides_where_the_columns_leave_it_open(sheet: str, list_id: str) -> None:
    headings = ("Child reference", "Setting name", "Planned end date")
    rows = (headings, ("C0001", "Oak Hub", "14/07/2023"))
    (one,) = making.read(workbook(rows, titles=[sheet])).lists

    assert one.spec.id == list_id


def test_a_table_that_could_be_two_lists_is_a_question() -> None:
    known = tuple(ListHeadings(spec) for spec in making.specs())
    headings = dict(enumerate((*HEADINGS, "Ethnicity", "SEN need", "EHCP", "CLA", "Setting type")))
    every = dict(enumerate([c.title for c in making.specs()[0].columns] + ["Leaving date"]))

    assert len(choose_list(headings, known, sheet="", file="").specs) == 1
    assert len(choose_list(every, known, sheet="", file="").specs) == 2


def test_a_table_that_could_be_two_lists_is_not_read_and_asked_about() -> None:
    headings = [column.title for column in making.specs()[0].columns] + ["Leaving date"]
    reading = making.read(
        workbook([headings, ["C0001", *[None] * (len(headings) - 2), "14/02/2023"]])
    )

    assert reading.lists == ()
    assert [problem.rule for problem in reading.problems] == ["which_list"]
    assert reading.unknown[0].candidates == ("currently_attending", "recently_attended")


def test_a_list_without_the_column_that_it_needs_is_told_which() -> None:
    rows = [(row[0], *row[1:3], *row[4:]) for row in TABLE]
    reading = making.read(workbook(rows))

    assert reading.lists == ()
    (problem,) = reading.problems
    assert problem.rule == "needed_column_missing"
    assert "Setting name" in problem.message


def test_the_same_list_twice_is_a_question_and_nothing_is_lost_silently() -> None:
    reading = making.read(workbook(TABLE, TABLE))

    (one,) = reading.lists
    assert making.rules(one.problems) == {"list_twice"}
    assert reading.unknown[0].sheet == "Sheet2"


def test_a_workbook_that_is_no_list_is_unknown_with_nothing_invented() -> None:
    reading = making.read(workbook([("Day", "Main dish"), ("Monday", "Roast"), ("Friday", "Fish")]))

    assert reading.lists == ()
    assert [table.rows for table in reading.unknown] == [3]


@pytest.mark.parametrize(
    "above",
    [
        [["AP return. Data as at 24 March 2023"]],
        [["Data as at", "24/03/2023"]],
        [["As at:", date(2023, 3, 24)]],
        [["Snapshot date"], ["24/03/2023"]],
        [["AP return. Data as at 24/03/2023"], ["Child", None, None, "Setting"]],
    ],
)
def test_the_as_at_date_is_found_above_the_table(above: making.Rows) -> None:
    one = making.read_one(workbook([*above, *TABLE]))

    assert one.as_at == date(2023, 3, 24)


def test_the_as_at_date_of_a_sheet_about_the_return_holds_for_its_lists() -> None:
    about = [("About this return",), ("Data as at", "24/03/2023"), ("Contact", "The data team")]

    assert making.read_one(workbook(about, TABLE)).as_at == date(2023, 3, 24)


def test_the_as_at_date_is_found_in_a_column() -> None:
    one = making.read_one(workbook(beside("Data as at", *["24/03/2023"] * 3)))

    assert one.as_at == date(2023, 3, 24)


@pytest.mark.parametrize(
    ("heading", "cells", "kind"),
    [
        ("UPN", UPNS, "upn"),
        ("UPN", tuple(f"{upn[:4]} {upn[4:9]} {upn[9:]}" for upn in UPNS), "upn"),
        ("1. UPN *", UPNS, "upn"),
        ("DateOfBirth", ("12/05/2009",) * 3, "dob"),
        ("Forename", ("Ann", "Bo", "Cy"), "name"),
        ("Pupil name", ("Ann Example", "Bo Example", "Cy Example"), "name"),
        ("Surname", ("Example",) * 3, "name"),
        ("DOB", ("12/05/2009",) * 3, "dob"),
        ("NHS Number", ("9434765870",) * 3, "nhs"),
        ("Home postcode", ("ZZ99 3WZ",) * 3, "postcode"),
        ("Social worker", ("A. Example",) * 3, "worker"),
        ("Mosaic ID", (123456, 123457, 123459), "system"),
    ],
)
def test_a_column_headed_as_an_identifier_is_left_unread_and_told(
    heading: str, cells: tuple[object, ...], kind: str
) -> None:
    one = making.read_one(workbook(beside(heading, *cells)))

    assert [(column.letter, column.kind) for column in one.forbidden] == [("G", kind)]
    assert making.rules(one.problems) == {"identifying_column"}
    assert verdict_of(one.problems) == "accepted_with_queries"  # the rest of the list is used
    assert making.canonical(one) == making.CANONICAL
    assert not any(str(cell) in repr(one.problems) for cell in cells)


def test_references_that_are_really_pupil_numbers_are_left_unread() -> None:
    import random

    from rehearsal.people.identifiers import invent_upn

    rng = random.Random(3)
    rows = [HEADINGS, *[(invent_upn(rng, "999"), *child[1:]) for child in CHILDREN]]
    one = making.read_one(workbook(rows))

    assert "reference" not in one.frame
    assert "reference" not in one.raw
    assert [column.kind for column in one.forbidden] == ["upn"]


def test_a_providers_name_and_postcode_identify_no_child() -> None:
    rows = [
        ("Provider name", "URN", "Virtual", "Postcode"),
        ("Oak Hub", "100001", "No", "ZZ99 3WZ"),
    ]
    (one,) = making.read(workbook(rows)).lists

    assert one.forbidden == ()


def test_a_row_that_is_plainly_a_total_is_told_and_not_asked_about() -> None:
    one = making.read_one(workbook([*TABLE, ["Total", 3]]))

    assert one.totals == (len(TABLE) + 1,)
    assert (one.rows_read, one.problems) == (len(CHILDREN), ())


def test_a_row_that_starts_like_a_total_but_holds_words_is_asked_about() -> None:
    one = making.read_one(workbook([*TABLE, ["Total 4", 14.0, "Male", "Oak Hub", "School", 85.0]]))

    assert one.totals == ()
    assert making.rules(one.problems) == {"row_not_read"}
