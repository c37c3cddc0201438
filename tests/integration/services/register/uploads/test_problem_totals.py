"""How often each rule failed, added up over every visit but rehearsals."""

from datetime import UTC, datetime

import pytest

from builders.uploads import attending, child, send
from builders.visits import an_open_visit
from visit_exchange.services.outside import Outside

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023


def test_a_rule_counts_the_uploads_and_the_cells_that_failed_it(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    wrong = [child("AP-0001", Age="old"), child("AP-0002", Age="older")]
    send(outside, visit, "a.xlsx", attending(*wrong))
    send(outside, visit, "b.xlsx", attending(wrong[0]))

    totals = outside.register.problem_totals()
    assert {kind for kind, *_ in totals} == {visit.framework}
    worst = [each for each in totals if each[2] == "age"]
    assert [(uploads, cells) for *_, uploads, cells in worst] == [(2, 3)]
    assert outside.register.every_inspector() == ()
