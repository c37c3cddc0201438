"""What the reader of a sheet sees where a number has a format of its own."""

import pytest

from visit_exchange.returns.formats.number_pictures import displayed


@pytest.mark.parametrize(
    ("number", "picture", "shows"),
    [
        (123, "000000", "000123"),
        (0, "000", "000"),
        (1234567, '"LA"000000', "LA1234567"),
        (123, '"LA"0', "LA123"),
        (123, '"LA"000000', "LA000123"),
        (123, "\\L\\A0000", "LA0123"),
        (123456, "000-000", "123-456"),
        (42, "AP-0000", "AP-0042"),
        (7, '"P/"00"/26"', "P/07/26"),
        (123, '[Red]"LA"0;[Blue]-0', "LA123"),
        (12, "0000_)", "0012"),
    ],
)
def test_a_format_of_digits_and_fixed_characters_is_followed(
    number: float, picture: str, shows: str
) -> None:
    assert displayed(number, picture) == shows


@pytest.mark.parametrize(
    ("number", "picture"),
    [
        (123, "0"),
        (1234567, "000000"),
        (123, "#"),
        (123, "General"),
        (123, ""),
        (123, "@"),
        (1234, "#,##0"),
        (123, "0.00"),
        (123, "0%"),
        (123, "0.00E+00"),
        (45000, "dd/mm/yyyy"),
        (45000, "[h]:mm"),
        (-123, "000000"),
        (1.5, "0000"),
        (123, '"only text"'),
        (123, "£#,##0"),
    ],
)
def test_any_other_shows_the_number_itself(number: float, picture: str) -> None:
    assert displayed(number, picture) is None
