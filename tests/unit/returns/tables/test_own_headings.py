"""What a sender says of its own headings is believed, and nothing more is made of it."""

import pytest

from returns.making import CHILDREN, HEADINGS, NOTIFIED, delimited, specs, workbook
from visit_exchange.returns.recognition.headings import OwnHeadings
from visit_exchange.returns.tables.columns.offered_columns import OfferedTable, offered_tables
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.reading import read_lists

STRANGE = ("Kod", "Jahre", "Sie oder er", "Ort", "Zahler", "Dabei %")
TABLE = (STRANGE, *CHILDREN)
ATTENDING = "currently_attending"
SAID = {
    ATTENDING: {
        "kod": "reference",
        "jahre": "age",
        "sie oder er": "gender",
        "ort": "setting",
        "zahler": "commissioner",
        "dabei %": "attendance",
    }
}


def read(rows: object, own: OwnHeadings, name: str = "") -> Reading:
    content = workbook(rows)  # type: ignore[arg-type]
    return read_lists(content, "xlsx", specs(), notified=NOTIFIED, name=name, own=own)


def offered(rows: object, own: OwnHeadings | None = None) -> tuple[OfferedTable, ...]:
    content = workbook(rows)  # type: ignore[arg-type]
    return offered_tables(content, "xlsx", specs(), notified=NOTIFIED, own=own or {})


def test_headings_that_nobody_knows_are_read_as_their_sender_says() -> None:
    assert read(TABLE, {}).lists == ()
    [found] = read(TABLE, SAID).lists
    assert found.spec.id == ATTENDING
    assert list(found.frame["reference"]) == ["C0001", "C0002", "C0003"]
    assert found.columns["attendance"].letter == "F"


def test_a_csv_is_read_by_them_too() -> None:
    content = delimited(TABLE)
    [found] = read_lists(content, "csv", specs(), notified=NOTIFIED, own=SAID).lists
    assert list(found.frame["age"]) == [14.0, 11.0, 16.0]


def test_what_is_said_of_one_list_is_not_said_of_another() -> None:
    assert read((("Provider", "Kod"), ("Oak Hub", "1")), SAID).lists == ()


def test_a_column_of_two_that_could_be_one_field_is_the_one_that_was_named() -> None:
    twice = ((*HEADINGS, "Years old", "Age"), *((*row, 9.0, 9.0) for row in CHILDREN))
    [unclear] = read(twice, {}, "Currently attending").lists
    assert "age" not in unclear.columns
    said = {ATTENDING: {"years old": "age"}}
    [settled] = read(twice, said, "Currently attending").lists
    assert settled.columns["age"].heading == "Years old"


@pytest.mark.parametrize("heading", ["Pupil name", "NHS number", "Date of birth"])
def test_a_heading_that_identifies_people_becomes_nothing_else(heading: str) -> None:
    rows = ((heading, *HEADINGS[1:]), *CHILDREN)
    said = {ATTENDING: {heading.casefold(): "reference"}}
    for one in read(rows, said, "Currently attending").lists:
        assert "reference" not in one.columns


def test_every_column_is_offered_with_a_few_of_its_cells() -> None:
    [table] = offered(TABLE)
    assert [column.heading for column in table.columns] == list(STRANGE)
    assert table.columns[0].samples == ("C0001", "C0002", "C0003")
    assert table.columns[4].samples == ("Local authority", "School")
    assert (table.heading_row, table.is_clear, table.likely) == (1, False, "")


def test_what_was_said_is_shown_as_matched() -> None:
    [table] = offered(TABLE, SAID)
    matched = next(each for each in table.matched if each.list_id == ATTENDING)
    assert dict(matched.columns)["attendance"] == "F"
    assert (table.likely, table.is_clear) == (ATTENDING, True)


def test_columns_that_identify_people_are_not_offered_and_their_cells_not_shown() -> None:
    named = (("Pupil name", *STRANGE), *(("Ada Oakley", *row) for row in CHILDREN))
    [table] = offered(named)
    assert "Ada Oakley" not in str([column.samples for column in table.columns])
    assert table.columns[0].letter == "B"


def test_a_long_cell_is_cut() -> None:
    [table] = offered((STRANGE, ("x" * 200, 1.0, "M", "Oak", "LA", 5.0)))
    assert table.columns[0].samples == ("x" * 30 + "…",)


def test_what_shows_an_offered_column_in_a_log_shows_neither_heading_nor_cell() -> None:
    assert "Kod" not in repr(offered(TABLE))
    assert "C0001" not in repr(offered(TABLE))
