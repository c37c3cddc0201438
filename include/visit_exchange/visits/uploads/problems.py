"""What can be wrong with a return, said once: severity, place, words."""

import dataclasses
from dataclasses import dataclass

from visit_exchange.kinds.severity import Severity


@dataclass(frozen=True)
class Problem:
    """One thing to tell the officer, at the place they see in Excel.

    ``row`` is the Excel row number and ``column`` the column letter, None when the problem concerns
    a whole list or file. ``field`` is the list's column id. ``message`` is plain words and holds no
    cell value. ``value`` is what the officer typed: for the authority's own reply only, kept out of
    repr, logs and comparisons. ``onward`` is what inspectors are told where ``message`` quotes the
    return (a name much like another); None when they are told the same.
    """

    rule: str
    severity: Severity
    message: str
    list_id: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    field: str | None = None
    value: object = dataclasses.field(default=None, repr=False, compare=False)
    onward: str | None = None
