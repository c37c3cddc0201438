"""An export of survey responses is counted by who answered; what cannot be told is not guessed."""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.visit_rules import Audience, Surveys
from visit_exchange.visits.people.survey_counting import count_responses

PARENTS = Audience(id="parents", title="Parents and carers", called=("parent", "carer"))
CHILDREN = Audience(id="children", title="Children", called=("child", "young person"))
SURVEYS = Surveys(audiences=(CHILDREN, PARENTS), headings=("audience", "I am a"), source="")


def counted(*lines: str, audience: Audience | None = None) -> dict[str, int]:
    return count_responses([f"{line}\n" for line in lines], SURVEYS, audience)


@pytest.mark.parametrize(
    ("heading", "answers", "children", "parents"),
    [
        ("Audience", ("Parent", "carer ", "CHILD"), 1, 2),
        ("I am a…", ("Parents and carers", "young  person"), 1, 1),
        ("audience", ("children", "parents", "", ""), 1, 1),
        ("Audience", (), 0, 0),
    ],
)
def test_responses_are_counted_by_who_answered(
    heading: str, answers: tuple[str, ...], children: int, parents: int
) -> None:
    rows = [f"{answer},yes" if answer else "" for answer in answers]
    assert counted(f"{heading},Q1", *rows) == {"children": children, "parents": parents}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_separator_will_do(separator: str) -> None:
    lines = [separator.join(row) for row in (("Q1", "Audience"), ("yes", "child"))]
    assert counted(*lines) == {"children": 1, "parents": 0}


def test_an_answer_of_several_lines_is_one_response() -> None:
    assert counted("Audience,Q1", 'parent,"first', "second, third", '"')["parents"] == 1


def test_the_export_of_one_survey_needs_no_column() -> None:
    assert counted("When,Q1", "Monday,yes", ",", "Tuesday,no", audience=PARENTS) == {"parents": 2}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((), "The file has no headings"),
        (("Who,Q1", "parent,yes"), "No column says who answered.*audience, I am a"),
        (("Audience,I am a", "parent,parent"), "More than one column says"),
        (("Audience", "parent", "Marguerite", "", "x"), "Row 3 and 1 more .* nothing was counted"),
        (("Audience,Q1", f'parent,"{"x" * 1_000_001}"'), "Line 2 of the file cannot be read"),
    ],
)
def test_what_cannot_be_told_is_said_without_quoting_the_file(
    lines: tuple[str, ...], told: str
) -> None:
    with pytest.raises(UserError, match=told) as refused:
        counted(*lines)
    assert "Marguerite" not in str(refused.value)
