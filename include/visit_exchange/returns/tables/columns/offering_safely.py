"""The columns of an upload's tables, looked at in a child process as everything of it is."""

from collections.abc import Sequence
from datetime import date

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.returns.formats.withheld import WithheldError
from visit_exchange.returns.recognition.headings import NO_HEADINGS, OwnHeadings
from visit_exchange.returns.tables.columns.offered_columns import (
    MatchedList,
    OfferedColumn,
    OfferedTable,
    offered_tables,
)
from visit_exchange.returns.tables.safe_reading import MEMORY_MB, SECONDS, TABLES


def offer_safely(
    content: bytes,
    kind: str,
    specs: Sequence[ListSpec],
    *,
    notified: date,
    name: str = "",
    own: OwnHeadings = NO_HEADINGS,
) -> tuple[OfferedTable, ...]:
    """Return the tables whose columns may be named; none of a file that is no table or too heavy.

    ``own`` are the sender's headings of which it has said what they are.
    """
    if kind not in TABLES:
        return ()
    try:
        return run_limited(
            _offered,
            content,
            kind,
            specs,
            notified,
            name,
            own,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(MatchedList, OfferedColumn, OfferedTable),
        )
    except ChildStoppedError:
        return ()


def _offered(
    content: bytes,
    kind: str,
    specs: Sequence[ListSpec],
    notified: date,
    name: str,
    own: OwnHeadings,
) -> tuple[OfferedTable, ...]:
    try:
        return offered_tables(content, kind, specs, notified=notified, name=name, own=own)
    except WithheldError:
        return ()
