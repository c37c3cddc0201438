"""Which list a table of an Area SEND inspection is: the lists share most of their headings."""

import pytest

from builders.send_lists import SEND, read, sheet_rows, specs, upn
from visit_exchange.kinds.list_spec import ListSpec, Treatment, ValueType, load_list
from visit_exchange.kinds.severity import Severity

LISTS = [spec.id for spec in specs()]
CELLS: dict[ValueType, object] = {
    ValueType.REFERENCE: "100001",
    ValueType.TEXT: "Oak Hub",
    ValueType.WHOLE_NUMBER: 14,
    ValueType.COUNT: 2,
    ValueType.PERCENTAGE: 12.5,
    ValueType.DATE: "23/09/2024",
}


def full_row(spec: ListSpec) -> dict[str, object]:
    """A cell in every column of the list, the first code of each set."""
    from visit_exchange.kinds.code_set import load_codes

    return {
        column.id: load_codes(column.codes).codes[0].in_template
        if column.codes
        else upn(1)
        if column.treatment is Treatment.LINK
        else CELLS[column.type]
        for column in spec.columns
    }


def table(list_id: str, *, without: tuple[str, ...] = ()) -> list[list[object]]:
    row = full_row(load_list(SEND, list_id))
    return sheet_rows(list_id, [{f: c for f, c in row.items() if f not in without}] * 2)


def test_the_inspection_has_nine_lists() -> None:
    assert LISTS == [
        "ehc_plans",
        "sen_support",
        "education_providers",
        "dynamic_support_register",
        "early_help_assessments",
        "children_in_need",
        "child_protection",
        "children_in_care",
        "care_leavers",
    ]


def test_all_lists_in_one_workbook_are_told_apart() -> None:
    reading = read({f"Sheet{at}": table(each) for at, each in enumerate(LISTS)})
    assert [one.spec.id for one in reading.lists] == LISTS
    assert not reading.unknown
    assert not reading.problems


@pytest.mark.parametrize("list_id", LISTS)
@pytest.mark.parametrize("sheet", ["Sheet1", "Annex A", "Export", "Data 2026"])
def test_each_list_is_known_by_its_columns_alone(list_id: str, sheet: str) -> None:
    (one,) = read({sheet: table(list_id)}).lists
    assert one.spec.id == list_id


@pytest.mark.slow
@pytest.mark.parametrize("list_id", LISTS)
@pytest.mark.parametrize("name", [spec.sheet for spec in specs()])
def test_a_sheet_named_after_another_list_does_not_make_it_that(list_id: str, name: str) -> None:
    reading = read({name: table(list_id)})
    found = [one.spec.id for one in reading.lists]
    if (list_id, name) == ("sen_support", "List_1"):
        # Neither its name nor its columns are believed: it is asked about, and not used.
        (problem,) = reading.lists[0].problems
        assert (problem.rule, problem.severity) == ("list_by_name", Severity.MUST_FIX)
    else:
        assert found == [list_id]


@pytest.mark.parametrize(
    ("list_id", "sheet"),
    [
        ("early_help_assessments", "List 2"),
        ("children_in_need", "List 6"),
        ("child_protection", "List 7"),
        ("children_in_care", "List 8"),
        ("care_leavers", "List 9"),
    ],
)
def test_a_sheet_named_by_ilacs_is_the_ilacs_list(list_id: str, sheet: str) -> None:
    (one,) = read({sheet: table(list_id)}).lists
    assert one.spec.id == list_id


PLANS = ("initial_plan", "updated_plan", "reviewed_plan", "home_education")


def test_a_list_called_one_and_looking_like_another_is_told_both_ways_out() -> None:
    (one,) = read({"List_1": table("sen_support")}).lists
    assert [problem.message for problem in one.problems] == [
        "This is called “Children and young people with an EHC plan” but has the columns of "
        "“Children and young people in receipt of SEN support”, so we have not used it. If it is "
        "“Children and young people in receipt of SEN support”, name its sheet “List_2”. If it is "
        "“Children and young people with an EHC plan”, add its column “Date initial EHC plan "
        "issued”, even if you leave it empty"
    ]


def test_renaming_the_sheet_answers_the_question() -> None:
    (one,) = read({"List_2": table("sen_support")}).lists
    assert (one.spec.id, one.problems) == ("sen_support", ())


def test_a_column_of_its_own_answers_it_even_when_empty() -> None:
    headings, *rows = table("ehc_plans", without=PLANS)
    (one,) = read({"List_1": [[*headings, "Date initial EHC plan issued"], *rows]}).lists
    assert (one.spec.id, one.problems) == ("ehc_plans", ())


@pytest.mark.parametrize("list_id", LISTS)
def test_no_column_of_a_full_list_is_left_unread_or_forbidden(list_id: str) -> None:
    (one,) = read({"Sheet1": table(list_id)}).lists
    assert (one.ignored, one.forbidden) == ((), ())
    assert set(one.frame.columns) == {column.id for column in one.spec.columns}
