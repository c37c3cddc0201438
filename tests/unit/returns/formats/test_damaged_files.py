"""Damaged files: cut short or with flipped bits, each is answered and the process lives on."""

import random
from collections.abc import Callable

import pytest

from returns import making
from returns.binary_workbook import binary_workbook
from returns.making import CHILDREN, HEADINGS, NOTIFIED
from returns.old_workbook import old_workbook
from returns.other_files import locked_workbook, pdf, word
from visit_exchange.returns.screening.screen import screen
from visit_exchange.returns.tables import safe_reading
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.safe_reading import TABLES, read_safely

pytestmark = pytest.mark.soak

TABLE = (HEADINGS, *CHILDREN)
SOUND: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: making.workbook(TABLE),
    "xls": lambda: old_workbook(TABLE),
    "xlsb": lambda: binary_workbook((*TABLE, ("C0004", "#N/A"))),
    "ods": lambda: making.opendocument(TABLE),
    "csv": lambda: making.delimited(TABLE),
    "csv-16": lambda: making.delimited(TABLE, encoding="utf-16"),
    "locked": locked_workbook,
    "pdf": pdf,
    "docx": word,
}
TRIES = 25


def answered(content: bytes) -> bool:
    """Say whether the file got an answer: a sentence, or a reading."""
    screened = screen(content, "return")
    if screened.withheld is not None:
        return screened.withheld.endswith(".")
    if screened.kind not in TABLES:
        return True
    answer = read_safely(content, screened.kind, making.specs(), notified=NOTIFIED)
    return isinstance(answer, Reading) or answer.endswith(".")


@pytest.mark.parametrize("kind", SOUND)
def test_a_file_cut_anywhere_is_answered(kind: str) -> None:
    content = SOUND[kind]()
    rng = random.Random(kind)

    assert all(answered(content[: rng.randrange(len(content))]) for _ in range(TRIES))


@pytest.mark.parametrize("kind", SOUND)
def test_a_file_with_flipped_bits_is_answered(kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(TRIES):
        content = bytearray(SOUND[kind]())
        for _ in range(rng.randint(1, 20)):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)

        assert answered(bytes(content))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_flipped_bits_inside_a_sound_package_is_answered(part: str) -> None:
    rng = random.Random(part)

    def flip(members: dict[str, bytes]) -> None:
        content = bytearray(members[part])
        for _ in range(rng.randint(1, 6)):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        members[part] = bytes(content)

    for _ in range(TRIES):
        assert answered(making.repacked(making.workbook(TABLE), flip))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.bin", "xl/workbook.bin"])
def test_a_binary_workbook_with_flipped_bits_inside_a_sound_package_is_answered(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some of them keep the reader busy for ever.
    monkeypatch.setattr(safe_reading, "SECONDS", 1)
    rng = random.Random(part)

    def flip(members: dict[str, bytes]) -> None:
        content = bytearray(members[part])
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        members[part] = bytes(content)

    for _ in range(TRIES):
        assert answered(making.repacked(SOUND["xlsb"](), flip))


REPEATED = (
    '<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:formula="of:=X" '
    'table:number-columns-repeated="{columns}" office:value-type="string"><text:p>{shown}</text:p>'
    "</table:table-cell></table:table-row></table:table>"
)


@pytest.mark.parametrize(
    ("rows", "columns", "shown"),
    [(2_000_000, 1, "x"), (1_048_000, 16_000, "x"), (1_048_000, 16_000, "#N/A"), ("1x", 1, "#N/A")],
)
def test_an_opendocument_row_that_says_it_stands_a_million_times_is_held(
    rows: object, columns: int, shown: str
) -> None:
    more = REPEATED.format(rows=rows, columns=columns, shown=shown).encode()

    def repeat(members: dict[str, bytes]) -> None:
        members["content.xml"] = members["content.xml"].replace(b"</table:table>", more)

    content = making.repacked(making.opendocument(TABLE), repeat)

    assert screen(content, "return").kind == "ods"
    assert isinstance(read_safely(content, "ods", making.specs(), notified=NOTIFIED), str)


def test_a_binary_workbook_with_a_cell_in_the_last_row_and_column_is_held() -> None:
    content = binary_workbook(TABLE, last_cell=(1_048_575, 16_383))

    assert isinstance(read_safely(content, "xlsb", making.specs(), notified=NOTIFIED), str)


def test_more_rows_than_any_list_has_are_held() -> None:
    rows = b"\r\n".join(b"C%d,Oak Hub" % number for number in range(200_001))
    content = b"Child reference,Setting name\r\n" + rows

    answer = read_safely(content, "csv", making.specs(), notified=NOTIFIED)

    assert isinstance(answer, str)
    assert "Copy the rows that you need" in answer
