"""Tables as Excel workbooks: groups of headings stand above their columns."""

import io
import warnings

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from rehearsal.files.tables import Table
from rehearsal.files.writing import write_workbook


def written(*headings: str) -> Worksheet:
    columns = tuple((f"field_{at}", heading) for at, heading in enumerate(headings))
    table = Table("Sheet", "A title", columns, rows=())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = write_workbook([table])
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def test_a_group_is_merged_over_its_columns() -> None:
    sheet = written("Child | Reference", "Child | Age", "Setting | Name", "Setting | Area")

    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:D1", "A3:B3", "C3:D3"}


def test_a_group_of_one_column_stands_above_it_unmerged() -> None:
    sheet = written("Child | Reference", "Setting | Name", "Setting | Area")

    assert sheet["A3"].value == "Child"
    assert sheet["B3"].value == "Setting"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "B3:C3"}
