"""What an authority wrote on its checklist about the selected children."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds import Framework
from visit_exchange.privacy.pseudonyms import CHILD_CODE, tidy_code
from visit_exchange.request.checklist_reading import written_on
from visit_exchange.tracking.checklist import (
    DOCUMENT,
    DOES_NOT_APPLY,
    HEADING_ROW,
    NOT_HELD,
    TrackingAnswers,
)
from visit_exchange.tracking.items import tracking_item_id

MEMORY_MB = 1_024
SECONDS = 30
NEEDED = (CHILD_CODE, DOCUMENT, NOT_HELD, DOES_NOT_APPLY)
YES = frozenset({"x", "y", "yes", "true", "1", "✓", "✔", "not held", "does not apply", "n/a"})
NO = frozenset({"", "n", "no", "false", "0", "-", "–", "—"})
_LAST_ROW_OF_HEADINGS = HEADING_ROW + 8  # somebody may have written above them


def read_tracking_checklist(
    content: bytes, framework: Framework, selected: frozenset[str]
) -> TrackingAnswers | None:
    """Return what was marked; None when the file is no checklist, or too heavy to be read as one.

    A child is known by the code in its row, the document by its title.
    """
    try:
        return run_limited(
            _read,
            content,
            {
                item.title.casefold(): (item.id, item.if_applicable)
                for item in framework.tracking.items
            },
            selected,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(TrackingAnswers,),
        )
    except ChildStoppedError:
        return None


def _read(
    content: bytes, titles: dict[str, tuple[str, bool]], selected: frozenset[str]
) -> TrackingAnswers | None:
    sheets = list(_sheets(content))
    for place, rows in enumerate(sheets):
        for number, row in enumerate(rows[: _LAST_ROW_OF_HEADINGS + 1]):
            if all(heading in row for heading in NEEDED):
                found = _answers(row, rows[number + 1 :], number + 2, titles, selected)
                return replace(found, other_sheets=written_on(sheets, place))
    return None


def _answers(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    first: int,
    titles: dict[str, tuple[str, bool]],
    selected: frozenset[str],
) -> TrackingAnswers:
    found: dict[str, set[str]] = {NOT_HELD: set(), DOES_NOT_APPLY: set()}
    strangers, unclear = [], []
    for number, cells in enumerate(rows, start=first):
        row = dict(zip(headings, cells, strict=False))
        marks = {each: row.get(each, "").casefold() for each in found}
        if not any(mark not in NO for mark in marks.values()):
            continue
        code, kind = tidy_code(row[CHILD_CODE]), titles.get(row[DOCUMENT].casefold())
        if code not in selected or kind is None:
            strangers.append(number)
        elif any(mark not in YES | NO for mark in marks.values()):
            unclear.append(number)
        else:
            # What is asked about every child applies to every child: then it is not held.
            applies = kind[1] and marks[DOES_NOT_APPLY] in YES
            found[DOES_NOT_APPLY if applies else NOT_HELD].add(tracking_item_id(kind[0], code))
    return TrackingAnswers(
        frozenset(found[NOT_HELD]),
        frozenset(found[DOES_NOT_APPLY]),
        tuple(strangers),
        tuple(unclear),
    )


def _sheets(content: bytes) -> Iterator[list[list[str]]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield [[" ".join(str(cell).split()) for cell in row] for row in rows]
    except CalamineError:
        return  # no workbook, so no checklist
