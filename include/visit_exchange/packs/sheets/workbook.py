"""The pack's workbook: a summary, every accepted list, and the sheet on which children are chosen.

It is a new workbook, written from accepted and treated columns; nothing of the authority's own
file travels in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from visit_exchange.kinds import Framework
from visit_exchange.kinds.column_spec import Column, Treatment, ValueType
from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.numbers.glance import glance, lists_of
from visit_exchange.packs.sample.proposal import sampled_children, sampled_providers
from visit_exchange.packs.sheets.charts import add_counts
from visit_exchange.packs.sheets.findings_sheet import add_findings
from visit_exchange.packs.sheets.glance_sheet import add_glance
from visit_exchange.packs.sheets.question_sheets import add_definitions, add_questions
from visit_exchange.packs.sheets.sample_sheets import add_proposals, add_providers, why_by_one
from visit_exchange.packs.sheets.summary import summary_lines
from visit_exchange.packs.values import child_column, shown_all, shown_columns
from visit_exchange.privacy.pseudonyms import CHILD_CODE
from visit_exchange.writing.sheet_writing import Heading, PackBook

SELECTION_SHEET = "Selection"
TICK = "Track (put X)"
_COMPARABLE = (ValueType.WHOLE_NUMBER, ValueType.CODE, ValueType.CODES)


def pack_workbook(contents: PackContents) -> bytes:
    """Return the workbook (.xlsx). The same contents give the same bytes."""
    book = PackBook(contents.published)
    seen = glance(contents)
    if seen.shown:
        add_glance(book, contents, seen)
    title = f"{contents.visit.la_name}: returns for inspectors"
    book.page("Summary", title, summary_lines(contents), widths=(60, 90, 10))
    for each in contents.lists:
        _add_list(book, each)
    children = sampled_children(contents.framework, contents.lists)
    providers = sampled_providers(contents.framework, contents.lists)
    _add_selection(book, contents.framework, contents.lists, why_by_one(children))
    add_providers(book, contents, providers)
    add_proposals(book, contents, children, providers)
    if seen.shown:
        add_questions(book, contents, seen)
        add_counts(book, seen.counted, lists_of(contents.lists))
        add_definitions(book, contents, seen)
    add_findings(book, contents)
    return book.content()


def _add_list(book: PackBook, each: PackList) -> None:
    columns = shown_columns(each.spec, each.frame)
    values = [shown_all(column, each.frame[column.id].tolist()) for column in columns]
    rows = zip(*values, strict=True)
    code = child_column(each.spec, each.frame)
    headings = [Heading(CHILD_CODE if c is code else c.onward_title, c.width) for c in columns]
    book.table(each.spec.sheet, headings, rows)


def _add_selection(
    book: PackBook, framework: Framework, lists: Sequence[PackList], why: Mapping[str, str]
) -> None:
    chosen_from = [
        (each, code)
        for each in lists
        if each.spec.id in framework.selection.lists
        if (code := child_column(each.spec, each.frame))
    ]
    if not chosen_from:
        return
    columns = {c.id: c for each, _ in chosen_from for c in _comparable(each)}
    headings = [
        Heading(CHILD_CODE, 14),
        Heading(TICK, 10),
        *(Heading(column.onward_title, column.width) for column in columns.values()),
        Heading("Proposed because", 40),
        Heading("In lists", 40),
    ]
    rows = list(_children(chosen_from, list(columns.values()), why))
    book.tick_column(book.table(SELECTION_SHEET, headings, rows), len(rows), "this child")


def _comparable(each: PackList) -> list[Column]:
    return [
        column
        for column in shown_columns(each.spec, each.frame)
        if column.is_age or (column.type in _COMPARABLE and column.treatment is Treatment.KEEP)
    ]


def _children(
    lists: Sequence[tuple[PackList, Column]], columns: Sequence[Column], why: Mapping[str, str]
) -> Iterator[list[Any]]:
    """Yield each child once, in the order of codes, with every different value that lists hold."""
    held: dict[str, dict[str, dict[Any, None]]] = {}
    for each, code in lists:
        names = [c.id for c in columns if c.id in each.frame]
        cells = [shown_all(each.spec.column(name), each.frame[name].tolist()) for name in names]
        for child, *row in zip(each.frame[code.id].tolist(), *cells, strict=True):
            if isinstance(child, str):
                values = held.setdefault(child, {})
                values.setdefault("", {})[each.spec.sheet] = None
                for name, value in zip(names, row, strict=True):
                    values.setdefault(name, {})[value] = None
    for child in sorted(held):
        values = held.pop(child)
        of_child = [_joined(values.get(column.id, {})) for column in columns]
        yield [child, None, *of_child, why.get(child), _joined(values[""])]


def _joined(values: dict[Any, None]) -> Any:
    different = [value for value in values if value is not None]
    return different[0] if len(different) == 1 else "; ".join(map(str, different)) or None
