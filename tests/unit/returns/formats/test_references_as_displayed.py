"""A reference that is kept as a number is what its reader sees, in every kind of workbook."""

from collections.abc import Callable

import pytest

from returns.binary_workbook import binary_workbook
from returns.making import Pictured, Rows, Written, opendocument
from returns.old_workbook import old_workbook
from returns.whole_lists import ap_list, as_read, values


def shown_in_ods(number: int, text: str) -> Written:
    return Written(
        f'<table:table-cell office:value-type="float" office:value="{number}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


@pytest.mark.parametrize("write", [old_workbook, binary_workbook], ids=["xls", "xlsb"])
def test_a_number_is_the_reference_that_its_format_shows(write: Callable[[Rows], bytes]) -> None:
    references = [
        Pictured(123, "000000"),
        Pictured(124, '"LA"0000'),
        Pictured(123456, "000-000"),
        Pictured(126, "0"),
    ]
    one = as_read(write(ap_list(child_reference=references)))
    assert values(one, "reference") == ["000123", "LA0124", "123-456", "126"]


def test_a_number_is_the_reference_that_an_opendocument_workbook_shows() -> None:
    references = [
        shown_in_ods(123, "000123"),
        shown_in_ods(124, "LA0124"),
        shown_in_ods(123456, "123-456"),
        shown_in_ods(126, "126"),
    ]
    one = as_read(opendocument(ap_list(child_reference=references)))
    assert values(one, "reference") == ["000123", "LA0124", "123-456", "126"]


@pytest.mark.parametrize("text", ["1,234", "1234.00", "£1234", "1.2E+3", "1 234,0", "12/03/1903"])
def test_an_amount_is_no_reference_as_it_is_shown(text: str) -> None:
    one = as_read(opendocument(ap_list(child_reference=[shown_in_ods(1234, text)])))
    assert values(one, "reference")[0] == "1234"


@pytest.mark.parametrize("picture", ["#,##0", "0.00", "General", "0.00E+00"])
def test_a_format_of_amounts_changes_no_reference(picture: str) -> None:
    one = as_read(old_workbook(ap_list(child_reference=[Pictured(1234, picture)])))
    assert values(one, "reference")[0] == "1234"


def test_only_references_are_read_as_displayed() -> None:
    one = as_read(old_workbook(ap_list(age=[Pictured(14, "000")])))
    assert values(one, "age")[0] == 14
