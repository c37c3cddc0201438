"""The authority learns cell by cell what its text lost; inspectors learn nothing of it here."""

import pytest

from builders.read_lists import read_list
from builders.returns import list_answer
from visit_exchange.assessing.list_notes import notes_bytes, read_notes
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.treated import TakenCell, Treated
from visit_exchange.returns.checks.taken_text import taken_problems
from visit_exchange.returns.tables.columns.identifying_columns import Identifying, people_in_columns

READ = read_list(
    "ap_thematic_2023",
    "currently_attending",
    [{"reference": "AP-1", "health_needs": "Agreed with Hope"}],
)
ROW = int(READ.frame.index[0])


def test_a_cell_that_is_withheld_is_told_with_its_place_and_the_way_out() -> None:
    taken = TakenCell("health_needs", ROW, {Kind.UNSURE_NAME: 1}, ("Hope",))
    [problem] = taken_problems(READ, (taken,))
    assert (problem.row, problem.field, problem.value) == (ROW, "health_needs", "Hope")
    assert problem.severity is Severity.PLEASE_CHECK
    assert "small letters" in problem.message
    assert "Hope" not in problem.message


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({Kind.NAME: 2}, "We take a name out"),
        ({Kind.NAME: 1, Kind.PHONE: 1}, "We take a telephone number and a name out"),
        ({Kind.ADDRESS: 1}, "We take an address out"),
    ],
)
def test_a_cell_that_lost_something_is_told_what(counts: dict[Kind, int], words: str) -> None:
    [problem] = taken_problems(READ, (TakenCell("health_needs", ROW, counts),))
    assert problem.message.startswith(words)


def test_inspectors_are_not_told_of_it_as_a_question() -> None:
    told = list_answer(
        list(taken_problems(READ, (TakenCell("health_needs", ROW, {Kind.NAME: 1}),)))
    )
    treated = Treated(READ.frame, {Kind.NAME: 1}, (), {}, READ.frame)
    notes = read_notes(notes_bytes(told, treated), "currently_attending")
    assert (notes.told, notes.redacted) == ((), (("name", 1),))


def test_columns_tell_whom_to_look_for_in_text() -> None:
    people = people_in_columns(
        [
            Identifying("name", ["Casey", "Robin", None]),
            Identifying("parent", ["Tracey Quill", ""]),
            Identifying("dob", ["12/05/2012", 41041]),
            Identifying("address", ["4 Elm Close, Ley"]),
        ]
    )
    assert people.parts == {"Casey", "Robin", "Tracey Quill"}
    assert people.names == {"Tracey Quill"}
    assert {day.isoformat() for day in people.births} >= {"2012-05-12"}
    assert people.addresses == {"4 Elm Close, Ley"}
    assert "Casey" not in repr(people)
