"""The answer to a checklist, line by line: what was applied, what has not come, what is unclear."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from visit_exchange.assessing.checklist_questions import ASKED
from visit_exchange.assessing.inputs import Asked, Earlier, Known
from visit_exchange.assessing.placing import UNCHECKED, beside
from visit_exchange.kinds import Item
from visit_exchange.kinds.severity import Severity
from visit_exchange.request.checklist import SHEET
from visit_exchange.request.checklist_reading import Line, looks_like_a_file
from visit_exchange.returns.documents.file_names import is_named, nearest, parts_of
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import ACCEPTED, SubmissionStatus


@dataclass(frozen=True)
class _Told:
    """A sentence for the sender alone, and the rule of what is to check, if anything is."""

    text: str
    rule: str | None = None
    is_mark: bool = False


def tell_lines(asked: Asked, known: Known) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return what is said of each line of the checklist in ``known``, and what there is to check.

    ``known.earlier`` are the earlier files as they stand after it. The sentences repeat what was
    written: they are for the sender's own reply. The problems do not.
    """
    notes: list[str] = []
    problems: list[Problem] = []
    for line in known.checklist.lines:
        told = tuple(_of_line(line, asked, known))
        notes += [f"{_line_called(line, asked)}: {each.text}" for each in told]
        problems += [_problem(line, asked, each) for each in told if each.rule]
    problems += [_unread(column) for column in known.checklist.unread]
    problems += [_unread_sheet(place) for place in known.checklist.other_sheets]
    return tuple(notes), tuple(dict.fromkeys(problems))


def _unread(column: str) -> Problem:
    rule = "column_not_read"
    text = f"Column {column}: {ASKED[rule]}"
    return Problem(rule, Severity.PLEASE_CHECK, text, sheet=SHEET, column=column)


def _unread_sheet(place: int) -> Problem:
    """Ask about a sheet by its place: its name may be somebody’s."""
    rule = "sheet_not_read"
    return Problem(rule, Severity.PLEASE_CHECK, f"Sheet {place}: {ASKED[rule]}")


def _of_line(line: Line, asked: Asked, known: Known) -> Iterator[_Told]:
    if line.item is None:
        yield _Told("this row is of no item that you are asked for.", "of_no_item")
        return
    item = asked.framework.item(line.item)
    files = [
        each for each in known.earlier if each.is_newest and item.id in beside(asked, known, each)
    ]
    sent = [name for each in files for name in each.names]
    for written in (part for name in line.names for part in parts_of(name, sent)):
        named = [each for each in files if any(is_named(written, n) for n in each.names)]
        yield from (_of_file(each, item, written, asked) for each in named)
        if not named:
            yield _of_words(written, asked, known)
    yield from _of_mark(line, item, known)


def _of_file(file: Earlier, item: Item, written: str, asked: Asked) -> _Told:
    upload = f"“{written}”" + (f" (upload {file.number})" if asked.number else "")
    if file.status in UNCHECKED:
        return _Told(f"{upload} is being checked. It counts for this item when it can be used.")
    if file.is_refused:
        return _Told(
            f"{upload}: a person has decided not to pass it on. Its own answer says why.",
            "cannot_be_used",
        )
    status = {each.item: each.status for each in file.items}.get(item.id)
    if status in ACCEPTED:
        is_list = item.kind == "document" and _is_a_list(file, asked)
        return _Told(f"{upload} is used for this item.", "also_a_list" if is_list else None)
    if status is SubmissionStatus.WITHHELD and file.undecided:
        return _Told(
            f"{upload} may identify a child. It waits for a person and is not passed on yet."
        )
    if item.kind == "list" and status is None:
        return _Told(f"{upload} is not read as this list.", "not_this_list")
    return _Told(f"{upload} cannot be used as it is.", "cannot_be_used")


def _is_a_list(file: Earlier, asked: Asked) -> bool:
    lists = {item.id for item in asked.framework.lists}
    return any(each.item in lists and each.status in ACCEPTED for each in file.items)


def _of_words(written: str, asked: Asked, known: Known) -> _Told:
    """Tell of words that name nothing that came; a file that nobody named yet may be meant."""
    unnamed = {e.names[0]: e for e in known.earlier if e.is_newest and not beside(asked, known, e)}
    meant = nearest(written, unnamed)
    upload = f" (upload {unnamed[meant].number})" if meant and asked.number else ""
    hint = f" Do you mean “{PurePosixPath(meant).name}”{upload}?" if meant else ""
    if looks_like_a_file(written):
        return _Told(f"“{written}” has not come yet.{hint}", "not_come")
    return _Told(f"“{written}” is the name of no file that has come.{hint}", "not_a_file")


def _of_mark(line: Line, item: Item, known: Known) -> Iterator[_Told]:
    if line.is_unclear:
        yield _Told(f"we do not understand “{line.mark}” under ‘Not held’.", "unclear_mark", True)
    if not line.says_not_held:
        return
    answers = [
        e.number
        for e in known.earlier
        for i in e.items
        if i.item == item.id and i.status in ACCEPTED
    ]
    if answers:
        yield _Told(
            "you put X, and a file that you sent answers it. We use the file.",
            "held_after_all",
            True,
        )
    elif item.id in known.checklist.not_held:
        yield _Told("noted as not held.")
    else:
        yield _Told("you put X, and name a file. We wait for the file.", "not_come")


def _line_called(line: Line, asked: Asked) -> str:
    if line.item is None:
        return f"Row {line.row}"
    item = asked.framework.item(line.item)
    return f"Item {item.number} {item.title}"


def _problem(line: Line, asked: Asked, told: _Told) -> Problem:
    rule = told.rule or ""
    name = f"Item {asked.framework.item(line.item).number}: " if line.item else ""
    return Problem(
        rule,
        Severity.PLEASE_CHECK,
        f"{name}{ASKED[rule]}",
        sheet=SHEET,
        row=line.row,
        column=line.mark_column if told.is_mark else line.files_column,
    )
