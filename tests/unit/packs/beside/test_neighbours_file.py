"""Who is whose statistical neighbour, as a small CSV file."""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.packs.beside.neighbours_file import read_neighbours

HEAD = "la_code,neighbour_la_code\n"


def test_neighbours_keep_the_order_of_the_file() -> None:
    content = (HEAD + "999,331\n999,330\n330,331\n").encode()
    assert read_neighbours(content) == {"999": ("331", "330"), "330": ("331",)}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("999,999", "Row 3, column neighbour_la_code: must be another authority"),
        ("999,330", "Row 3, column neighbour_la_code: 999 has this neighbour already"),
        ("999,000", "Row 3, column neighbour_la_code: must be the three digits"),
        ("Birmingham,330", "Row 3, column la_code: must be the three digits"),
    ],
)
def test_a_mistake_is_named_by_row_and_column(row: str, says: str) -> None:
    with pytest.raises(UserError, match="Nothing was loaded") as refused:
        read_neighbours(f"{HEAD}999,330\n{row}\n".encode())
    assert says in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"la,neighbour\n", HEAD.encode()])
def test_a_file_without_neighbours_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="Nothing was loaded"):
        read_neighbours(content)
