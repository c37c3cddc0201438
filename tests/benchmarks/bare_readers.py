"""Readers alone, in a process that holds nothing else."""

import openpyxl
import python_calamine
from worker import serve


def bare_calamine(file: str) -> int:
    book = python_calamine.CalamineWorkbook.from_path(file)
    assert book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return 0


def bare_openpyxl(file: str) -> int:
    sheet = openpyxl.load_workbook(file, read_only=True, data_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows(values_only=True))
    return 0


if __name__ == "__main__":
    serve({"calamine": bare_calamine, "openpyxl": bare_openpyxl})
