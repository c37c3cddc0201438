"""Lists that do not say which date their data represents: asked once for the whole file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.kinds.severity import Severity
from visit_exchange.request.template_words import ABOUT_SHEET
from visit_exchange.returns.tables.columns.forbidden import is_about_children
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import ReadList

QUESTION = (
    "We could not find the date that this data represents. Write “Data as at” and the date in a "
    f"row above the headings, in a column of its own or on a sheet called “{ABOUT_SHEET}”, "
    "and upload the file again. The date of a census is fine, if that is your most recent data"
)


def undated_problems(lists: Sequence["ReadList"]) -> tuple[Problem, ...]:
    """Return the question, when any list about children has no date; none otherwise."""
    undated = any(one.as_at is None and is_about_children(one.spec) for one in lists)
    return (Problem("no_as_at", Severity.PLEASE_CHECK, QUESTION),) if undated else ()
