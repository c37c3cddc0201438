"""Notes and lines of enquiry of a visit's inspectors: kept across versions, and naming nobody."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from visit_exchange.errors import UserError
from visit_exchange.privacy.naming_nobody import check_names_nobody
from visit_exchange.privacy.pseudonyms import is_child_code, tidy_code
from visit_exchange.writing.sheet_writing import Heading, PackBook

NOTES_FILE = "Notes.xlsx"
LONGEST = 2000  # characters
EMPTY = "Enter a note."
TOO_LONG = f"The note must be {LONGEST:,} characters or fewer."
NO_SUBJECT = "Write the note beside a child, a list or a question, or about the visit."
OTHER_SHAPE = (
    "The notes were kept by another version of Visit Exchange. Ask the data team to update it."
)
NO_SUCH_NOTE = "There is no such note of yours."


class About(StrEnum):
    """What a note is about. The values are stored."""

    VISIT = "visit"
    CHILD = "child"
    ITEM = "item"
    QUESTION = "question"


@dataclass(frozen=True)
class Note:
    """A note. ``of`` is a child's code, an item's id or what a question is about; ``at`` is visit
    time; ``is_line`` says that it is a line of enquiry."""

    number: int
    by: str
    at: datetime
    about: About
    of: str = field(repr=False)
    text: str = field(repr=False)
    is_line: bool = False
    is_removed: bool = False


_NOTES = TypeAdapter(tuple[Note, ...])


def read_notes(content: bytes) -> tuple[Note, ...]:
    """Return the notes as they were kept; UserError when another version wrote them."""
    try:
        return _NOTES.validate_json(content)
    except ValidationError:
        # Its own words would quote the notes.
        raise UserError(OTHER_SHAPE) from None


def written_notes(notes: Sequence[Note]) -> bytes:
    """Return notes as they are kept: those that were removed without their words."""
    return _NOTES.dump_json(tuple(notes), indent=1)


def checked(text: str) -> str:
    """Return a note's words, tidied. UserError when it is empty, too long or names somebody."""
    tidy = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not tidy:
        raise UserError(EMPTY)
    if len(tidy) > LONGEST:
        raise UserError(TOO_LONG)
    check_names_nobody("The note", tidy)
    return tidy


def subject(about: About, of: str, items: Container[str], children: Container[str] = ()) -> str:
    """Return what a note is about as it is kept: a code, an item's id, what a question says.

    ``children`` are the codes of the visit's children: any other says nothing to anybody.
    UserError when it is none of these: nothing may be written there that is not searched.
    """
    if about is About.CHILD and is_child_code(of) and tidy_code(of) in children:
        return tidy_code(of)
    if about is About.ITEM and of in items:
        return of
    if about is About.QUESTION:
        return checked(of)
    if about is About.VISIT and not of:
        return of
    raise UserError(NO_SUBJECT)


def with_note(notes: Sequence[Note], new: Note) -> tuple[Note, ...]:
    """Return the notes with one more, numbered after the last."""
    return (*notes, replace(new, number=len(notes) + 1))


def without_note(notes: Sequence[Note], number: int, by: str) -> tuple[Note, ...]:
    """Return the notes without the words of one; UserError unless its own writer removes it."""
    own = [
        each for each in notes if each.number == number and each.by == by and not each.is_removed
    ]
    if not own:
        raise UserError(NO_SUCH_NOTE)
    return tuple(
        replace(each, text="", of="", is_removed=True) if each is own[0] else each for each in notes
    )


def standing_notes(
    notes: Iterable[Note], about: About | None = None, of: str = ""
) -> tuple[Note, ...]:
    """Return the notes that stand, the newest first: all, or those about one thing."""
    return tuple(
        each
        for each in reversed(tuple(notes))
        if not each.is_removed and (about is None or (each.about, each.of) == (about, of))
    )


def notes_workbook(notes: Sequence[Note], titles: "dict[str, str]") -> bytes:
    """Return the notes that stand as a workbook; ``titles`` are those of items by their ids."""
    standing = standing_notes(notes)
    book = PackBook(max(each.at for each in standing))
    headings = [Heading("About", 12), Heading("Which", 40), Heading("Kind", 16)]
    headings += [Heading("Note", 90), Heading("By", 18), Heading("On", 14)]
    book.table("Notes", headings, (_line(each, titles) for each in standing))
    return book.content()


def _line(note: Note, titles: "dict[str, str]") -> tuple[object, ...]:
    kind = "Line of enquiry" if note.is_line else "Note"
    which = titles.get(note.of, note.of)
    return note.about.value.capitalize(), which, kind, note.text, note.by, note.at.date()
