"""Lists pasted together, split over sheets and printed as reports: nothing is lost or invented."""

from collections.abc import Sequence

import openpyxl

from returns import making
from returns.making import CHILDREN, HEADINGS, workbook
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.not_held import missing_columns
from visit_exchange.returns.reply.list_answer import ListAnswer, answer_list
from visit_exchange.returns.reply.reply_words import unused_sentence
from visit_exchange.returns.tables.places.unclear_tables import unused_tables

TABLE = (HEADINGS, *CHILDREN)
LEAVERS = (
    ("Child reference", "Age", "Gender", "Setting name", "Leaving date", "Destination"),
    ("C0004", 15.0, "Male", "Oak Hub", "14/02/2023", "School"),
)


def test_two_lists_pasted_under_each_other_without_a_gap_are_two_lists() -> None:
    reading = making.read(workbook([*TABLE, *LEAVERS]))

    rows = {one.spec.id: list(one.frame.index) for one in reading.lists}
    assert rows == {"currently_attending": [2, 3, 4], "recently_attended": [6]}


def test_rows_that_read_like_headings_are_rows_of_the_list() -> None:
    """A provider may be called as a heading is, and its cells may be words of other headings."""
    odd = ("Setting name", None, "Male", "School", "Local authority", None)
    one = making.read_one(workbook([*TABLE, odd]))

    assert one.frame.index.tolist() == [2, 3, 4, 5]


def test_a_nil_return_is_an_empty_list_and_no_child() -> None:
    for words in ("Nil return", "None", "No children", "Nothing to report"):
        one = making.read_one(workbook([HEADINGS, (words,)]))

        assert (len(one.frame), making.rules(one.problems)) == (0, {"row_not_read"}), words


def test_the_page_numbers_of_a_printed_report_are_no_children() -> None:
    one = making.read_one(
        workbook([*TABLE, (), ("Page 1",), HEADINGS, ("C0007", *CHILDREN[0][1:])])
    )

    assert one.frame["reference"].tolist() == ["C0001", "C0002", "C0003", "C0007"]


def test_a_child_of_whom_only_the_reference_is_known_is_a_child() -> None:
    one = making.read_one(workbook([*TABLE, ("C0004",)]))

    assert one.frame["reference"].tolist()[-1] == "C0004"


def test_the_answer_counts_the_rows_that_are_used() -> None:
    one = making.read_one(workbook([*TABLE, (), ("Number of children: 3",)]))

    assert answer_list(one).rows == 3


def test_the_rest_of_a_list_on_a_sheet_without_headings_is_asked_about() -> None:
    reading = making.read(workbook(TABLE[:2], CHILDREN[1:], titles=("A to K", "L to Z")))

    (problem,) = reading.problems
    assert (problem.severity, problem.sheet) == (Severity.PLEASE_CHECK, "L to Z")
    assert problem.message == (
        "This sheet has 2 rows without headings, so we did not read them. If they belong to a list"
        ", put them under its headings on one sheet."
    )
    assert list(unused_tables(reading)) == []


def test_a_sheet_of_another_shape_beside_a_list_is_only_noted() -> None:
    menu = [("Day", "Main dish"), ("Monday", "Roast"), ("Friday", "Fish")]
    reading = making.read(workbook(TABLE, menu, titles=("Children", "Menu")))

    assert reading.problems == ()
    assert list(unused_tables(reading)) == [
        "We have not used the sheet “Menu”. It is not a list that we asked for."
    ]


def test_a_list_on_several_sheets_is_told_with_their_number() -> None:
    one = making.read_one(workbook(TABLE, TABLE, TABLE))

    (problem,) = one.problems
    assert problem.message == (
        "This list is on 3 sheets of the workbook: sheets 1, 2 and 3, counted from the left. Put "
        "all its rows in one table on one sheet, or delete the sheets that you do not mean to send."
    )


def test_a_list_twice_on_a_sheet_is_told_with_the_rows() -> None:
    further = [(*row, "x") for row in TABLE]
    one = making.read_one(workbook([*TABLE, (), *further]))

    assert [p.message for p in one.problems if p.rule == "list_twice"] == [
        "The sheet has this list 2 times, with headings in rows 1 and 6. Put all its rows in one "
        "table, or delete the tables that you do not mean to send."
    ]


def test_an_older_list_on_a_hidden_sheet_is_told_of() -> None:
    book = openpyxl.Workbook()
    for title, state in (("Children", "visible"), ("Old", "hidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in TABLE:
            sheet.append(list(row))
    book.remove(book.worksheets[0])

    assert list(unused_tables(making.read(making.saved(book)))) == [
        "We have not used the hidden sheet “Old”. The list is on a sheet that can be seen."
    ]


def test_a_column_that_was_not_used_beside_one_not_held_is_told_with_the_way_out() -> None:
    """An own heading is easily taken for nothing, and its data then counts as not held."""
    told = _told([*HEADINGS[:5], "Presence of pupil"])

    assert unused_sentence(told) == (
        "Column F not used. If it is something that we ask for, give it the heading of the "
        "template and upload the file again."
    )


def test_nothing_is_said_of_unused_columns_when_there_are_none() -> None:
    assert unused_sentence(_told(HEADINGS)) is None


def test_nothing_is_said_of_a_further_column_when_what_is_not_held_is_there_and_empty() -> None:
    titles = [column.title for column in making.specs()[0].columns if column.asked]
    own = dict(zip(HEADINGS, CHILDREN[0], strict=True))
    rows: list[list[object]]
    rows = [[*titles, "Comments"], [*(own.get(title) for title in titles), "x"]]
    read = making.read_one(workbook(rows))

    assert unused_sentence(answer_list(read, missing_columns(read))) is None


def _told(headings: Sequence[str]) -> ListAnswer:
    read = making.read_one(workbook([headings, *CHILDREN]))
    return answer_list(read, missing_columns(read))
