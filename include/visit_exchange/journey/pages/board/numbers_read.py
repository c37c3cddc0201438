"""Reads what the numbers over time are counted from."""

from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.pages.board.number_records import Numbers, RuleCount
from visit_exchange.journey.pages.board.numbers import numbers_of
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.severity import Severity

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def numbers(outside: "Outside") -> Numbers:
    """Return the numbers over time of all visits but rehearsals."""
    rules = [
        RuleCount(load_framework(kind).title, rule, field, Severity(severity).label, uploads, cells)
        for kind, rule, field, severity, uploads, cells in outside.register.problem_totals()
    ]
    return numbers_of(outside.register.dossiers(brief=True), wall_now(), rules)
