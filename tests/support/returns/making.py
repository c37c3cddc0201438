"""Makes returns in every shape: invented children of a fictitious authority, written by code."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.returns.tables.read_list import Reading, ReadList
from visit_exchange.returns.tables.reading import read_lists
from visit_exchange.visits.uploads.problems import Problem

NOTIFIED = date(2023, 3, 27)  # a Monday
LISTS = ("currently_attending", "recently_attended", "dynamic_support", "alternative_providers")
HEADINGS = ("Child reference", "Age", "Gender", "Setting name", "Commissioner", "Attendance %")
CHILDREN = (
    ("C0001", 14.0, "Male", "Oak Hub", "Local authority", 85.0),
    ("C0002", 11.0, "Female", "Elm Farm", "School", 92.5),
    ("C0003", 16.0, "Male", "Oak Hub", "Local authority", 0.0),
)
CANONICAL = {
    "reference": ["C0001", "C0002", "C0003"],
    "age": [14.0, 11.0, 16.0],
    "gender": ["M", "F", "M"],
    "setting": ["Oak Hub", "Elm Farm", "Oak Hub"],
    "commissioner": ["local_authority", "school", "local_authority"],
    "attendance": [85.0, 92.5, 0.0],
}
PROVIDER_HEADINGS = ("Provider name", "URN", "Offers outreach", "Virtual")
PROVIDERS = (("Oak Hub", "100001", "Yes", "No"), ("Elm Farm", "100002", "No", "No"))
REGISTER_HEADINGS = ("Child reference", "On the dynamic support register", "Date of CETR")
REGISTER = (("C0001", "Yes", "14/02/2023"), ("C0009", "No", "23/01/2023"))

Rows = Sequence[Sequence[object]]


@cache
def specs() -> tuple[ListSpec, ...]:
    return tuple(load_list("ap_thematic_2023", list_id) for list_id in LISTS)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*sheets: Rows, titles: Sequence[str] = (), change: Any = None) -> bytes:
    """Return an .xlsx with these rows; ``change`` gets the first sheet before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(titles[number] if titles else f"Sheet{number + 1}")
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book.worksheets[0])
    return saved(book)


def opendocument(rows: Rows) -> bytes:
    """Return an .ods with these rows, written by hand."""
    body = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        "</manifest:manifest>"
    )
    return archive(
        {"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest},
        stored={"mimetype"},
    )


class Written(str):
    """The XML of a cell of an .ods as it stands in the file."""


@dataclass(frozen=True)
class Pictured:
    """A number in a cell with a format of the workbook's own, such as ``000000``."""

    number: float
    picture: str


def _ods_cell(value: object) -> str:
    if isinstance(value, Written):
        return value
    if isinstance(value, float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = escape(str(value))
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def archive(members: Mapping[str, str | bytes], stored: set[str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            how = zipfile.ZIP_STORED if name in (stored or ()) else zipfile.ZIP_DEFLATED
            made.writestr(name, content, compress_type=how)
    return out.getvalue()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a zip file after ``change`` had its members."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    return archive(members)


def delimited(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = (delimiter.join(_quoted(cell, delimiter) for cell in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def _quoted(cell: object, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in str(cell) else str(cell)


def read(content: bytes, kind: str = "xlsx", name: str = "") -> Reading:
    return read_lists(content, kind, specs(), notified=NOTIFIED, name=name)


def read_one(content: bytes, kind: str = "xlsx", name: str = "") -> ReadList:
    reading = read(content, kind, name)
    assert [one.spec.id for one in reading.lists] == ["currently_attending"], reading
    return reading.lists[0]


def rules(problems: Sequence[Problem]) -> set[str]:
    return {problem.rule for problem in problems}


def canonical(one: ReadList) -> dict[str, list[object]]:
    return {field: one.frame[field].tolist() for field in CANONICAL}


def merged(area: str) -> Callable[[Worksheet], None]:
    return lambda sheet: sheet.merge_cells(area)
