"""Columns that identify people and were not asked for: found, named, and left unread."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from visit_exchange.kinds.heading_words import bare_heading, load_heading_words, normalise
from visit_exchange.kinds.list_spec import Column, ListSpec, Treatment, ValueType
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identifiers.columns import Kind, identify_column
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.recognition.headings import identifying_kind
from visit_exchange.returns.tables.read_list import ForbiddenColumn
from visit_exchange.visits.uploads.problems import Problem

# What the contents show, as headings.yaml names it.
GROUPS = {
    Kind.NHS_NUMBER: "nhs",
    Kind.DATE_OF_BIRTH: "dob",
    Kind.CASE_ID: "system",
    Kind.REFERENCE: "system",
}
IDENTIFYING = "identifying_column"
NAME = "name"  # the group of headings.yaml for children's names
LOOKED_AT = frozenset({ValueType.TEXT, ValueType.REFERENCE, ValueType.WHOLE_NUMBER})
# As they are, these are passed on to nobody, whatever they hold.
GO_NOWHERE = frozenset({Treatment.LINK, Treatment.GENERALISE, Treatment.DROP})
SAMPLE = 300


@dataclass(frozen=True, repr=False)
class Judged:
    """A column as the judge sees it: its letter, heading, field if it has one, and cells."""

    letter: str
    heading: str
    column: Column | None
    cells: Sequence[object]


def is_about_children(spec: ListSpec) -> bool:
    """Say whether a list is about children, so that nothing unasked in it may identify one."""
    return any(column.treatment is Treatment.PSEUDONYMISE for column in spec.columns)


def forbidden_columns(
    judged: Mapping[int, Judged], *, notified: date, asked: frozenset[str] = frozenset()
) -> dict[int, ForbiddenColumn]:
    """Return the columns that identify people, by heading or by what they hold.

    A column of an ``asked`` kind that is no field of the list is only left unread: no breach.
    """
    found = {index: _kind(one, notified) for index, one in judged.items()}
    return {
        index: ForbiddenColumn(judged[index].letter, judged[index].heading, kind)
        for index, kind in found.items()
        if kind and kind not in asked
    }


def _kind(judged: Judged, notified: date) -> str | None:
    if judged.column is None:
        words = (normalise(judged.heading), bare_heading(judged.heading))
        by_heading = next(filter(None, map(identifying_kind, words)), None)
        return by_heading or _held(judged, notified)
    if judged.column.type not in LOOKED_AT or judged.column.treatment in GO_NOWHERE:
        return None
    return _held(judged, notified)


def _held(judged: Judged, notified: date) -> str | None:
    finding = identify_column(_sample(judged.cells), judged.heading, on=notified)
    if finding is None or (_is_made_up(judged.column) and finding.kind is Kind.CASE_ID):
        return None
    return GROUPS.get(finding.kind, finding.kind.value)


def _is_made_up(column: Column | None) -> bool:
    # References are made into codes, so that one that counts up gives nothing away.
    return column is not None and column.treatment is Treatment.PSEUDONYMISE


def _sample(cells: Sequence[object]) -> list[object]:
    """Return at most a few hundred cells from all over a column: a share is what is judged."""
    blank = set(filter(is_blank, set(cells)))
    filled = [cell for cell in cells if cell not in blank] if blank else cells
    return list(filled[:: max(1, len(filled) // SAMPLE)])


def whole_names(columns: Sequence[Sequence[object]]) -> Iterator[str]:
    """Yield the whole names in columns of names: a cell of two words, or two columns of a row."""
    for row in zip(*columns, strict=True):
        cells = [" ".join(str(cell).split()) for cell in row if not is_blank(cell)]
        yield from (cell for cell in cells if " " in cell)
        yield from (f"{one} {other}" for one, other in combinations(cells, 2))


def forbidden_problem(column: ForbiddenColumn, spec: ListSpec, sheet: str) -> Problem:
    """Return what to tell the officer about a column that identifies people.

    It stays unread and the rest of the list is used, so it does not stand in the list's way.
    """
    words = load_heading_words().identifying[column.kind].words
    return Problem(
        rule=IDENTIFYING,
        severity=Severity.PLEASE_CHECK,
        message=f"Column {column.letter} holds {words}, so we have not read it. Delete the column "
        "before you send this list again.",
        list_id=spec.id,
        sheet=sheet,
        column=column.letter,
    )
