"""Files with nothing in them, and lists with headings and no rows: what is said, and what to do."""

from collections.abc import Callable

import pytest

from returns import making
from returns.making import (
    CHILDREN,
    HEADINGS,
    PROVIDER_HEADINGS,
    PROVIDERS,
    REGISTER_HEADINGS,
    delimited,
    opendocument,
    workbook,
)
from returns.old_workbook import old_workbook
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.list_answer import answer_list
from visit_exchange.returns.screening.screen import screen
from visit_exchange.visits.uploads.submission import SubmissionStatus

TABLE = (HEADINGS, *CHILDREN)
DECLARE = (
    "If there is nothing to enter, write “None” in the first cell under the headings, or put X "
    "beside the list in the checklist"
)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf\r\n \r\n", b"\xff\xfe\r\0\n\0"],
    ids=["no bytes", "UTF-8 mark", "UTF-16 mark", "big-end mark", "mark, lines", "wide lines"],
)
def test_a_text_file_with_nothing_but_a_mark_and_line_ends_is_empty(content: bytes) -> None:
    assert screen(content, "list.csv").withheld == (
        "The file is empty. Check that it was saved, then upload it again."
    )


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("no cells.xlsx", lambda: workbook([])),
        ("three empty sheets.xlsx", lambda: workbook([], [], [])),
        ("cells of spaces.xlsx", lambda: workbook([[" ", "\xa0"], []])),
        ("no cells.ods", lambda: opendocument([])),
        ("no cells.xls", lambda: old_workbook([])),
        ("only commas.csv", lambda: b",,,,\r\n,,,,\r\n"),
    ],
)
def test_a_file_without_a_filled_cell_is_said_to_be_empty(
    name: str, make: Callable[[], bytes]
) -> None:
    (action,) = answered(name, make()).actions

    assert action.text == (
        "There is nothing in this file but empty cells. Check that it was saved, then upload it "
        "again"
    )


@pytest.mark.slow
def test_a_workbook_without_cells_may_be_a_document_by_its_name() -> None:
    answer = answered("Health system overview.xlsx", workbook([]))

    assert [item.id for item in answer.documents] == ["health_system_overview"]
    assert answer.verdict is SubmissionStatus.ACCEPTED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("x.csv", lambda: delimited([HEADINGS])),
        ("x.csv", lambda: delimited([HEADINGS], encoding="utf-8-sig") + b"\r\n"),
        ("x.csv", lambda: delimited([HEADINGS], ";")),
        ("x.csv", lambda: delimited([HEADINGS], "\t", "utf-16")),
        ("x.xlsx", lambda: workbook([HEADINGS])),
        ("x.xlsx", lambda: workbook([["AP return"], [], HEADINGS, [" "]])),
        ("x.ods", lambda: opendocument([HEADINGS])),
        ("x.xls", lambda: old_workbook([HEADINGS])),
    ],
)
def test_headings_alone_are_not_taken_for_no_children(name: str, make: Callable[[], bytes]) -> None:
    answer = answered(name, make())

    assert answer.verdict is SubmissionStatus.MUST_FIX
    assert [action.text for action in answer.actions] == [
        "“Children and young people in or accessing alternative provision” has headings but no "
        f"rows, so we have not used it. Enter its rows and upload the file again. {DECLARE}"
    ]


def test_an_untouched_template_is_asked_about_list_by_list() -> None:
    reading = making.read(workbook([HEADINGS], [PROVIDER_HEADINGS], [REGISTER_HEADINGS]))

    assert reading.lists == ()
    assert [(p.rule, p.severity) for p in reading.problems] == [
        ("list_without_rows", Severity.MUST_FIX)
    ] * 3


def test_an_empty_list_beside_a_full_one_is_a_question_and_takes_no_lists_place() -> None:
    reading = making.read(workbook(TABLE, [REGISTER_HEADINGS]))

    assert [one.spec.id for one in reading.lists] == ["currently_attending"]
    assert [(p.rule, p.severity, p.sheet) for p in reading.problems] == [
        ("list_without_rows", Severity.PLEASE_CHECK, "Sheet2")
    ]


@pytest.mark.parametrize("sheets", [([HEADINGS], TABLE), (TABLE, [HEADINGS])])
def test_the_templates_empty_sheet_beside_the_same_list_is_no_second_list(
    sheets: tuple[making.Rows, ...],
) -> None:
    one = making.read_one(workbook(*sheets))

    assert one.problems == ()
    assert making.canonical(one) == making.CANONICAL


@pytest.mark.parametrize("words", ["None", "Nil return", "No children", "Total: 0"])
@pytest.mark.parametrize(
    "headings", [HEADINGS, ("Child reference", "Setting name"), PROVIDER_HEADINGS]
)
def test_a_list_that_says_that_there_are_none_is_used_as_such(
    headings: tuple[str, ...], words: str
) -> None:
    (one,) = making.read(workbook([headings, (words,)])).lists

    assert answer_list(one).rows == 0
    assert making.rules(one.problems) <= {"row_not_read"}


def test_names_of_providers_alone_are_a_list_of_providers() -> None:
    (one,) = making.read(b"Provider name\nOak Hub\nElm Farm\n", "csv").lists

    assert one.spec.id == "alternative_providers"
    assert one.frame["provider"].tolist() == [name for name, *_ in PROVIDERS]


def answered(name: str, content: bytes) -> Answer:
    (one,) = assess_at_desk([(name, content)], load_framework("ap_thematic_2023"), making.NOTIFIED)
    return one.answer
