"""Dates as officers write them, one at a time."""

from datetime import date

import pytest

from visit_exchange.returns.values.dates import Order, find_date, order_of, read_date, serial_date

FEBRUARY_14 = date(2023, 2, 14)  # a Tuesday


@pytest.mark.parametrize(
    "text",
    ["14/02/2023", "14-2-23", "14.02.2023 00:00", "14 Feb 2023", "Tue 14th February 2023",
     "Feb 14, 2023", "2023-02-14", "2023-Feb-14 00:00:00", "2023-02-14T09:30:00", "20230214"],
)  # fmt: skip
def test_a_date_is_read_in_the_orders_that_occur(text: str) -> None:
    assert read_date(text).day_first == FEBRUARY_14


@pytest.mark.parametrize(
    "text",
    ["", "Autumn 2022", "Feb 2023", "31/02/2023", "14/02", "14/02/2023 or later", "1900-01-00"],
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    written = read_date(text)

    assert (written.day_first, written.month_first) == (None, None)


def test_two_small_numbers_can_be_two_dates() -> None:
    written = read_date("03/04/2023")

    assert written.is_ambiguous
    assert written.by(Order.DAY_FIRST) == date(2023, 4, 3)
    assert written.by(Order.MONTH_FIRST) == date(2023, 3, 4)


def test_iso_dates_and_equal_numbers_are_never_ambiguous() -> None:
    assert not read_date("2010-03-04").is_ambiguous
    assert not read_date("04/04/2023").is_ambiguous


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2023", "14/02/2023"], Order.DAY_FIRST),
        (["03/04/2023", "02/14/2023"], Order.MONTH_FIRST),
        (["03/04/2023"], None),
        (["14/02/2023", "02/14/2023"], None),
    ],
)
def test_a_column_proves_its_order_or_does_not(texts: list[str], order: Order | None) -> None:
    assert order_of(map(read_date, texts)) is order


@pytest.mark.parametrize(
    ("number", "epoch", "day"),
    [
        (44971.0, 1900, FEBRUARY_14),
        (44971.75, 1900, FEBRUARY_14),
        (43509.0, 1904, FEBRUARY_14),
        (20230214.0, 1900, FEBRUARY_14),
        (7.0, 1900, None),
        (float("nan"), 1900, None),
        (float("inf"), 1900, None),
    ],
)
def test_serial_numbers_are_days_of_this_century(
    number: float, epoch: int, day: date | None
) -> None:
    assert serial_date(number, epoch) == day


def test_a_date_is_found_in_a_sentence() -> None:
    assert find_date("Data as at 14 February 2023 (term 3)") == FEBRUARY_14
    assert find_date("As agreed with schools") is None
