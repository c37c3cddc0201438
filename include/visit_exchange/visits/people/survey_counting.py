"""Counts who has answered a survey, from an export of the responses. Nothing else is read of it."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.visit_rules import Audience, Surveys

SEPARATORS = (",", ";", "\t", "|")
# An answer in free text may be long, but a field beyond this is a broken quotation mark.
LONGEST_FIELD = 1_000_000
EMPTY = "The file has no headings. Export the responses as CSV, with a heading above each column"
BROKEN = "Line {} of the file cannot be read as CSV. Export the responses as CSV again"


def count_responses(
    lines: Iterable[str], surveys: Surveys, audience: Audience | None = None
) -> dict[str, int]:
    """Return how many responses each audience has given in an export (a CSV's lines).

    One survey has one audience: then it is named and every row counts for it. Otherwise the column
    that says who answered decides; every audience is counted, with 0 where nobody answered. The
    lines are taken one by one and none is kept. UserError says what cannot be told.
    """
    rows = _rows(iter(lines))
    headings = next(rows, [])
    if not any(cell.strip() for cell in headings):
        raise UserError(EMPTY)
    if audience:
        return {audience.id: sum(1 for row in rows if _is_filled(row))}
    return _by_column(rows, _column(headings, surveys), surveys)


def _rows(lines: Iterator[str]) -> Iterator[list[str]]:
    first = next(lines, "")
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(_with_first(first, lines), delimiter=separator)
    try:
        yield from reader
    except csv.Error:
        # What the library says may quote the file.
        raise UserError(BROKEN.format(reader.line_num)) from None


def _with_first(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _column(headings: Sequence[str], surveys: Surveys) -> int:
    named = set(map(_plain, surveys.headings))
    found = [at for at, heading in enumerate(headings) if _plain(heading) in named]
    if len(found) == 1:
        return found[0]
    known = ", ".join(surveys.headings)
    what = "More than one column says" if found else "No column says"
    raise UserError(
        f"{what} who answered. Exactly one column must have one of these headings: {known}. "
        "If the file is of one survey, name its audience with --audience"
    )


def _by_column(rows: Iterable[list[str]], column: int, surveys: Surveys) -> dict[str, int]:
    by_name = {
        name: audience.id
        for audience in surveys.audiences
        for name in map(_plain, (audience.id, audience.title, *audience.called))
    }
    counts = Counter({audience.id: 0 for audience in surveys.audiences})
    unknown: list[int] = []
    for number, row in enumerate(rows, start=2):
        if not _is_filled(row):
            continue
        name = _plain(row[column]) if column < len(row) else ""
        if name in by_name:
            counts[by_name[name]] += 1
        else:
            unknown.append(number)
    if unknown:
        raise UserError(_unknown(unknown, surveys))
    return dict(counts)


def _unknown(rows: Sequence[int], surveys: Surveys) -> str:
    more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    said = "; ".join(f"{each.title}: {', '.join(each.called)}" for each in surveys.audiences)
    return (
        f"Row {rows[0]}{more} of the file do not say who answered in words that we know, so "
        f"nothing was counted. The words are: {said}"
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(":?…. ")


def _is_filled(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)
