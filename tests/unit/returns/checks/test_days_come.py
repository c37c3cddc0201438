"""An end date tells of children who left only where it has come. All are invented."""

from datetime import date

import pytest

from returns import making
from returns.making import NOTIFIED, delimited, workbook
from visit_exchange.kinds.severity import Severity

HEADINGS = ("Pupil ref", "Age", "Sex", "AP provider", "Start date", "End date", "Attendance %")
FUTURE = date(2023, 7, 21)  # a Friday after the notification date
PAST = date(2023, 2, 10)  # a Friday before it


def rows(*ends: object) -> making.Rows:
    start = date(2022, 9, 15)
    people = [(f"P{i}", 14, "M", "Quarry Farm", start, end, 88) for i, end in enumerate(ends)]
    return [HEADINGS, *people]


@pytest.mark.parametrize("end", ["", "ongoing", "Current", "-", "n/a", "tbc", FUTURE, "21/07/2023"])
def test_an_end_date_that_has_not_come_tells_of_children_who_attend(end: object) -> None:
    (one,) = making.read(workbook(rows(end, end, end))).lists

    assert NOTIFIED < FUTURE
    assert one.spec.id == "currently_attending"
    assert one.problems == ()


def test_the_same_holds_for_a_csv() -> None:
    (one,) = making.read(delimited(rows("", "")), "csv", "AP cohort current.csv").lists

    assert one.spec.id == "currently_attending"


@pytest.mark.parametrize("end", [PAST, "28/02/2023", 44967])
def test_an_end_date_that_has_come_tells_of_children_who_left(end: object) -> None:
    (one,) = making.read(workbook(rows(end, end))).lists

    assert one.spec.id == "recently_attended"
    assert one.problems == ()


@pytest.mark.parametrize("end", ["", "ongoing", FUTURE])
def test_children_who_attend_and_who_left_in_one_table_are_a_question(end: object) -> None:
    (one,) = making.read(workbook(rows(end, PAST, end, PAST))).lists

    problem = next(each for each in one.problems if each.rule == "rows_of_two_lists")
    assert problem.severity is Severity.MUST_FIX
    assert problem.message == (
        "2 rows of this table, the first of them row 2, have no Leaving date that has come, and "
        "the others have. Put the rows without it on a sheet called “Currently attending”, and the "
        "others on a sheet called “Recently attended”"
    )


def test_a_sheet_called_after_the_leavers_is_theirs_whatever_is_missing() -> None:
    (one,) = making.read(workbook(rows("", PAST), titles=["Recently attended"])).lists

    assert one.spec.id == "recently_attended"
    assert one.problems == ()


def test_a_leaver_without_a_date_is_no_question_of_lists_where_the_destination_is_known() -> None:
    table: list[tuple[object, ...]] = [(*HEADINGS, "Destination")]
    table += [(*row, "School") for row in rows("", PAST)[1:]]
    (one,) = making.read(workbook(table)).lists

    assert (one.spec.id, one.problems) == ("recently_attended", ())
