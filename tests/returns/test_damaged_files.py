"""Damaged files: cut short or with flipped bits, each is answered and the process lives on."""

import random
from collections.abc import Callable

import pytest

from returns import making
from returns.making import CHILDREN, HEADINGS, NOTIFIED
from returns.old_workbook import old_workbook
from returns.test_held_files import locked_workbook, pdf, word
from visit_exchange.returns.read_list import Reading
from visit_exchange.returns.reading import TABLES, read_safely
from visit_exchange.returns.screening import screen

TABLE = (HEADINGS, *CHILDREN)
SOUND: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: making.workbook(TABLE),
    "xls": lambda: old_workbook(TABLE),
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
    if screened.held is not None:
        return screened.held.endswith(".")
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
