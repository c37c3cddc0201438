"""A pack's workbook read back says what was written into it."""

import pytest

from builders.packs import CODES, attending, contents
from visit_exchange.packs.numbers.glance import glance
from visit_exchange.packs.reading.workbook import PackWorkbook
from visit_exchange.packs.sheets.workbook import pack_workbook


@pytest.fixture(scope="module")
def book() -> PackWorkbook:
    """The workbook of eight children in two lists."""
    return PackWorkbook(pack_workbook(contents()))


def test_every_number_of_the_first_sheet_stands_under_its_theme(book: PackWorkbook) -> None:
    seen = [line for line in book.glance() if not line.is_theme]
    written = glance(contents()).shown
    assert [line.title for line in seen] == [each.measured.indicator.title for each in written]
    known = [each for each in zip(seen, written, strict=True) if each[1].measured.known]
    assert known, "nothing was counted"
    for line, one in known:
        assert (line.number, line.known) == (str(one.number), str(one.known))
        assert line.not_held == str(one.not_held)
    themes = [line.title for line in book.glance() if line.is_theme]
    assert themes == list(dict.fromkeys(each.measured.indicator.theme for each in written))


def test_a_question_leads_to_its_rows(book: PackWorkbook) -> None:
    asked = glance(contents()).asked
    assert [each.number for each in book.questions()] == [each.number for each in asked]
    behind = book.behind(asked[0].number)
    assert [each.row for each in behind] == list(asked[0].rows)
    sheet = attending().spec.sheet
    assert {each.sheet for each in behind} == {sheet}
    codes = {book.table(sheet).row(each.row)[0] for each in behind}
    assert codes <= set(CODES)


def test_what_was_counted_has_its_bars_and_the_ones_not_held(book: PackWorkbook) -> None:
    counted = glance(contents()).counted
    assert [each.title for each in book.counts()] == [each.spread.title for each in counted]
    first = book.counts()[0]
    assert [count for _, count in first.bars] == [
        *(count for _, count in counted[0].counts),
        counted[0].not_held,
    ]


def test_a_list_has_the_children_of_the_pack(book: PackWorkbook) -> None:
    table = book.table(attending().spec.sheet)
    assert (table.rows, table.children) == (9, frozenset(CODES))
    assert book.table("No such sheet").rows == 0
