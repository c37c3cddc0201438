"""What an unkind tester sends: totals, banners, merged cells, stray quotes, shifted rows."""

import re
from datetime import date, time

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from returns import making
from returns.making import CHILDREN, HEADINGS, delimited, workbook
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.not_held import missing_columns
from visit_exchange.returns.tables.read_list import ReadList

TABLE = (HEADINGS, *CHILDREN)
CSV = delimited(TABLE)


def told(one: ReadList) -> list[tuple[str, int | None, str | None]]:
    return [(problem.rule, problem.row, problem.column) for problem in one.problems]


def test_a_subtotal_of_a_group_is_no_child() -> None:
    oak, elm = ("Oak Hub Total", *[None] * 4, 42.5), ("Elm Farm total:", *[None] * 4, 92.5)
    one = making.read_one(workbook([HEADINGS, CHILDREN[0], CHILDREN[2], oak, CHILDREN[1], elm]))

    assert one.frame.index.tolist() == [2, 3, 5]
    assert one.totals == (4, 6)


def test_a_provider_called_total_is_a_provider() -> None:
    rows = [making.PROVIDER_HEADINGS, *making.PROVIDERS, ("Skills Total", 100003.0, "No", "No")]
    (one,) = making.read(workbook(rows)).lists

    assert one.frame["provider"].tolist()[-1] == "Skills Total"


@pytest.mark.parametrize("words", ["3 children", "Oak Hub", "Spring 2023"])
def test_a_row_with_a_single_cell_is_read_and_asked_about(words: str) -> None:
    """It may be a child of whom no more is known; it may be a setting's name above its children."""
    one = making.read_one(workbook([*TABLE, (words,)]))

    assert one.frame.index.tolist() == [2, 3, 4, 5]
    assert told(one) == [("row_of_one_cell", 5, "A")]


def test_a_list_of_references_alone_is_not_asked_about_row_by_row() -> None:
    one = making.read_one(workbook([HEADINGS, *[(child[0],) for child in CHILDREN]]))

    assert one.problems == ()


def test_a_cell_merged_over_several_rows_is_read_in_each_and_told() -> None:
    rows = [HEADINGS, CHILDREN[0], (None, None, None, "Elm Farm", "School", 50.0), CHILDREN[2]]
    one = making.read_one(workbook(rows, change=making.merged("A2:A3")))

    assert one.frame["reference"].tolist() == ["C0001", "C0001", "C0003"]
    assert one.raw["reference"].tolist() == ["C0001", "C0001", "C0003"]
    assert told(one) == [("merged_cells", 2, "A")]


def test_merged_cells_of_an_empty_row_make_no_child() -> None:
    one = making.read_one(workbook([*TABLE, ()], change=making.merged("A4:A5")))

    assert one.frame.index.tolist() == [2, 3, 4]
    assert one.problems == ()


@pytest.mark.parametrize(
    "headings",
    [
        ("Child reference¹", "Age²", "Gender[1]", "Setting [note 3]", "Commissioner†", "Att %‡"),
        ("Child reference [1]", "Age³", "Gender (note 2)", "Setting⁴", "Commissioner*", "Att %"),
    ],
)  # fmt: skip
def test_marks_of_footnotes_are_no_part_of_a_heading(headings: tuple[str, ...]) -> None:
    assert making.canonical(making.read_one(workbook([headings, *CHILDREN]))) == making.CANONICAL


def test_two_lists_side_by_side_without_a_gap_are_told_what_to_do() -> None:
    right = [making.PROVIDER_HEADINGS, *making.PROVIDERS, [None] * 4]
    rows = [[*left, *providers] for left, providers in zip(TABLE, right, strict=True)]
    (problem,) = making.read(workbook(rows)).problems

    assert (problem.rule, problem.severity) == ("lists_mixed", Severity.MUST_FIX)
    assert problem.message == (
        "The table at row 1 has columns of more than one list. Put each list on its own sheet."
    )


@pytest.mark.parametrize(
    "content",
    [
        CSV.replace(b"Elm Farm", b'"Elm Farm'),
        CSV.replace(b"C0003", b'"C0003'),
        CSV.replace(b"Child reference", b'"Child reference"').replace(b",Elm", b',"Elm'),
    ],
    ids=["inside", "in the last row", "beside cells in quotes"],
)
def test_a_quotation_mark_that_is_never_closed_swallows_no_child(content: bytes) -> None:
    one = making.read_one(content, "csv")

    assert one.frame.index.tolist() == [2, 3, 4]
    assert one.frame["attendance"].tolist() == making.CANONICAL["attendance"]


def test_a_text_with_a_comma_that_pushes_the_row_to_the_right_is_told() -> None:
    content = delimited([row[:5] for row in TABLE]).replace(b"Oak Hub", b"Oak Hub, Unit 2")
    one = making.read_one(content, "csv")

    assert [p for p in told(one) if p[0] == "row_too_wide"] == [
        ("row_too_wide", 2, "F"),
        ("row_too_wide", 4, "F"),
    ]
    assert {p.severity for p in one.problems if p.rule == "row_too_wide"} == {Severity.MUST_FIX}


def test_cells_beside_the_last_heading_of_a_workbook_are_told() -> None:
    one = making.read_one(workbook([TABLE[0], (*TABLE[1], "Figures are provisional"), *TABLE[2:]]))

    assert told(one) == [("column_without_heading", None, "G")]


@pytest.mark.parametrize("end", [b"\x1a", b"\r\n\x1a"])
def test_the_end_mark_of_old_systems_is_no_text(end: bytes) -> None:
    assert making.canonical(making.read_one(CSV + end, "csv")) == making.CANONICAL


def test_what_a_system_writes_to_keep_zeros_is_read_as_meant() -> None:
    content = CSV.replace(b"C0001", b'="00123"').replace(b"C0002", b'"=""00124"""')

    assert making.read_one(content, "csv").frame["reference"].tolist()[:2] == ["00123", "00124"]


def test_a_pupil_number_written_as_a_formula_is_still_found() -> None:
    import random

    from rehearsal.people.identifiers import invent_upn

    rng = random.Random(5)
    rows = [HEADINGS, *[(f'="{invent_upn(rng, "999")}"', *child[1:]) for child in CHILDREN]]
    one = making.read_one(delimited(rows), "csv")

    assert [column.kind for column in one.forbidden] == ["upn"]


@pytest.mark.parametrize("cell", ["1.23457E+11", "1E+05", "9.9e+12"])
def test_a_reference_that_excel_shortened_is_asked_for_again(cell: str) -> None:
    assert reference(cell) == (None, {"reference_lost_digits"})


@pytest.mark.parametrize("cell", [date(2023, 5, 1), time(10, 20)])
def test_a_reference_that_excel_turned_into_a_date_is_asked_for_again(cell: object) -> None:
    assert reference(cell) == (None, {"reference_is_date"})


@pytest.mark.parametrize("cell", ["E05", "12E5", "1E5/2"])
def test_a_reference_with_an_e_in_it_is_a_reference(cell: str) -> None:
    assert reference(cell) == (cell, set())


def reference(cell: object) -> tuple[object, set[str]]:
    one = making.read_one(workbook([HEADINGS, (cell, *CHILDREN[0][1:]), *CHILDREN[1:]]))
    return one.frame["reference"].iloc[0], making.rules(one.problems)


def test_hidden_rows_are_read_and_named() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[1].hidden = sheet.row_dimensions[3].hidden = True

    one = making.read_one(workbook(TABLE, change=hide))

    assert making.canonical(one) == making.CANONICAL
    assert told(one) == [("hidden_row", 3, None)]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (b'<c t="e" s="0" r="B3"><v>#N/A</v></c>', "error_cell"),
        (b'<c s="0" r="B3"><f>A3+1</f></c>', "formula_without_value"),
    ],
)
def test_a_cell_may_name_its_place_last(cell: bytes, rule: str) -> None:
    def change(members: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        members[name] = re.sub(rb'<c r="B3".*?</c>', cell, members[name])

    one = making.read_one(making.repacked(workbook(TABLE), change))

    assert told(one) == [(rule, 3, "B")]


@pytest.mark.parametrize("cells", [(1.0, 1.0, 0.0), ("1", "1", "0"), (1.0, None, "n/k")])
def test_a_column_of_ones_may_be_of_hundreds(cells: tuple[object, ...]) -> None:
    rows = [(*child[:5], cell) for child, cell in zip(CHILDREN, cells, strict=True)]
    one = making.read_one(workbook([HEADINGS, *rows]))

    assert told(one) == [("percentage_of_one", None, "F")]


@pytest.mark.parametrize("cells", [(1.0, 2.0, 0.0), (1.0, 0.5, 0.0), ("1%", "1%", 0.0)])
def test_a_one_beside_other_percentages_is_plain(cells: tuple[object, ...]) -> None:
    rows = [(*child[:5], cell) for child, cell in zip(CHILDREN, cells, strict=True)]

    assert making.read_one(workbook([HEADINGS, *rows])).problems == ()


def test_references_that_are_names_are_told_to_be_replaced() -> None:
    names = ("Ann Example", "Bo Sample", "Cy Specimen")
    rows = [(name, *child[1:]) for name, child in zip(names, CHILDREN, strict=True)]
    (needed,) = [
        problem.message
        for problem in missing_columns(making.read_one(workbook([HEADINGS, *rows])))
        if problem.severity is Severity.MUST_FIX
    ]

    assert needed == (
        "Child reference is needed in every row. Add this column, with values of your own in place "
        "of any that identify people"
    )


@pytest.mark.parametrize("text", ["14/02/0023", "0023-02-14", "14 Feb 0202"])
def test_a_year_with_a_digit_wrong_is_no_date(text: str) -> None:
    rows = [("Child reference", "Setting name", "Leaving date", "Destination")]
    (one,) = making.read(workbook([*rows, ("C1", "Oak Hub", text, "School")])).lists

    assert told(one) == [("not_a_date", 2, "C")]
