"""Texts in workbooks stay texts: what looks like the writer's own XML moves no other cell."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

import visit_exchange
from visit_exchange.privacy.crosswalk import crosswalk_workbook, read_crosswalk
from visit_exchange.writing.plain_workbook import PlainWorkbook

RICH = [
    "<r>Park & Co</r>",  # no XML at all
    "<r><t>Oak Centre</t></r>",
    "<r><t>Oak</t></r></si><si><r><t>one more</t></r>",
    "<r><t>=1+1</t></r>",
    "<r> both ends </r>",
    "<r><!--</r>",
    "<r>--><r><t/></r>",
]
HOUSE = Path(visit_exchange.__file__).parent


def written(texts: list[str]) -> bytes:
    with PlainWorkbook(content := io.BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet("List")
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)
    return content.getvalue()


@pytest.mark.parametrize("rich", RICH)
def test_a_text_that_looks_like_xml_is_written_as_it_is(rich: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(["first", rich, "last"])))
    assert [cell.value for cell in book["List"]["A"]] == ["first", rich, "last"]


def test_the_file_has_one_string_for_each_text() -> None:
    with zipfile.ZipFile(io.BytesIO(written([*RICH, "last"]))) as package:
        strings = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))  # noqa: S314
    told = ["".join(each.itertext()) for each in strings]
    assert told == [*RICH, "last"]


@pytest.mark.parametrize("rich", RICH)
def test_no_child_gets_the_code_of_another(rich: str) -> None:
    codes = {"AP-1": "K7QM-2XWD", rich: "9AAA-BBBB", "AP-3": "D3M6-HH82"}
    assert read_crosswalk(crosswalk_workbook(codes)) == codes


def test_every_workbook_is_such_a_one_but_for_the_template_that_is_all_ours() -> None:
    bare = [
        path.name
        for path in HOUSE.rglob("*.py")
        if re.search(r"xlsxwriter\.Workbook\(|from xlsxwriter import", path.read_text("utf-8"))
    ]
    assert sorted(bare) == ["plain_workbook.py", "template.py"]


def test_what_would_go_past_the_shared_strings_is_refused() -> None:
    book = PlainWorkbook(io.BytesIO(), {"constant_memory": True})
    book.add_worksheet("List")
    with pytest.raises(ValueError, match="shared strings"):
        book.close()
