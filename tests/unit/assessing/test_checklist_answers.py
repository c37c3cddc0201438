"""A checklist is answered line by line, and places what came before it as what comes after."""

import io
from collections.abc import Mapping
from datetime import date

import openpyxl
import pytest

from builders.uploads import (
    PROVIDER,
    UPN,
    attending,
    checklist,
    child,
    providers,
    saved,
    word,
    workbook,
)
from builders.visits import a_visit
from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.kinds import load_framework
from visit_exchange.returns.reply.reply_mail import reply_mail
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status

pytestmark = pytest.mark.soak

MONDAY = date(2023, 3, 27)
VISIT = a_visit(MONDAY)
AP = load_framework(VISIT.framework)
NUMBERS = {item.id: item.number for item in AP.items}
UNTOLD = word("Moving on together", "We wrote this for our own use.")
OTHER = word("Another paper", "We wrote this for our own use as well.")
DASHBOARD = workbook({"Dashboard": [{"Measure": "Placements made", "2021": 41, "2022": 39}]})
CELL = Mapping[str, str]


def listed(files: CELL | None = None, *not_held: str, marks: CELL | None = None) -> bytes:
    """The checklist, filled in; ``marks`` are what stands under "Not held"."""
    content = checklist(VISIT, files, not_held)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=6):
        if mark := (marks or {}).get(str(row[0].value)):
            row[5].value = mark
    return saved(book)


def desk(*files: tuple[str, bytes]) -> list[Assessed]:
    """What the files came to, one after the other."""
    return assess_at_desk(files, AP, MONDAY)


def answers(assessed: Assessed) -> dict[str, str]:
    """Which items a file answers, by their numbers, and how."""
    return {NUMBERS[i.item]: i.status.value for i in assessed.items if i.item in NUMBERS}


def said(assessed: Assessed, item: str) -> str:
    """What a checklist was told of an item."""
    lines = [note for note in assessed.answer.notes if note.startswith(f"Item {item} ")]
    return " ".join(line.partition(": ")[2] for line in lines)


def asked(assessed: Assessed) -> list[tuple[str, str]]:
    """What there is to check, and in which cell."""
    return [(p.rule, f"{p.column}{p.row}") for p in assessed.answer.problems]


# --- placing


@pytest.mark.parametrize(
    "written",
    [
        "Moving on.docx",
        "moving_on",
        "MOVING ON.DOC",
        "“Moving on.docx” (page 3)",
        "see Moving on.docx",
    ],
)
def test_a_file_is_known_as_people_write_its_name(written: str) -> None:
    first, told = desk(("Moving on.docx", UNTOLD), ("checklist.xlsx", listed({"11": written})))
    assert answers(first) == {"11": "accepted"}
    assert told.answer.verdict is Status.ACCEPTED


@pytest.mark.parametrize(
    "named",
    ["A.docx; B.docx", "A.docx\nB.docx", "A, B", "A.docx and B.docx", "1. A.docx; 2. B.docx"],
)
@pytest.mark.parametrize("order", ["files first", "checklist first"])
def test_two_files_beside_one_item_both_count(named: str, order: str) -> None:
    files = [("A.docx", UNTOLD), ("B.docx", OTHER)]
    one = ("checklist.xlsx", listed({"11": named}))
    told = desk(*files, one) if order == "files first" else desk(one, *files)
    found = [answers(each) for each in told if answers(each)]
    assert found == [{"11": "accepted"}] * 2


@pytest.mark.parametrize("order", ["file first", "checklist first"])
def test_one_file_beside_two_items_answers_both(order: str) -> None:
    file, one = ("M.docx", UNTOLD), ("checklist.xlsx", listed({"11": "M.docx", "12": "M"}))
    told = desk(file, one) if order == "file first" else desk(one, file)
    assert {"11": "accepted", "12": "accepted"} in map(answers, told)


def test_a_file_that_was_used_answers_the_items_that_the_checklist_adds() -> None:
    plan = ("plan.docx", word("Strategic planning", "Our strategy"))
    first, told = desk(plan, ("checklist.xlsx", listed({"5": "plan.docx", "12": "plan.docx"})))
    assert answers(first) == {"5": "accepted", "12": "accepted"}
    assert "“plan.docx” is used for this item." in said(told, "12")


def test_two_files_that_differ_in_their_ending_are_two() -> None:
    names = {"11": "plan.docx", "12": "plan.odt"}
    first, second, _ = desk(("plan.docx", UNTOLD), ("plan.odt", OTHER), ("c.xlsx", listed(names)))
    assert (answers(first), answers(second)) == ({"11": "accepted"}, {"12": "accepted"})


def test_the_newest_checklist_corrects_what_an_older_one_said() -> None:
    older, newer = listed({"11": "M.docx"}), listed({"12": "M.docx"})
    first, *_ = desk(("M.docx", UNTOLD), ("c.xlsx", older), ("c.xlsx", newer))
    assert answers(first) == {"12": "accepted"}


def test_a_file_that_may_identify_a_child_waits_and_the_line_says_so() -> None:
    telling = word("Moving on together", f"As agreed for {UPN}")
    first, told = desk(("M.docx", telling), ("c.xlsx", listed({"11": "M.docx"})))
    assert answers(first) == {"11": "withheld"}
    assert dict(first.undecided)
    assert "waits for a person" in said(told, "11")


# --- a workbook as a document


def test_a_workbook_beside_a_documents_item_is_a_document() -> None:
    first, told = desk(("dashboard.xlsx", DASHBOARD), ("c.xlsx", listed({"15": "dashboard.xlsx"})))
    assert answers(first) == {"15": "accepted"}
    assert "is used for this item" in said(told, "15")


def test_a_list_in_use_stays_one_and_is_a_document_too() -> None:
    files = [("p.xlsx", providers(PROVIDER)), ("c.xlsx", listed({"6": "p.xlsx"}))]
    first, told = desk(*files)
    assert answers(first) == {"4": "accepted"}
    assert asked(told) == [("also_a_list", "E11")]


def test_a_list_of_children_that_is_called_a_document_waits_for_a_person() -> None:
    children = attending(child("AP-0001"), child("AP-0002"))
    _, told = desk(("c.xlsx", listed({"15": "d.xlsx"})), ("d.xlsx", children))
    assert answers(told) == {"15": "withheld"}
    assert told.undecided["row_about_a_child"] == 2


def test_a_workbook_sent_for_an_item_is_its_document() -> None:
    [told] = desk(("documents/15/p.xlsx", providers(PROVIDER)))
    assert answers(told) == {"15": "accepted"}


# --- line by line


@pytest.mark.parametrize("sent", ["plan (1).docx", "plan.docx.docx", "PLAN.docx"])
def test_a_name_that_a_program_changed_is_known(sent: str) -> None:
    first, _ = desk((sent, UNTOLD), ("c.xlsx", listed({"11": "plan.docx"})))
    assert answers(first) == {"11": "accepted"}


def test_a_name_much_like_that_of_a_file_that_came_is_asked_about() -> None:
    first, told = desk(("plan v2.docx", UNTOLD), ("c.xlsx", listed({"11": "plan"})))
    assert answers(first) == {}
    assert "Do you mean “plan v2.docx”?" in said(told, "11")


def test_a_file_that_cannot_be_used_is_said_beside_its_item() -> None:
    link = b"[InternetShortcut]\nURL=https://example.org/strategy\n"
    _, told = desk(("plan.url", link), ("c.xlsx", listed({"5": "plan"})))
    assert asked(told) == [("cannot_be_used", "E10")]


def test_a_dash_says_nothing() -> None:
    [told] = desk(("c.xlsx", listed({"5": "-", "6": "–"})))
    assert asked(told) == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("Accountability.docx", "not_come"),
        ("x – not held by LA, ask ICB", "not_a_file"),
        ("To follow", "not_a_file"),
        ("See item 5", "not_a_file"),
        ("Accountability framework", "not_a_file"),
        ("https://example.org/strategy", "not_a_file"),
    ],
)
def test_what_names_no_file_that_came_is_said(written: str, rule: str) -> None:
    [told] = desk(("c.xlsx", listed({"12": written})))
    assert written in said(told, "12")
    assert asked(told) == [(rule, "E17")]
    assert told.answer.verdict is Status.ACCEPTED_WITH_QUERIES


@pytest.mark.parametrize(
    "pointer",
    ["See item 11", "see 11", "as item 11", "Item 11", "please see item 11 above", "same as 11"],
)
def test_a_line_that_points_at_another_has_its_files(pointer: str) -> None:
    first, told = desk(("M.docx", UNTOLD), ("c.xlsx", listed({"11": "M.docx", "13": pointer})))
    assert answers(first) == {"11": "accepted", "13": "accepted"}
    assert said(told, "13") == "“M.docx” is used for this item."
    assert asked(told) == []


@pytest.mark.parametrize(
    "pointer", ["as above", "See above", "Same as above", "ditto", "”", "Same"]
)
def test_a_line_that_points_above_has_the_files_of_the_row_above(pointer: str) -> None:
    names = {"11": "M.docx", "12": pointer, "13": pointer}
    first, _ = desk(("M.docx", UNTOLD), ("c.xlsx", listed(names)))
    assert answers(first) == {"11": "accepted", "12": "accepted", "13": "accepted"}


def test_a_line_may_point_at_several_below_it_and_name_a_file_too() -> None:
    names = {"6": "A.docx; see items 11 and 12", "11": "B.docx", "12": "A.docx"}
    first, second, told = desk(("A.docx", UNTOLD), ("B.docx", OTHER), ("c.xlsx", listed(names)))
    assert answers(first) == {"6": "accepted", "12": "accepted"}
    assert answers(second) == {"6": "accepted", "11": "accepted"}
    assert asked(told) == []


@pytest.mark.parametrize("pointer", ["As above", "See item 99", "See item 12", "11", "see plan 11"])
def test_a_line_that_points_at_nothing_is_asked_about(pointer: str) -> None:
    [told] = desk(("c.xlsx", listed({"11": "", "12": pointer})))
    assert pointer in said(told, "12")
    assert asked(told) == [("not_a_file", "E17")]


def with_column(heading: str | None, words: str) -> bytes:
    """The checklist with a column to its right; the sender's own words beside item 12."""
    book = openpyxl.load_workbook(io.BytesIO(listed({})))
    book.worksheets[0]["H5"], book.worksheets[0]["H17"] = heading, words
    return saved(book)


@pytest.mark.parametrize("heading", ["Comments", "Where it is", None])
def test_a_column_that_the_sender_added_is_said_to_be_unread(heading: str | None) -> None:
    [told] = desk(("c.xlsx", with_column(heading, "Plumstead has it")))
    assert [(p.rule, p.column, p.row) for p in told.answer.problems] == [
        ("column_not_read", "H", None)
    ]
    assert "Plumstead" not in "".join(reply_mail(told.answer, "here"))


def test_an_added_column_without_words_is_let_be() -> None:
    [told] = desk(("c.xlsx", with_column("Comments", "")))
    assert asked(told) == []


@pytest.mark.parametrize("place", [0, 1])
def test_a_sheet_that_the_sender_added_is_said_to_be_unread(place: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(listed({})))
    book.create_sheet("Casey Quill", place).append(["Plumstead has it"])
    book.create_sheet("Empty")
    [told] = desk(("c.xlsx", saved(book)))
    [problem] = told.answer.problems
    assert (problem.rule, problem.message.partition(":")[0]) == (
        "sheet_not_read",
        f"Sheet {place + 1}",
    )
    mail = "".join(reply_mail(told.answer, "here"))
    assert "Plumstead" not in mail
    assert "Casey" not in mail


@pytest.mark.parametrize("mark", ["x – not held by LA, ask ICB", "?", "see e-mail", "ICB"])
def test_a_mark_that_we_do_not_understand_is_said(mark: str) -> None:
    [told] = desk(("c.xlsx", listed(marks={"12": mark})))
    assert mark in said(told, "12")
    assert asked(told) == [("unclear_mark", "F17")]
    assert not told.not_held


def test_words_beside_a_mark_do_not_count_against_it() -> None:
    [told] = desk(("c.xlsx", listed({"12": "ask the ICB"}, "12")))
    assert {NUMBERS[item] for item in told.not_held or ()} == {"12"}
    assert asked(told) == [("not_a_file", "E17")]


def test_a_mark_that_the_newest_checklist_has_no_more_is_taken_back() -> None:
    _, told = desk(("c.xlsx", listed({}, "12", "13")), ("c.xlsx", listed({}, "13")))
    assert {NUMBERS[item] for item in told.not_held or ()} == {"13"}
    assert any("12 Accountability" in note for note in told.answer.notes)


def test_a_mark_against_what_was_sent_is_said() -> None:
    plan = ("plan.docx", word("Strategic planning", "Our strategy"))
    _, told = desk(plan, ("c.xlsx", listed({}, "5")))
    assert "a file that you sent answers it" in said(told, "5")
    assert asked(told) == [("held_after_all", "F10")]


def test_a_document_beside_a_list_is_no_list() -> None:
    first, told = desk(("list 1.docx", UNTOLD), ("c.xlsx", listed({"1": "list 1.docx"})))
    assert answers(first) == {}
    assert asked(told) == [("not_this_list", "E6")]


def test_a_list_beside_its_own_item_is_used() -> None:
    _, told = desk(("p.xlsx", providers(PROVIDER)), ("c.xlsx", listed({"4": "p.xlsx"})))
    assert said(told, "4") == "“p.xlsx” is used for this item."
    assert asked(told) == []


def test_a_row_of_no_item_is_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(listed({})))
    book.worksheets[0].append([None, "Self-evaluation", None, None, "sef.docx"])
    [told] = desk(("c.xlsx", saved(book)))
    [(rule, cell)] = asked(told)
    assert rule == "of_no_item"
    assert f"Row {cell[1:]}: this row is of no item that you are asked for." in told.answer.notes


def test_an_item_on_two_rows_has_the_files_of_both() -> None:
    book = openpyxl.load_workbook(io.BytesIO(listed({"11": "A.docx"})))
    cells = [cell.value for cell in book.worksheets[0][16]]
    assert cells[0] == "11"
    book.worksheets[0].append([*cells[:4], "B.docx", *cells[5:]])
    first, second, _ = desk(("A.docx", UNTOLD), ("B.docx", OTHER), ("c.xlsx", saved(book)))
    assert answers(first) == answers(second) == {"11": "accepted"}


def test_a_mail_repeats_nothing_that_was_written() -> None:
    written = {"11": "Plumstead.docx", "12": "ask Plumstead"}
    [told] = desk(("c.xlsx", listed(written, marks={"13": "Plumstead holds it"})))
    assert len(asked(told)) == 3
    assert "Plumstead" not in "".join(reply_mail(told.answer, "here"))
    assert "Plumstead" not in repr(told)
    assert "Plumstead" in said(told, "11")
