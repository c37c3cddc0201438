"""The workbook of references and codes holds the authority's own words, and none of them wakes."""

import io

import openpyxl
import pytest

from visit_exchange.privacy.crosswalk import crosswalk_workbook, read_crosswalk


@pytest.mark.parametrize(
    ("reference", "is_quoted"),
    [("=1+1", True), ("＝HYPERLINK(1)", True), (" +44 7", True), ("AP-0001", False)],
)
def test_a_reference_stays_text_when_its_cell_is_edited(reference: str, is_quoted: bool) -> None:
    content = crosswalk_workbook({reference: "K7QM-2XWD"})
    [sheet] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("s", is_quoted)
    assert read_crosswalk(content) == {reference: "K7QM-2XWD"}
