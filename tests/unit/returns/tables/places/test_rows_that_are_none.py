"""Rows that are no rows of the list: left out, and told in one line. All children are invented."""

import pytest

from returns import making
from returns.making import CANONICAL, CHILDREN, HEADINGS, delimited, workbook
from visit_exchange.returns.tables.read_list import ReadList

WIDTH = len(HEADINGS)
TABLE = (HEADINGS, *CHILDREN)
LINE = "The row holds only lines"
NUMBERS = "The row holds the numbers of the columns"
EXAMPLE = "The row looks like an example"
EXPLAINS = "The row explains the columns"


def told(one: ReadList) -> set[tuple[str, int | None]]:
    return {(p.message.split(",")[0], p.row) for p in one.problems}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("-----",) * WIDTH, LINE),
        (("---", "=====", "___", "----", "–––", "***"), LINE),
        ((1, 2, 3, 4, 5, 6), NUMBERS),
        (("1", "2", "3", "4", "5", "6"), NUMBERS),
        (("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), NUMBERS),
        (("A", "B", "C", "D", "E", "F"), NUMBERS),
        (("EXAMPLE", 12, "Female", "Oak Hub", "School", 81), EXAMPLE),
        (("e.g. AP001", 12, "Female", "Oak Hub", "School", 81), EXAMPLE),
        (("eg: AP001", 12, "Female", "Oak Hub", "School", 81), EXAMPLE),
        (("TEST", 12, "Female", "Oak Hub", "School", 81), EXAMPLE),
        (("Test child 1", 12, "Female", "Oak Hub", "School", 81), EXAMPLE),
        (("Sample row", 12, "Female", "Oak Hub", "School", 81), EXAMPLE),
        (("AP001", 12, "Female", "Delete this row", "School", 81), EXAMPLE),
        (("e.g. AP001", "Whole years", "M / F", "Full name", "Choose", "0-100"), EXPLAINS),
        (("Text", "Number", "Choose from list", "Free text", "Drop-down", "%"), EXPLAINS),
        (("Mandatory", "Optional", "Optional", "Mandatory", "Optional", "Optional"), EXPLAINS),
        ((None, "years", None, None, None, "%"), EXPLAINS),
        (("varchar", "int", "char", "varchar", "varchar", "float"), EXPLAINS),
    ],
)
def test_what_stands_under_the_headings_and_is_no_child_is_left_out(
    row: tuple[object, ...], words: str
) -> None:
    one = making.read_one(workbook([HEADINGS, row, *CHILDREN]))

    assert making.canonical(one) == CANONICAL
    assert told(one) == {(words, 2)}
    assert one.rows_read == len(CHILDREN) + 1


def test_several_of_them_are_left_out_together() -> None:
    units = (None, "years", None, None, None, "%")
    example = ("Example", 12, "Female", "Oak Hub", "School", 81)
    one = making.read_one(workbook([HEADINGS, units, example, *CHILDREN]))

    assert making.canonical(one) == CANONICAL
    assert told(one) == {(EXPLAINS, 2), (EXAMPLE, 3)}


def test_lines_under_the_headings_of_a_csv_are_left_out() -> None:
    one = making.read_one(delimited([HEADINGS, ("------",) * WIDTH, *CHILDREN]), "csv")

    assert told(one) == {(LINE, 2)}


@pytest.mark.parametrize(
    "row",
    [
        ("C0000", 12, "Female", "Test Valley School", "School", 81),
        ("Testing-1", 12, "Female", "Oak Hub", "School", 81),
        ("C0000", "12", "M", "N/A", "n/k", "81"),
        ("1", "2", "3", "5", "8", "13"),
    ],
)
def test_a_child_is_not_taken_for_any_of_them(row: tuple[object, ...]) -> None:
    one = making.read_one(workbook([HEADINGS, row, *CHILDREN]))

    assert len(one.frame) == len(CHILDREN) + 1


def test_a_list_that_names_its_rows_so_has_no_example() -> None:
    rows = [(f"TEST{number}", *child[1:]) for number, child in enumerate(CHILDREN)]
    one = making.read_one(workbook([HEADINGS, *rows]))

    assert len(one.frame) == len(CHILDREN)
    assert one.problems == ()


def test_numbers_filled_in_beforehand_make_no_rows() -> None:
    filled = [(at, *row) for at, row in enumerate(CHILDREN, start=1)]
    empty = [(at, *[None] * WIDTH) for at in range(4, 40)]
    one = making.read_one(workbook([("No.", *HEADINGS), *filled, *empty]))

    assert making.canonical(one) == CANONICAL
    assert one.problems == ()


def test_answers_filled_in_beforehand_are_no_children() -> None:
    default = (None, None, "Male", None, "School", None)
    one = making.read_one(workbook([*TABLE, *[default] * 5]))

    assert making.canonical(one) == CANONICAL
    assert {p.message for p in one.problems} == {
        "The row names nobody and holds only answers that other rows have too, so we left it out. "
        "Delete it, or fill it in."
    }


@pytest.mark.parametrize("zero", [0, "0", 0.0])
def test_rows_of_zeros_are_no_children(zero: object) -> None:
    one = making.read_one(workbook([*TABLE, *[(zero,) * WIDTH] * 4]))

    assert making.canonical(one) == CANONICAL
    assert {p.message.split(" as ")[0] for p in one.problems} == {"Every cell of the row is 0,"}
    assert {p.row for p in one.problems} == {5, 6, 7, 8}


@pytest.mark.parametrize(
    "row",
    [
        (None, 12, "Female", None, None, None),  # a child without a reference
        (None, None, "Male", "Oak Hub", None, None),
        (0, 12, "Female", "Oak Hub", "School", 81),
    ],
)
def test_a_row_with_anything_of_its_own_stays(row: tuple[object, ...]) -> None:
    one = making.read_one(workbook([*TABLE, row]))

    assert len(one.frame) == len(CHILDREN) + 1


def test_a_child_of_whom_only_a_name_is_given_is_not_dropped() -> None:
    rows = [(f"Quill Fenn{at}", *row) for at, row in enumerate(CHILDREN)]
    table = [("Pupil name", *HEADINGS), *rows, ("Bo Larkspur", *[None] * WIDTH)]
    one = making.read_one(workbook(table))

    assert len(one.frame) == len(CHILDREN) + 1
