"""Rows are as high as their texts need, in every reader of workbooks."""

import pytest

from visit_exchange.writing.row_height import row_height


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("short", 20, None),
        ("", 20, None),
        ("x" * 30, 20, 30.0),
        ("one\ntwo\nthree", 20, 45.0),
        ("x" * 100_000, 20, 409.0),
    ],
)
def test_a_row_has_a_line_for_each_that_the_text_is_wrapped_to(
    text: str, width: float, height: float | None
) -> None:
    assert row_height([(text, width)]) == height


def test_the_longest_cell_decides() -> None:
    assert row_height([("x" * 30, 20), ("x" * 50, 20)]) == 45.0
