"""Registers that nobody asked for: what the authority is told of a file that holds nothing else."""

from typing import TYPE_CHECKING

from visit_exchange.kinds.severity import Severity
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import Reading


def not_asked_for(reading: "Reading") -> Problem | None:
    """Return what to tell of a file of registers, None when it is nothing that we know."""
    tables = [table for table in reading.unknown if table.register]
    if not tables:
        return None
    registers = list(dict.fromkeys(table.register for table in tables))
    message = (
        f"This looks like {_listed(registers)}. We did not ask for that, so we have not used it. "
        "If it is one of the lists that we asked for, use the headings of the template and name "
        "its sheet as the template does. If it is a document that we asked for, write its name "
        "beside the item in the checklist and upload the checklist"
    )
    sheets = {table.sheet for table in tables}
    sheet = sheets.pop() if len(sheets) == 1 else None
    return Problem("not_asked_for", Severity.MUST_FIX, message, sheet=sheet)


def _listed(parts: list[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
