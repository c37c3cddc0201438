"""The pack's workbook, opened as an inspector would. All children are invented."""

import io
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from builders.packs import CODES, REFERENCES, attending, contents, document, frame, recent
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.profile import profile, suppressed
from visit_exchange.packs.pack import PackRefused, build_pack, check_pack
from visit_exchange.packs.sheets.workbook import pack_workbook
from visit_exchange.writing.sheet_writing import Heading, PackBook

Row = tuple[Any, ...]


def sheet(name: str) -> list[Row]:
    book = openpyxl.load_workbook(io.BytesIO(pack_workbook(contents())))
    return list(book[name].iter_rows(values_only=True))


def line(name: str) -> Row:
    return next(row for row in sheet("Summary") if row[0] == name)


def test_there_is_a_summary_a_sheet_for_each_list_and_the_selection() -> None:
    book = openpyxl.load_workbook(io.BytesIO(pack_workbook(contents())))
    lists = [attending().spec.sheet, recent().spec.sheet]
    assert book.sheetnames[:5] == ["At a glance", "Summary", *lists, "Selection"]
    for name in (*lists, "Selection"):
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref


def test_a_list_has_the_child_code_first_and_labels_for_codes() -> None:
    head, first, *_ = sheet(attending().spec.sheet)
    assert head[:2] == ("Child code", "Age")
    assert first[:2] == (CODES[0], 12)
    needs = head.index(attending().spec.column("sen_needs").title)
    assert first[needs] == "Social, emotional and mental health"


def test_a_printed_list_keeps_each_child_on_one_page_under_the_headings() -> None:
    book = openpyxl.load_workbook(io.BytesIO(pack_workbook(contents())))
    sheet = book[attending().spec.sheet]

    assert sheet.print_title_rows == "$1:$1"
    pages = sheet.sheet_properties.pageSetUpPr
    assert pages
    assert pages.fitToPage
    assert sheet.page_setup.fitToHeight == 0, "as many pages down as it needs"
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.slow
def test_what_looks_like_a_formula_stays_text() -> None:
    head, first = sheet(recent().spec.sheet)
    assert first[head.index(recent().spec.column("setting").title)] == "=1+1"
    book = openpyxl.load_workbook(io.BytesIO(pack_workbook(contents())))
    cell = book[recent().spec.sheet].cell(2, head.index("Setting name") + 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("x")'])
def test_no_cell_of_a_pack_comes_alive_when_it_is_edited(text: str) -> None:
    book = PackBook(datetime(2023, 3, 30, 9, tzinfo=UTC))
    book.table("Any", [Heading("Any")], [[text], ["1 = one"]])
    book.page("Page", "Any", [["a", text]], widths=(20, 20))
    table, page = openpyxl.load_workbook(io.BytesIO(book.content())).worksheets
    assert table["A2"].quotePrefix
    assert page["B3"].quotePrefix
    assert not table["A3"].quotePrefix


def test_the_selection_sheet_has_each_child_once_and_a_column_to_tick() -> None:
    head, *rows = sheet("Selection")
    assert head[:3] == ("Child code", "Track (put X)", "Age")
    assert [row[0] for row in rows] == CODES
    assert {row[1] for row in rows} == {None}
    assert rows[1][-1] == f"{attending().spec.sheet}; {recent().spec.sheet}"


@pytest.mark.slow
def test_the_summary_says_what_is_in_it_and_as_at_when() -> None:
    assert line(attending().spec.title)[1] == "9 rows, 8 children, as at Friday 24 March 2023"
    assert line(recent().spec.title)[1].endswith("the authority gave no as-at date")
    assert line("Not held in this list")[1] == attending().spec.column("ehc_plan").title


def test_the_summary_says_what_is_missing_late_and_not_held() -> None:
    said = {
        row[0].split()[0]: row[1]
        for row in sheet("Summary")
        if row[0] and row[0].split()[0].isdigit()
    }
    assert said["3"] == "Missing"
    assert said["13"] == "Received 2 hours 5 minutes after the deadline."
    assert said["4"] == "The authority does not hold this"


@pytest.mark.slow
def test_the_summary_counts_questions_without_the_authoritys_rows() -> None:
    told = [row for row in sheet("Summary") if row[1] == "Attendance is above 100"]
    assert [row[2] for row in told] == [2]
    assert "17" not in str(told)


def test_a_pack_with_nothing_missing_says_so() -> None:
    book = pack_workbook(contents(missing=(), late=(), not_held=()))
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(book))["Summary"].values]
    assert "Nothing" in cells


@pytest.mark.slow
def test_the_same_contents_give_the_same_bytes() -> None:
    assert build_pack(contents()) == build_pack(contents())


def test_bands_are_counted_from_the_lowest_up() -> None:
    ages = next(c for c in profile(attending().spec, attending().frame).columns if c.title == "Age")
    labels = [label for label, _ in ages.counts]
    assert labels == sorted(labels, key=lambda label: int(label.split()[0]))
    assert len(labels) > 1


def test_a_profile_counts_children_not_rows() -> None:
    numbers = profile(attending().spec, attending().frame)
    columns = {column.title: column for column in numbers.columns}
    assert (numbers.rows, numbers.children) == (9, 8)
    age = columns["Age"]
    assert (age.known, age.not_held) == (7, 1)
    assert dict(age.counts) == {"11 to 15": 4, "16 and over": 2, "5 to 10": 1}
    assert dict(columns[attending().spec.column("sen_needs").title].counts) == {
        "Social, emotional and mental health": 6,
        "Autistic spectrum disorder": 2,
    }


def test_an_empty_column_is_known_for_nobody() -> None:
    plan = profile(attending().spec, attending().frame).columns
    column = next(c for c in plan if c.title == attending().spec.column("ehc_plan").title)
    assert (column.known, column.not_held, column.counts) == (0, 8, ())


@pytest.mark.parametrize(
    ("ages", "shown"),
    [
        # one small count: the next smallest is hidden with it
        ([7] * 9 + [12] * 6 + [17] * 2, [10, None, None]),
        # two small counts hide each other
        ([7] * 9 + [12] * 4 + [17] * 2, [10, None, None]),
        ([7] * 9 + [12] * 6 + [17] * 5, [10, 5, 5]),
    ],
)
def test_a_small_count_cannot_be_worked_out(ages: list[int], shown: list[int | None]) -> None:
    codes = [f"{n:04}-0000" for n in range(len(ages))]
    spec = attending().spec
    small = suppressed(profile(spec, frame(reference=codes, age=[float(a) for a in ages])))
    counts = dict(small.columns[0].counts)
    assert [counts["5 to 10"], counts["11 to 15"], counts["16 and over"]] == shown


def test_zero_is_shown_and_a_few_not_held_hide_how_many_are_known() -> None:
    small = suppressed(profile(attending().spec, attending().frame))
    columns = {column.title: column for column in small.columns}
    assert (columns["Age"].known, columns["Age"].not_held) == (None, None)
    plan = columns[attending().spec.column("ehc_plan").title]
    assert (plan.known, plan.not_held) == (0, 10)


@pytest.mark.slow
def test_a_pack_of_invented_children_passes_the_gate() -> None:
    check_pack(build_pack(contents()), contents(), REFERENCES)


@pytest.mark.slow
def test_a_document_that_names_a_child_stops_the_pack_without_repeating_it() -> None:
    leaking = contents(documents=(document("impact", content=b"see AP-0003 and AP-0004"),))
    with pytest.raises(PackRefused, match=r"13 Impact – 1\.txt: reference, 2") as refusal:
        check_pack(build_pack(leaking), leaking, REFERENCES)
    assert "AP-0003" not in str(refusal.value)


@pytest.mark.slow
def test_a_service_may_give_its_address_in_a_document_but_not_in_a_list() -> None:
    service = contents(documents=(document("impact", content=b"ask ap@example.org"),))
    check_pack(build_pack(service), service, REFERENCES)
    leaking = PackList(recent().spec, frame(reference=[CODES[0]], setting=["ap@example.org"]), None)
    with pytest.raises(PackRefused, match="email, 1"):
        check_pack(build_pack(contents(lists=(leaking,))), contents(), REFERENCES)


def test_what_reviews_found_is_asked_with_where_to_look_and_what_has_come() -> None:
    head, *rows = sheet("What reviews found")
    assert head == (
        "Theme",
        "What was found",
        "Which is",
        "Numbers to look at",
        "Documents to look at",
        "Question",
        "Source",
    )
    (hours,) = (row for row in rows if row[1] == "Limited hours impact negatively on mental health")
    assert hours[2:4] == ("A challenge", "In a part-time placement")
    assert hours[4] == "10 Monitoring and evaluation (not received)"
    assert "a thematic review" in hours[6]
