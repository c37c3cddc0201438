"""The program that checks one file and keeps nothing: asked as a page asks it."""

import json
import os
import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builders.visits import a_visit
from returns.making import workbook
from returns.whole_lists import AP, AP_HEADINGS, AP_ROWS, NOTIFIED
from visit_exchange.kinds import load_framework
from visit_exchange.request.checklist import checklist_workbook

pytestmark = pytest.mark.slow
PROGRAM = "visit_exchange.assessing.checking_program"


def asked(
    content: bytes,
    folder: Path,
    name: str = "list.xlsx",
    own: dict[str, dict[str, str]] | None = None,
) -> dict[str, Any]:
    question = {
        "framework": load_framework(AP).model_dump(mode="json"),
        "notified": NOTIFIED.isoformat(),
        "name": name,
        "own": own or {},
    }
    done = subprocess.run(
        [sys.executable, "-s", "-m", PROGRAM],
        input=json.dumps(question).encode() + b"\n" + content,
        capture_output=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(folder)},
        check=True,
        timeout=120,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_sound_list_is_taken_for_what_it_is_and_leaves_nothing(tmp_path: Path) -> None:
    answer = asked(workbook((AP_HEADINGS, *AP_ROWS), titles=["Currently attending"]), tmp_path)
    assert answer["reply"]["is_accepted"]
    [taken_for] = answer["reply"]["taken_for"]
    assert taken_for.endswith("(4 rows)")
    book = openpyxl.load_workbook(BytesIO(b64decode(answer["marked"])))
    assert len(book.worksheets) > 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.soak
def test_a_wrong_cell_is_told_by_its_row_and_column_as_excel_has_them(tmp_path: Path) -> None:
    rows = [list(row) for row in AP_ROWS]
    rows[1][1] = 40.0
    told = asked(workbook((AP_HEADINGS, *rows), titles=["Currently attending"]), tmp_path)["reply"]
    [[_, where]] = told["parts"][0]["to_do"]["Fix these"]
    assert where == "Column B, 1 row: 3"


@pytest.mark.soak
def test_columns_are_offered_and_what_is_said_of_them_counts_at_once(tmp_path: Path) -> None:
    strange = ["Kod", *AP_HEADINGS[1:]]
    content = workbook((strange, *AP_ROWS), titles=["Currently attending"])
    before = asked(content, tmp_path)
    assert not before["reply"]["is_accepted"]
    [table] = before["tables"]
    [matched] = [each for each in table["matched"] if each["list_id"] == "currently_attending"]
    assert matched["lacks"] == ["reference"]
    assert table["columns"][0] == {
        "letter": "A",
        "heading": "Kod",
        "samples": ["AP001", "AP002", "AP003"],
    }
    own = {"currently_attending": {"kod": "reference"}}
    assert asked(content, tmp_path, own=own)["reply"]["is_accepted"]


def test_a_checklist_has_no_columns_to_name(tmp_path: Path) -> None:
    blank = checklist_workbook(a_visit(), load_framework(AP))
    answer = asked(blank, tmp_path, "checklist.xlsx")
    assert answer["reply"]["is_accepted"]
    assert (answer["tables"], answer["lists"]) == ([], [])


def test_what_cannot_be_opened_has_its_reason_and_no_columns(tmp_path: Path) -> None:
    answer = asked(b"\x89PNG\r\n\x1a\n" + bytes(64), tmp_path, "photo.xlsx")
    assert answer["verdict"] == "withheld"
    assert answer["tables"] == []
    assert answer["reply"]["next_step"]
