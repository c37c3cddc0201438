"""Notes of inspectors: about a child's code, an item or a question, and naming nobody."""

import io
from datetime import UTC, datetime

import pytest
from python_calamine import CalamineWorkbook

from visit_exchange.errors import UserError
from visit_exchange.packs.notes import (
    EMPTY,
    LONGEST,
    NO_SUCH_NOTE,
    TOO_LONG,
    About,
    Note,
    checked,
    notes_workbook,
    read_notes,
    standing_notes,
    subject,
    with_note,
    without_note,
    written_notes,
)
from visit_exchange.privacy.pseudonyms import child_code

MONDAY = datetime(2023, 4, 3, 10, tzinfo=UTC)  # Monday 3 April 2023
CODE = "K7QM-2XWD"


def a_note(text: str, about: About = About.CHILD, of: str = CODE, by: str = "j.smith") -> Note:
    return Note(0, by, MONDAY, about, of, text, is_line=about is About.ITEM)


NOTES = with_note(
    with_note((), a_note("Why part time?")), a_note("Ask for minutes", About.ITEM, "impact", "k")
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" \n ", EMPTY),
        ("a" * (LONGEST + 1), TOO_LONG),
        ("Ask Sarah Jenkins about the placement.", "name nobody"),
        ("Ask 李小明 about the placement.", "name nobody"),
        ("NHS number 943 476 5919 is on the plan.", "nhs number"),
        ("Write to help@exampleshire.example", "email"),
    ],
)
def test_a_note_that_cannot_be_kept_says_why(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told.split("{", maxsplit=1)[0]):
        checked(text)


def test_a_note_with_codes_and_roles_is_kept_as_it_was_written() -> None:
    text = f"Why is {CODE} on a part-time timetable?\nAsk the head of the virtual school."
    assert checked(f"  {text} ") == text


@pytest.mark.parametrize(
    ("about", "of", "kept"),
    [
        (About.CHILD, "", None),
        (About.CHILD, "Sarah Jenkins", None),
        (About.ITEM, "impact", "impact"),
        (About.ITEM, "another", None),
        (About.QUESTION, "In a part-time placement", "In a part-time placement"),
        (About.QUESTION, "Ask Sarah Jenkins about it", None),
        (About.VISIT, "", ""),
        (About.VISIT, "something", None),
    ],
)
def test_a_note_is_about_nothing_that_was_not_searched(
    about: About, of: str, kept: str | None
) -> None:
    if kept is not None:
        assert subject(about, of, {"impact"}) == kept
        return
    with pytest.raises(UserError):
        subject(about, of, {"impact"})


def test_a_code_is_kept_as_it_is_written() -> None:
    code = child_code(bytes(range(32)), "AP-0001")
    assert subject(About.CHILD, code.lower().replace("-", " "), (), {code}) == code


def test_a_note_is_about_a_child_of_this_visit_alone() -> None:
    another = child_code(bytes(range(1, 33)), "AP-0001")
    with pytest.raises(UserError, match="beside a child"):
        subject(About.CHILD, another, (), {CODE})


def test_notes_are_numbered_and_read_again() -> None:
    assert [note.number for note in NOTES] == [1, 2]
    assert read_notes(written_notes(NOTES)) == NOTES
    assert standing_notes(NOTES, About.CHILD, CODE) == NOTES[:1]
    assert [note.number for note in standing_notes(NOTES)] == [2, 1]


def test_only_its_writer_removes_a_note_and_its_words_go() -> None:
    left = without_note(NOTES, 1, "j.smith")
    assert (left[0].text, left[0].of, left[1]) == ("", "", NOTES[1])
    assert standing_notes(left) == NOTES[1:]
    for number, by in ((2, "j.smith"), (3, "k"), (1, "k")):
        with pytest.raises(UserError, match=NO_SUCH_NOTE):
            without_note(NOTES, number, by)
    with pytest.raises(UserError, match=NO_SUCH_NOTE):
        without_note(left, 1, "j.smith")


def test_the_notes_that_stand_go_with_the_pack_as_a_workbook() -> None:
    book = notes_workbook(NOTES, {"impact": "13 Impact"})
    head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert head[:4] == ["About", "Which", "Kind", "Note"]
    assert [row[:4] for row in rows] == [
        ["Item", "13 Impact", "Line of enquiry", "Ask for minutes"],
        ["Child", CODE, "Note", "Why part time?"],
    ]


@pytest.mark.slow
def test_no_code_of_a_child_is_taken_for_somebody() -> None:
    codes = [child_code(bytes(32), f"AP-{number}") for number in range(400)]
    for code in (each for each in codes if any(c.isdigit() for c in each)):
        assert checked(f"Why is {code} part time? Ask {code}’s setting.")


def test_a_name_in_capitals_is_no_code() -> None:
    with pytest.raises(UserError, match="name nobody"):
        checked("Ask about SARAH JENKINS-2XWD and Sarah Jenkins")


def test_notes_of_another_shape_are_told_without_a_word_of_them() -> None:
    with pytest.raises(UserError, match="another version") as error:
        read_notes(b'[{"text": "Why part time?"}]')
    assert error.value.__suppress_context__
