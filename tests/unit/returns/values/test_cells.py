"""What a cell is taken to mean: as typed, as Excel holds it, and what is asked instead."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from returns import making
from returns.binary_workbook import binary_workbook
from returns.making import CHILDREN, HEADINGS, workbook
from returns.old_workbook import old_workbook

HEADED = {
    "age": "Age",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "sen_needs": "SEN need",
    "looked_after": "Looked after child?",
    "area": "In/out of area",
    "journey_minutes": "Journey time",
    "attendance": "Attendance %",
    "setting": "Setting name",
    "reference": "Child reference",
    "leaving_date": "Leaving date",
}
LISTS = {"leaving_date": "recently_attended"}


def read_cell(field: str, cell: object, *others: object) -> tuple[object, set[str]]:
    """Return what a cell means in the company of ``others``, and the rules told about its row."""
    base = {"reference": "C0001", "setting": "Oak Hub", "age": 14.0, "gender": "M"}
    headings = [HEADED[name] for name in base | {field: None}]
    rows = [list((base | {field: value}).values()) for value in (cell, *others)]
    if field == "leaving_date":
        headings.append("Destination")
        rows = [[*row, "School"] for row in rows]
    (one,) = making.read(workbook([headings, *rows])).lists
    assert one.spec.id == LISTS.get(field, "currently_attending")
    value = one.frame[field].iloc[0] if field in one.frame else None
    told = {p.rule for p in one.problems if p.row in (2, None)}
    return (None if value != value else value), told  # NaN and NaT are nothing


@pytest.mark.parametrize(
    ("field", "cell", "means"),
    [
        ("age", 14, 14.0),
        ("age", "14", 14.0),
        ("age", "14.0", 14.0),
        ("age", 14.75, 14.0),
        ("age", "14y 3m", 14.0),
        ("age", "14 yrs", 14.0),
        ("age", "\xa014 ", 14.0),
        ("gender", "F", "F"),
        ("gender", "b) Female", "F"),
        ("gender", "FEMALE", "F"),
        ("ethnicity", "WBRI", "WBRI"),
        ("ethnicity", "a) WBRI", "WBRI"),
        ("ethnicity", "(A.A1)White - British", "WBRI"),
        ("sen_needs", "SEMH - Social, Emotional and Mental Health", "SEMH"),
        ("sen_needs", "1. SEMH 2. ASD", "SEMH; ASD"),
        ("sen_needs", "SEMH, ASD", "SEMH; ASD"),
        ("looked_after", "Y", "Y"),
        ("looked_after", True, "Y"),
        ("looked_after", 1, "Y"),
        ("looked_after", "LAC", "Y"),
        ("looked_after", "CLA", "Y"),
        ("looked_after", "CiC", "Y"),
        ("looked_after", "Child in care", "Y"),
        ("looked_after", "Yes", "Y"),
        ("looked_after", "YES ", "Y"),
        ("looked_after", "1", "Y"),
        ("looked_after", "TRUE", "Y"),
        ("looked_after", "true", "Y"),
        ("looked_after", "a) Yes", "Y"),
        ("looked_after", "N", "N"),
        ("looked_after", "No", "N"),
        ("looked_after", "0", "N"),
        ("looked_after", 0, "N"),
        ("looked_after", False, "N"),
        ("looked_after", "FALSE", "N"),
        ("looked_after", "b) No", "N"),
        ("looked_after", "Not LAC", "N"),
        ("gender", "Boy", "M"),
        ("gender", "M - Male", "M"),
        ("ethnicity", "White - British", "WBRI"),
        ("ethnicity", "White British", "WBRI"),
        ("ethnicity", "WBRI - White British", "WBRI"),
        ("ethnicity", "f) MWBC", "MWBC"),
        ("ethnicity", "White\u2013British", "WBRI"),
        ("sen_needs", "Social, Emotional and Mental Health", "SEMH"),
        ("sen_needs", "SEMH - Social, Emotional\u2026", "SEMH"),
        ("sen_needs", "Social, emotional...", "SEMH"),
        ("sen_needs", "SEMH\nASD\n", "SEMH; ASD"),
        ("sen_needs", "SEMH - Social, Emotional\nand Mental Health", "SEMH"),
        ("sen_needs", "\n", None),
        ("sen_needs", "e) SEMH", "SEMH"),
        ("area", "Out of area", "out"),
        ("setting", "Oak\nHub", "Oak Hub"),
        ("journey_minutes", 45, 45.0),
        ("journey_minutes", "45 mins", 45.0),
        ("journey_minutes", "1h10", 70.0),
        ("journey_minutes", "1hr 10", 70.0),
        ("journey_minutes", "1 hour", 60.0),
        ("journey_minutes", "1.5 hours", 90.0),
        ("journey_minutes", "1:10", 70.0),
        ("journey_minutes", time(1, 10), 70.0),
        ("journey_minutes", timedelta(hours=1, minutes=10), 70.0),
        ("attendance", 85, 85.0),
        ("attendance", "85%", 85.0),
        ("attendance", "85.3 %", 85.3),
        ("attendance", "85,3", 85.3),
        ("attendance", "95 per cent", 95.0),
        ("attendance", "95.0", 95.0),
        ("attendance", "23/30", 76.7),
        ("attendance", "18 of 20 sessions", 90.0),
        ("attendance", 0, 0.0),
        ("reference", 100123.0, "100123"),
        ("reference", "100123.0", "100123"),
        ("reference", "00123", "00123"),
        ("reference", "\xa0C 12 ", "C 12"),
        ("leaving_date", date(2023, 2, 14), date(2023, 2, 14)),
        ("leaving_date", "14/02/2023", date(2023, 2, 14)),
        ("leaving_date", "14.02.23", date(2023, 2, 14)),
        ("leaving_date", "14-Feb-23", date(2023, 2, 14)),
        ("leaving_date", "Tuesday 14th February 2023", date(2023, 2, 14)),
        ("leaving_date", "February 14, 2023", date(2023, 2, 14)),
        ("leaving_date", "2023-02-14", date(2023, 2, 14)),
        ("leaving_date", "2023-02-14T00:00:00", date(2023, 2, 14)),
        ("leaving_date", "2010-03-04", date(2010, 3, 4)),
        ("leaving_date", "20230214", date(2023, 2, 14)),
        ("leaving_date", 44971.0, date(2023, 2, 14)),
        ("leaving_date", "44971", date(2023, 2, 14)),
        ("leaving_date", datetime.fromisoformat("2023-02-14T09:30"), date(2023, 2, 14)),
        ("leaving_date", "14/02/2023 00:00:00", date(2023, 2, 14)),
        ("leaving_date", "14 Feb 2023", date(2023, 2, 14)),
        ("leaving_date", "14/2/23", date(2023, 2, 14)),
        ("leaving_date", "\xa014/02/2023\xa0", date(2023, 2, 14)),
    ],
)
def test_a_cell_is_read_as_a_careful_person_would(field: str, cell: object, means: object) -> None:
    value, told = read_cell(field, cell)

    assert (value.date() if isinstance(value, datetime) else value) == means
    assert told == set()


@pytest.mark.parametrize("text", ["", "  ", "\xa0", "-", "N/A", "n/k", "TBC", "Not held", "nan"])
@pytest.mark.parametrize("field", ["age", "attendance", "journey_minutes", "leaving_date"])
def test_words_for_not_held_are_blank_and_no_problem(field: str, text: str) -> None:
    assert read_cell(field, text) == (None, set())


@pytest.mark.parametrize("text", ["Ongoing", "31/12/9999"])
def test_an_open_end_is_no_date_and_no_problem(text: str) -> None:
    assert read_cell("leaving_date", text) == (None, set())


@pytest.mark.parametrize(
    ("field", "cell", "rule"),
    [
        ("age", "Y10", "not_a_whole_number"),
        ("age", "11-15", "not_a_whole_number"),
        ("age", "13/14", "not_a_whole_number"),
        ("age", date(2009, 5, 12), "date_of_birth"),
        ("age", "12/05/2009", "date_of_birth"),
        ("gender", "purple", "CA-03"),
        ("ethnicity", "#MULTIVALUE", "placeholder"),
        ("ethnicity", "**DO NOT USE**", "placeholder"),
        ("gender", "#N/A", "error_cell"),
        ("attendance", "#DIV/0!", "error_cell"),
        ("attendance", ">90%", "not_a_percentage"),
        ("attendance", "New start", "not_a_percentage"),
        ("attendance", "AP 76 / School 12", "not_a_percentage"),
        ("journey_minutes", "12 miles", "not_minutes"),
        ("journey_minutes", "walks", "not_minutes"),
        ("journey_minutes", 1.5, "not_minutes"),
        ("journey_minutes", "<45", "not_minutes"),
        ("journey_minutes", "over an hour", "not_minutes"),
        ("reference", 1.2345678901234567e17, "reference_lost_digits"),
        ("leaving_date", "Autumn 2022", "not_a_date"),
        ("leaving_date", "Sept 22", "not_a_date"),
        ("leaving_date", "09/2022", "not_a_date"),
        ("leaving_date", "31/02/2023", "not_a_date"),
        ("leaving_date", "13/14/2022", "not_a_date"),
        ("leaving_date", "1900-01-00", "not_a_date"),
        ("leaving_date", 7.0, "not_a_date"),
        ("leaving_date", "14/02", "not_a_date"),
        ("leaving_date", "#N/A", "error_cell"),
        ("leaving_date", "#MULTIVALUE", "placeholder"),
        ("age", "fourteen", "not_a_whole_number"),
        ("age", "#MULTIVALUE", "placeholder"),
        ("reference", "#N/A", "error_cell"),
        ("reference", "#MULTIVALUE", "placeholder"),
        ("journey_minutes", "#VALUE!", "error_cell"),
        ("attendance", True, "not_a_percentage"),
        ("looked_after", "maybe", "CA-08"),
        ("ethnicity", "Martian", "CA-04"),
        ("area", "yes", "CA-11"),
    ],
)
def test_what_cannot_be_read_is_answered_and_never_guessed(
    field: str, cell: object, rule: str
) -> None:
    value, told = read_cell(field, cell)

    assert value is None
    assert told == {rule}


def test_of_several_needs_the_known_ones_are_read_and_the_rest_is_told() -> None:
    assert read_cell("sen_needs", "SEMH; wibble") == ("SEMH", {"CA-05"})


def test_a_problem_names_the_cell_and_keeps_the_value_out_of_its_words() -> None:
    rows = [HEADINGS, *CHILDREN, ("C0004", "canary", "Male", "Oak Hub", "School", 90.0)]
    (problem,) = making.read_one(workbook(rows)).problems

    assert (problem.row, problem.column, problem.field) == (5, "B", "age")
    assert problem.value == "canary"
    assert "canary" not in repr(problem)


def test_a_range_of_minutes_is_its_longer_end_and_asked_about() -> None:
    assert read_cell("journey_minutes", "30-40 mins") == (40.0, {"range_of_minutes"})


@pytest.mark.parametrize(
    ("cells", "means"),
    [
        ((0.95, 0.8, 1.0), [95.0, 80.0, 100.0]),
        ((95.0, 80.0, 1.0), [95.0, 80.0, 1.0]),
        ((1.0, 0.0, 1.0), [1.0, 0.0, 1.0]),
        (("95%", 0.8, "77%"), [95.0, 80.0, 77.0]),
        (("95%", "95", 95.0), [95.0, 95.0, 95.0]),
    ],
    ids=[
        "parts of one",
        "whole percentages",
        "only ones and zeros",
        "text beside parts",
        "three ways",
    ],
)
def test_unformatted_percentages_are_decided_for_the_whole_column(
    cells: tuple[object, ...], means: list[float]
) -> None:
    rows = [(*child[:5], cell) for child, cell in zip(CHILDREN, cells, strict=True)]

    assert making.read_one(workbook([HEADINGS, *rows])).frame["attendance"].tolist() == means


def test_a_percentage_is_read_by_the_format_of_its_own_cell() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F2"].number_format = "0%"
        sheet["F3"].number_format = "0.0%"

    rows = [(*child[:5], cell) for child, cell in zip(CHILDREN, (0.95, 0.853, 77.0), strict=True)]
    one = making.read_one(workbook([HEADINGS, *rows], change=change))

    assert one.frame["attendance"].tolist() == [95.0, 85.3, 77.0]
    assert one.problems == ()


@pytest.mark.parametrize("others", [(95.0,), ("95%", 95.0), (95.0, 0.8)])
def test_a_part_of_one_among_whole_percentages_is_asked_about(others: tuple[object, ...]) -> None:
    assert read_cell("attendance", 0.95, *others) == (None, {"percentage_below_one"})


@pytest.mark.parametrize(
    ("cells", "is_asked"),
    [
        ((date(2023, 5, 2), date(2023, 6, 2), "14/02/2023"), True),
        ((date(2023, 2, 5), date(2023, 2, 6), "02/14/2023"), True),
        ((date(2023, 2, 5), date(2023, 2, 20), "14/02/2023"), False),
        ((date(2023, 2, 5), "06/02/2023", "14/02/2023"), False),
        ((date(2023, 2, 2), date(2023, 3, 3), "14/02/2023"), False),
        ((date(2023, 2, 5), date(2023, 2, 6), "2023-02-14"), False),
        ((date(2023, 2, 5), date(2023, 2, 6), date(2023, 2, 7)), False),
    ],
    ids=["US Excel", "UK Excel on US text", "a day above 12", "a text it would have made a date",
         "swapped alike", "ISO text proves nothing", "no text"],
)  # fmt: skip
def test_days_and_months_that_excel_may_have_swapped_are_a_question(
    cells: tuple[object, ...], is_asked: bool
) -> None:
    headings = ("Child reference", "Setting name", "Leaving date", "Destination")
    rows = [(f"C{n}", "Oak Hub", cell, "School") for n, cell in enumerate(cells)]
    (one,) = making.read(workbook([headings, *rows])).lists

    assert ("day_and_month_swapped" in making.rules(one.problems)) is is_asked
    assert one.frame["leaving_date"].notna().all()


@pytest.mark.parametrize(
    ("cells", "means", "told"),
    [
        (("05/02/2023", "14/02/2023"), ["2023-02-05", "2023-02-14"], set()),
        (("02/05/2023", "02/14/2023"), ["2023-02-05", "2023-02-14"], set()),
        (("05/02/2023", "06/02/2023"), ["2023-02-05", "2023-02-06"], {"day_or_month"}),
        (
            ("14/02/2023", "02/14/2023", "01/02/2023"),
            ["2023-02-14", "NaT", "NaT"],
            {"day_or_month"},
        ),
        (
            ("2023-02-05", "06/02/2023", "14/02/2023"),
            ["2023-02-05", "2023-02-06", "2023-02-14"],
            set(),
        ),
    ],
    ids=["day first proven", "month first proven", "nothing proves it", "both", "ISO is certain"],
)
def test_the_order_of_day_and_month_is_decided_for_the_whole_column(
    cells: tuple[str, ...], means: list[str], told: set[str]
) -> None:
    headings = ("Child reference", "Setting name", "Leaving date", "Destination")
    rows = [(f"C{n}", "Oak Hub", cell, "School") for n, cell in enumerate(cells)]
    (one,) = making.read(workbook([headings, *rows])).lists

    assert [str(day)[:10] for day in one.frame["leaving_date"]] == means
    assert making.rules(one.problems) == told


def test_serial_numbers_count_from_1904_in_a_workbook_that_says_so() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (
        ("Child reference", "Setting name", "Leaving date", "Destination"),
        ("C1", "Oak", 43509, "x"),
    ):
        book.worksheets[0].append(list(row))  # fmt: skip
    (one,) = making.read(making.saved(book)).lists

    assert str(one.frame["leaving_date"].iloc[0])[:10] == "2023-02-14"


def errors(cell: str, value: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value

    return change


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("#N/A", "error_cell"), ("#DIV/0!", "error_cell"), ("=B3+1", "formula_without_value")],
)
def test_cells_that_the_reader_shows_as_blank_are_told(typed: str, rule: str) -> None:
    one = making.read_one(workbook([HEADINGS, *CHILDREN], change=errors("B2", typed)))

    (problem,) = one.problems
    assert (problem.rule, problem.row, problem.column) == (rule, 2, "B")


def test_references_that_may_have_lost_their_zeros_are_asked_about() -> None:
    assert read_cell("reference", "00123", 456.0) == ("00123", {"reference_lost_zeros"})


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_error_cells_of_an_excel_97_workbook_are_told(error: str) -> None:
    rows = [HEADINGS, *CHILDREN, ("C0004", error, "Male", "Oak Hub", "School", 90.0)]
    (problem,) = making.read_one(old_workbook(rows), "xls").problems

    assert (problem.rule, problem.row, problem.column) == ("error_cell", 5, "B")


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
@pytest.mark.parametrize(("column", "letter"), [(1, "B"), (2, "C")])
def test_error_cells_of_a_binary_workbook_are_told(error: str, column: int, letter: str) -> None:
    child: list[object] = ["C0004", 15.0, "Male", "Oak Hub", "School", 90.0]
    child[column] = error
    one = making.read_one(binary_workbook([HEADINGS, *CHILDREN, child]), "xlsb")

    (problem,) = one.problems
    assert (problem.rule, problem.row, problem.column) == ("error_cell", 5, letter)
    assert one.frame.loc[2:4, "age"].tolist() == [14.0, 11.0, 16.0]


@pytest.mark.parametrize(
    ("error", "value"),
    [
        ("#N/A", 'office:value-type="string" office:string-value=""'),
        ("#DIV/0!", 'office:value-type="string" office:string-value=""'),
        ("Err:508", 'office:value-type="string" office:string-value=""'),
        ("#REF!", 'office:value-type="float" office:value="0"'),
    ],
)
def test_error_cells_of_an_opendocument_workbook_are_told(error: str, value: str) -> None:
    made = making.opendocument([HEADINGS, *CHILDREN, ("C0004", 99.0, *CHILDREN[0][2:])])
    sound = b'<table:table-cell office:value-type="float" office:value="99.0"/>'
    failed = f'<table:table-cell table:formula="of:=X" {value}><text:p>{error}</text:p>'
    content = making.repacked(
        made,
        lambda members: members.update(
            {
                "content.xml": members["content.xml"].replace(
                    sound, f"{failed}</table:table-cell>".encode()
                )
            }
        ),
    )
    one = making.read_one(content, "ods")

    (problem,) = one.problems
    assert (problem.rule, problem.row, problem.column) == ("error_cell", 5, "B")
    assert one.frame["age"].isna().tolist() == [False, False, False, True]


def test_error_cells_stand_below_rows_and_behind_columns_that_are_written_once() -> None:
    made = making.opendocument([HEADINGS, CHILDREN[0], CHILDREN[1]])
    last = b'office:value-type="float" office:value="92.5"/>'
    failed = (
        b'table:formula="of:=X" office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    )

    def change(members: dict[str, bytes]) -> None:
        xml = members["content.xml"].replace(last, failed)
        row = b'<table:table-row><table:table-cell office:value-type="string"><text:p>C0002'
        assert row in xml
        blanks = (
            b'<table:table-row table:number-rows-repeated="7"><table:table-cell/></table:table-row>'
        )
        members["content.xml"] = xml.replace(row, blanks + row)

    (problem,) = making.read_one(making.repacked(made, change), "ods").problems
    assert (problem.rule, problem.row, problem.column) == ("error_cell", 10, "F")
