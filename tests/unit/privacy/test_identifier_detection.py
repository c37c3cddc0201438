"""How well identifying columns are found, on generated columns: a change may not make it worse."""

import pytest

from builders.identifying_columns import Drawn, draw
from detection import Measured, measure

SEED, TIMES = 20261123, 8


@pytest.fixture(scope="module")
def columns() -> list[Drawn]:
    """About six hundred columns of 4 to 200 rows, some with gaps."""
    return list(draw(SEED, TIMES))


@pytest.fixture(scope="module")
def measured(columns: list[Drawn]) -> dict[str, Measured]:
    return measure(columns)


@pytest.fixture(scope="module")
def by_content(columns: list[Drawn]) -> dict[str, Measured]:
    return measure(columns, by_content_alone=True)


@pytest.mark.parametrize(
    ("kind", "recall", "precision"),
    [
        ("name", 0.98, 0.95),
        ("upn", 1.0, 1.0),
        ("uln", 1.0, 1.0),
        ("nhs", 1.0, 1.0),
        ("nino", 1.0, 1.0),
        ("dob", 0.95, 1.0),
        ("address", 0.95, 1.0),
        ("postcode", 1.0, 1.0),
        ("phone", 1.0, 1.0),
        ("email", 1.0, 1.0),
        ("parent", 1.0, 1.0),
        ("system", 0.85, 1.0),  # four rows are too few to say that a system counted them
        ("worker", 1.0, 1.0),
        ("photo", 0.95, 1.0),
    ],
)
def test_heading_and_content_together_find_each_kind(
    measured: dict[str, Measured], kind: str, recall: float, precision: float
) -> None:
    assert measured[kind].recall >= recall
    assert measured[kind].precision >= precision


@pytest.mark.parametrize(
    ("kind", "recall"),
    [
        ("name", 0.45),  # a column of single names needs its heading
        ("upn", 1.0),
        ("uln", 1.0),
        ("nhs", 1.0),
        ("nino", 1.0),
        ("dob", 0.95),
        ("address", 0.95),
        ("postcode", 1.0),
        ("phone", 1.0),
        ("email", 1.0),
        ("parent", 0.9),
        ("system", 0.7),
        ("worker", 0.9),
        ("photo", 0.95),
    ],
)
def test_content_alone_finds_what_has_a_form(
    by_content: dict[str, Measured], kind: str, recall: float
) -> None:
    assert by_content[kind].recall >= recall


def test_what_only_looks_like_it_is_let_through(measured: dict[str, Measured]) -> None:
    """Placement starts, URNs, UKPRNs, setting postcodes, providers, costs, row numbers."""
    assert measured["none"].recall >= 0.99


def test_the_measure_tells_when_nothing_is_found(columns: list[Drawn]) -> None:
    blind = [Drawn("upn", "blank", "Column 7", [None] * 12)]
    assert measure(blind)["upn"].recall == 0
