"""A child finds in memory all that it needs, whatever file it looks at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rehearsal.files.documents import Text, write_docx, write_pdf
from returns.making import workbook
from returns.whole_lists import AP_HEADINGS, AP_ROWS

pytestmark = pytest.mark.slow
PROGRAM = Path(__file__).parents[2] / "support" / "at_first_use.py"
# Great Expectations is changed where a child first checks a list: it takes no time.
NO_TIME = "visit_exchange.returns.checks.expectation_memory._remember_in_runs"
TEXT = Text("Strategic planning", ("Ada Oakley reads what our partners wrote.",), "An officer")


def files(folder: Path) -> list[Path]:
    made = {
        "list.xlsx": workbook((AP_HEADINGS, *AP_ROWS), titles=["Currently attending"]),
        "list.csv": "\n".join(",".join(map(str, row)) for row in (AP_HEADINGS, *AP_ROWS)).encode(),
        "Strategic planning.docx": write_docx(TEXT),
        "Strategic planning.pdf": write_pdf(TEXT),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def test_no_child_loads_what_its_server_could_have_loaded_for_all(tmp_path: Path) -> None:
    # A process of its own: in this one other tests have loaded everything.
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *map(str, files(tmp_path))],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    told = [line for line in done.stdout.splitlines() if NO_TIME not in line]
    assert {"_screen", "_read_or_hold", "_judged", "clean_and_read", "search"} <= set(told)
    assert [line for line in told if ":" in line] == []
