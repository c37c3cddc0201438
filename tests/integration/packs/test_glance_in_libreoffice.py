"""The pack's first sheet, opened and printed by LibreOffice as an inspector would."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builders.packs import FRAMEWORK, KEY, contents, frame
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.sheets.charts import COUNTS_SHEET
from visit_exchange.packs.sheets.glance_sheet import GLANCE_SHEET
from visit_exchange.packs.sheets.workbook import pack_workbook
from visit_exchange.privacy.documents.pdf.text import pages_text
from visit_exchange.privacy.pseudonyms import child_code

Convert = Callable[[bytes, str], Path]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Return what opens a workbook in LibreOffice and saves it as another kind of file."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice-calc"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    def save(content: bytes, kind: str) -> Path:
        (tmp_path / "pack.xlsx").write_bytes(content)
        into = tmp_path / "out"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(into)]
        subprocess.run(
            [*command, str(tmp_path / "pack.xlsx")], check=True, timeout=120, capture_output=True
        )
        return into / f"pack.{kind}"

    return save


def of_forty_children() -> bytes:
    """The pack of forty invented children: half part time, a quarter in unregistered settings."""
    codes = sorted(child_code(KEY, f"AP-{number:04}") for number in range(40))
    attending = frame(
        reference=codes,
        age=[float(6 + number % 12) for number in range(40)],
        sen_needs=["SEMH", "ASD", "MLD; SEMH", "HI"] * 10,
        setting=["Oak Centre", "Elm House"] * 20,
        setting_status=["current"] * 40,
        setting_type=["independent_unregistered", *["state_maintained"] * 3] * 10,
        full_part_time=["FT", "PT"] * 20,
        attendance=[float(45 + number) for number in range(40)],
    )
    spec = load_list(FRAMEWORK.id, "currently_attending")
    return pack_workbook(contents(lists=(PackList(spec, attending, date(2023, 3, 24)),)))


def test_the_first_sheet_prints_on_one_page_with_its_numbers_and_charts(convert: Convert) -> None:
    pages = pages_text(convert(of_forty_children(), "pdf").read_bytes())
    first, second, *_ = (" ".join(page.split()) for page in pages)

    assert "the area at a glance" in first
    assert "In a part-time placement 20 40 50% 0" in first
    assert "What to ask first" in first
    assert "returns for inspectors" in second  # the Summary begins on the next page
    assert "What to ask first" not in second


def test_the_charts_are_drawn_with_their_names_and_numbers(convert: Convert) -> None:
    text = " ".join(next(pages_text(convert(of_forty_children(), "pdf").read_bytes())).split())

    for title in ("Children by age", "Children by area of need", "Placements by attendance (%)"):
        assert title in text
    for name in ("Communication and interaction", "Cognition and learning", "81 to 90"):
        assert name in text


def test_libreoffice_keeps_numbers_and_charts_when_it_saves(
    convert: Convert, tmp_path: Path
) -> None:
    content = of_forty_children()
    saved = convert(content, "ods")
    again = convert_back(saved, tmp_path)

    before = openpyxl.load_workbook(io.BytesIO(content))
    for name in (GLANCE_SHEET, COUNTS_SHEET):
        first = [cell.value for row in before[name].iter_rows() for cell in row if cell.value]
        second = [cell.value for row in again[name].iter_rows() for cell in row if cell.value]
        assert first == second
    assert len(charts(again)) == len(charts(before)) > 2


def charts(book: openpyxl.Workbook) -> list[object]:
    """What openpyxl keeps of the first sheet's charts, under a name of its own."""
    sheet: Any = book[GLANCE_SHEET]
    return list(sheet._charts)


def convert_back(saved: Path, tmp_path: Path) -> openpyxl.Workbook:
    """Return an OpenDocument sheet as LibreOffice saves it for Excel."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    into = tmp_path / "back"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(into)]
    subprocess.run([*command, str(saved)], check=True, timeout=120, capture_output=True)
    return openpyxl.load_workbook(into / "pack.xlsx")
