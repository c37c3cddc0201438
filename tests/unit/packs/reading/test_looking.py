"""What is seen of a list: searched, filtered, sorted, a page at a time."""

from datetime import date

import pytest

from visit_exchange.packs.reading.looking import PAGE, View, choices, look
from visit_exchange.packs.reading.tables import Table, shown_cell, table_of

LIST = table_of(
    [
        ["Child code", "Age", "Needs", "Started"],
        ["K7QM-2XWD", 9.0, "Autism; Speech", date(2023, 3, 1)],
        ["0A1B-2C3D", 14.0, "Speech", ""],
        ["ZZ11-22YY", "", "Autism", date(2022, 9, 5)],
        ["7HHH-8JJJ", 10.0, "", date(2023, 1, 9)],
    ]
)


@pytest.mark.parametrize(
    ("view", "rows"),
    [
        (View(), [0, 1, 2, 3]),
        (View(search="autism"), [0, 2]),
        (View(search="speech 9"), [0]),
        (View(search="k7qm"), [0]),
        (View(search="nothing of it"), []),
        (View(only={2: "Speech"}), [0, 1]),
        (View(only={2: "Speech"}, search="14"), [1]),
        (View(only={2: "Spee"}), []),
        (View(only={9: "no such column"}), [0, 1, 2, 3]),
        (View(sort=1), [0, 3, 1, 2]),  # numbers as numbers, what is blank last
        (View(sort=1, down=True), [1, 3, 0, 2]),
        (View(sort=3), [2, 3, 0, 1]),
        (View(sort=9), [0, 1, 2, 3]),
    ],
)
def test_rows_that_fit_in_their_order(view: View, rows: list[int]) -> None:
    assert list(look(LIST, view).rows) == rows


@pytest.mark.parametrize(
    ("asked", "page", "rows"), [(1, 1, PAGE), (3, 3, 1), (0, 1, PAGE), (99, 3, 1)]
)
def test_a_page_that_there_is_not_is_the_nearest(asked: int, page: int, rows: int) -> None:
    long = table_of([["Age"], *([number] for number in range(2 * PAGE + 1))])
    looked = look(long, View(page=asked))
    assert (looked.page, looked.pages, len(looked.on_page)) == (page, 3, rows)


def test_a_column_is_filtered_by_its_codes_when_they_are_few() -> None:
    assert choices(LIST.columns[2]) == ("Autism", "Speech")
    many = table_of([["Child code"], *([f"C{number}"] for number in range(100))])
    assert choices(many.columns[0]) == ()


@pytest.mark.parametrize(
    ("cell", "read"),
    [(None, ""), (92, "92"), (95.5, "95.5"), (date(2023, 3, 1), "1 Mar 2023"), ("Oak", "Oak")],
)
def test_a_cell_as_it_is_read(cell: date | float | str | None, read: str) -> None:
    assert shown_cell(cell) == read


def test_the_rows_of_a_child_are_found_by_code() -> None:
    assert LIST.rows_of_child("ZZ11-22YY") == (2,)
    assert LIST.rows_of_child("AAAA-AAAA") == ()
    assert table_of([["Provider name"], ["Oak"]]).children == frozenset()
    assert table_of([]) == Table((), 0)
