"""A list that does not say which date its data represents is asked for it, once for a file."""

from datetime import date

import pytest

from returns import making
from returns.making import CHILDREN, HEADINGS, PROVIDER_HEADINGS, PROVIDERS, REGISTER, workbook
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.undated import undated_problems

TABLE = (HEADINGS, *CHILDREN)
REGISTERED = (making.REGISTER_HEADINGS, *REGISTER)


def test_lists_without_a_date_are_asked_for_it_once() -> None:
    lists = making.read(workbook(TABLE, REGISTERED)).lists

    (problem,) = undated_problems(lists)
    assert problem.severity is Severity.PLEASE_CHECK
    assert "Write “Data as at” and the date" in problem.message
    assert "The date of a census is fine" in problem.message


@pytest.mark.parametrize(
    "above",
    [
        [("Data as at 24 March 2023",)],
        [("Census date", date(2023, 1, 19))],
        [("School census snapshot: 19/01/2023",)],
    ],
)
def test_a_list_with_a_date_is_not(above: making.Rows) -> None:
    assert undated_problems(making.read(workbook([*above, *TABLE])).lists) == ()


def test_a_date_on_the_sheet_about_the_return_serves_every_list() -> None:
    about = [("Data as at: which date do your lists represent?", "24/03/2023")]

    assert undated_problems(making.read(workbook(about, TABLE, REGISTERED)).lists) == ()


def test_what_names_no_child_needs_no_date() -> None:
    assert undated_problems(making.read(workbook((PROVIDER_HEADINGS, *PROVIDERS))).lists) == ()
