"""A list of children in a Word document, a presentation or a text: it belongs in a workbook."""

import re
from collections.abc import Sequence

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds.heading_words import normalise
from visit_exchange.kinds.list_spec import ListSpec, Treatment
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.tables import Table
from visit_exchange.returns.documents.document_columns import PACKAGES, tables_of
from visit_exchange.returns.recognition.headings import ListHeadings, identifying_kind
from visit_exchange.returns.tables.columns.forbidden import is_about_children
from visit_exchange.returns.tables.places.heading_rows import HeadingFinder
from visit_exchange.returns.tables.places.table_finding import find_tables

LOOKED_THROUGH = PACKAGES | {"txt"}
MEMORY_MB = 1_024
SECONDS = 20
BELONGS_IN_A_WORKBOOK = (
    "This file holds a table with a row for each child. A list belongs in a workbook: copy the "
    "table into the template and upload the workbook."
)
# A plan of actions has references and ratings as well: only a child has two of these.
_OF_A_CHILD = re.compile(
    r"\b(?:age|gender|sex|ethnic\w*|dob|d\.o\.b|date of birth|year group|nc ?year|sen need|"
    r"(?:primary|main) need|upn|looked after|ehc\w*|attendance)\b"
)
FEWEST_OF_A_CHILD = 2
_WHO = frozenset({"name", "upn", "system"})
FEWEST_ROWS = 2


def list_in_document(kind: str, content: bytes, specs: Sequence[ListSpec]) -> str | None:
    """Return what to tell of a document that is a table of children; None for others.

    ``specs`` are the lists that are asked for: their words say what a child's reference is called.
    """
    if kind not in LOOKED_THROUGH:
        return None
    try:
        return run_limited(
            list_told_in, kind, content, tuple(specs), memory_mb=MEMORY_MB, seconds=SECONDS
        )
    except ChildStoppedError:
        return None


def list_told_in(kind: str, content: bytes, specs: tuple[ListSpec, ...]) -> str | None:
    """Return the same, in a child."""
    is_list = kind in LOOKED_THROUGH and _has_list(kind, content, specs)
    return BELONGS_IN_A_WORKBOOK if is_list else None


def _has_list(kind: str, content: bytes, specs: tuple[ListSpec, ...]) -> bool:
    known = [ListHeadings(spec) for spec in specs if is_about_children(spec)]
    try:
        tables = tables_of(kind, content)
    except CannotBeCleaned:
        return False
    return any(_is_of_children(table, known) for table in tables)


def _is_of_children(table: Table, known: Sequence[ListHeadings]) -> bool:
    width = max(map(len, table), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in table]
    return any(
        len(part.rows) >= FEWEST_ROWS and _names_children(part.headings, known)
        for part in find_tables(rows, HeadingFinder(known))
    )


def _names_children(headings: dict[int, str], known: Sequence[ListHeadings]) -> bool:
    of_a_child = [h for h in headings.values() if _OF_A_CHILD.search(normalise(h))]
    return len(of_a_child) >= FEWEST_OF_A_CHILD and (
        any(identifying_kind(normalise(heading)) in _WHO for heading in headings.values())
        or any(_references(each.spec) & each.match(headings).fields for each in known)
    )


def _references(spec: ListSpec) -> frozenset[str]:
    return frozenset(c.id for c in spec.columns if c.treatment is Treatment.PSEUDONYMISE)
