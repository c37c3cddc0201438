"""What an inspector would ask next, the rows behind it, and how each number is counted."""

from collections.abc import Iterator
from typing import Any

from visit_exchange.kinds.profile_spec import CHILD, ROW
from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.numbers.definitions import definition, spread_definition
from visit_exchange.packs.numbers.glance import Asked, Glance, lists_of
from visit_exchange.packs.values import child_column, shown
from visit_exchange.privacy.pseudonyms import CHILD_CODE
from visit_exchange.writing.sheet_writing import Heading, PackBook

QUESTIONS_SHEET = "Questions"
ROWS_SHEET = "Rows behind"
DEFINITIONS_SHEET = "Definitions"
_FIRST_ROW = 2  # of a list's sheet, as Excel counts


def add_questions(book: PackBook, contents: PackContents, seen: Glance) -> None:
    """Add the questions and, by list, row and child code, the rows behind each."""
    if not seen.asked:
        return
    headings = [Heading("No.", 6), Heading("About", 46), Heading("Number", 10)]
    headings += [Heading("Question", 70), Heading("What it is", 20), Heading("Why", 46)]
    book.table(QUESTIONS_SHEET, headings, map(_question, seen.asked))
    behind = [Heading("Question no.", 12), Heading("About", 46), Heading("Sheet", 24)]
    behind += [Heading("Row", 8), Heading(CHILD_CODE, 14), Heading("Which", 34)]
    book.table(ROWS_SHEET, behind, _rows(contents, seen))


def add_definitions(book: PackBook, contents: PackContents, seen: Glance) -> None:
    """Add how each number of the first sheet is counted."""
    headings = (Heading("Number", 46), Heading("How it is counted", 90), Heading("Why", 60))
    book.table(DEFINITIONS_SHEET, headings, _definitions(contents.framework.id, seen))


def _question(asked: Asked) -> tuple[Any, ...]:
    kind = "A lead, not a finding" if asked.is_lead else "A question"
    why = asked.indicator.why
    return asked.number, asked.about, asked.count, asked.question, kind, why


def _rows(contents: PackContents, seen: Glance) -> Iterator[tuple[Any, ...]]:
    lists = lists_of(contents.lists)
    for asked in seen.asked:
        each = lists[asked.indicator.list]
        code = child_column(each.spec, each.frame)
        for row in asked.rows:
            child = each.frame[code.id].iloc[row] if code else None
            which = _value(each, asked.indicator.of, row)
            place = (each.spec.sheet, row + _FIRST_ROW, child, which)
            yield asked.number, asked.about, *place


def _value(each: PackList, of: str, row: int) -> Any:
    """What is counted when it is no child: the setting's name as the list has it."""
    if of in (CHILD, ROW) or of not in each.frame:
        return None
    return shown(each.spec.column(of), each.frame[of].iloc[row])


def _definitions(framework: str, seen: Glance) -> Iterator[tuple[str, str, str]]:
    for one in seen.shown:
        indicator = one.measured.indicator
        yield indicator.title, definition(framework, indicator), indicator.why
    for counted in seen.counted:
        yield counted.spread.title, spread_definition(framework, counted.spread), ""
