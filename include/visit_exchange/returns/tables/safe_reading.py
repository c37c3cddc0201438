"""An upload read in a child process: a workbook that kills its reader is only a withheld file."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.people import name_lists
from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.returns.formats.withheld import TOO_HEAVY, WithheldError
from visit_exchange.returns.recognition.headings import (
    NO_HEADINGS,
    ListHeadings,
    OwnHeadings,
    is_heading,
)
from visit_exchange.returns.tables.read_list import (
    ForbiddenColumn,
    ReadColumn,
    Reading,
    ReadList,
    UnknownTable,
)
from visit_exchange.returns.tables.reading import read_lists
from visit_exchange.visits.uploads.problems import Problem

TABLES = frozenset({"xlsx", "xlsm", "xls", "xlsb", "ods", "csv"})
MEMORY_MB = 2_048
SECONDS = 60
ANSWERS = (
    ForbiddenColumn,
    Problem,
    ReadColumn,
    Reading,
    ReadList,
    Severity,
    UnknownTable,
    UploadPeople,
)


def read_safely(
    content: bytes,
    kind: str,
    specs: Sequence[ListSpec],
    *,
    notified: date,
    name: str = "",
    own: OwnHeadings = NO_HEADINGS,
) -> Reading | str:
    """Return the reading, or the sentence that says why the file is withheld.

    ``own`` are the sender's headings of which it has said what they are.

    Reads in a child process, so that a workbook that kills its reader is only a file with an
    answer. Our own mistakes (ChildFailedError) are raised.
    """
    try:
        return run_limited(
            _read_or_hold,
            content,
            kind,
            specs,
            notified,
            name,
            own,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=ANSWERS,
            known=specs,
            ready=partial(_make_ready, specs),
        )
    except ChildStoppedError:
        return TOO_HEAVY


def _make_ready(specs: Sequence[ListSpec]) -> None:
    """Load code sets, patterns of headings and lists of names, so that no child loads them anew."""
    name_lists.load()
    is_heading("a heading", tuple(map(ListHeadings, specs)), by_pattern=True)
    for name in {column.codes for spec in specs for column in spec.columns if column.codes}:
        codes = load_codes(name)
        _ = codes.exactly, codes.loosely


def _read_or_hold(
    content: bytes,
    kind: str,
    specs: Sequence[ListSpec],
    notified: date,
    name: str,
    own: OwnHeadings,
) -> Reading | str:
    try:
        return read_lists(content, kind, specs, notified=notified, name=name, own=own)
    except WithheldError as error:
        return str(error)
