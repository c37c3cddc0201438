"""``visit-exchange check`` as an analyst at the desk uses it: files in, answers out."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from visit_exchange.cli import app

VISIT = ["--framework", "ap_thematic_2023", "--notified", "2023-03-27"]
HEADINGS: list[object] = [
    "Provider name",
    "URN",
    "Sector",
    "Registered",
    "Virtual",
    "Offers outreach",
]
SOUND: list[object] = ["Meadow Farm", 999001, "State maintained", "Registered", "No", "Yes"]
CHILD: list[object] = ["Child reference", "Age", "Setting name", "EHC plan status", "Attendance %"]


def run(*arguments: object) -> tuple[int, str]:
    """Return exit code and output of ``visit-exchange check …``."""
    result = CliRunner().invoke(app, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def checked(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
    code, out = run(*arguments, *VISIT, "--json")
    return code, json.loads(out)["files"]


def workbook(path: Path, sheet: str, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = sheet
    for row in rows:
        first.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def providers(tmp_path: Path) -> Path:
    return workbook(tmp_path / "providers.xlsx", "Alternative providers", [HEADINGS, SOUND])


@pytest.fixture
def children(tmp_path: Path) -> Path:
    rows: list[list[object]]
    rows = [["AP now"], CHILD, ["R1", 12, "Meadow Farm", "Has", 95], ["R2", 40, "Elsewhere", "", 9]]
    return workbook(tmp_path / "children.xlsx", "Currently attending", rows)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 cut off")
    return file


@pytest.mark.slow
def test_a_sound_list_ends_with_0_and_says_how_it_was_read(providers: Path) -> None:
    code, [file] = checked(providers)
    assert code == 0, file
    assert (file["file"], file["withheld_because"]) == ("providers.xlsx", None)
    [told] = file["lists"]
    assert (told["list"], told["sheet"], told["header_row"], told["rows"]) == (
        "alternative_providers",
        "Alternative providers",
        1,
        1,
    )
    assert "Provider name" in told["columns"].values()


@pytest.mark.slow
def test_something_to_fix_ends_with_1_and_names_row_and_column(children: Path) -> None:
    code, [file] = checked(children)
    assert (code, file["verdict"]) == (1, "must_fix")
    [told] = file["lists"]
    ages = [p for p in told["problems"] if p["field"] == "age" and p["severity"] == "must_fix"]
    assert [(p["row"], p["column"]) for p in ages] == [(4, "B")]
    assert set(ages[0]) == {"rule", "severity", "sheet", "row", "column", "field", "message"}


@pytest.mark.slow
def test_a_held_file_ends_with_2_whatever_the_others_are(locked: Path, providers: Path) -> None:
    code, files = checked(providers, locked)
    assert code == 2
    assert [file["verdict"] for file in files][1] == "withheld"
    assert files[1]["withheld_because"]


@pytest.mark.parametrize(
    "change",
    [
        {"--framework": "no_such_visit"},
        {"--notified": "27/03/2023"},
        {"--notified": None},
    ],
)
def test_wrong_usage_ends_with_3(providers: Path, change: dict[str, str | None]) -> None:
    options = dict(zip(VISIT[::2], VISIT[1::2], strict=True)) | change
    given = [part for pair in options.items() if pair[1] is not None for part in pair]
    assert run(providers, *given)[0] == 3


def test_a_file_that_is_not_there_ends_with_3(tmp_path: Path) -> None:
    assert run(tmp_path / "gone.xlsx", *VISIT)[0] == 3


def test_a_folder_of_files_ends_with_3(tmp_path: Path) -> None:
    assert run(tmp_path, *VISIT)[0] == 3


def test_a_file_that_cannot_be_read_ends_with_3(
    providers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert run(providers, *VISIT)[0] == 3


def test_a_folder_for_replies_that_cannot_be_made_ends_with_3(providers: Path) -> None:
    assert run(providers, *VISIT, "--out", providers / "replies")[0] == 3


@pytest.mark.slow
def test_files_are_laid_side_by_side(children: Path, providers: Path) -> None:
    alone = checked(children)[1][0]["lists"][0]["problems"]
    together = checked(children, providers)[1][0]["lists"][0]["problems"]
    across = [p for p in together if p not in alone]
    assert [(p["row"], p["column"], p["field"]) for p in across] == [(4, "C", "setting")]


def test_a_file_that_is_nothing_we_asked_for_is_asked_about(tmp_path: Path) -> None:
    file = tmp_path / "lunch.csv"
    file.write_text("dish,price\nsoup,3\n")
    code, [answer] = checked(file)
    assert (code, answer["verdict"], answer["lists"]) == (1, "must_fix", [])
    assert [p["rule"] for p in answer["problems"]] == ["not_recognised"]


@pytest.mark.slow
def test_out_gets_a_page_for_each_file_and_a_workbook_for_each_with_lists(
    children: Path, locked: Path, tmp_path: Path
) -> None:
    run(children, locked, *VISIT, "--out", tmp_path / "replies")
    written = sorted(path.name for path in (tmp_path / "replies").iterdir())
    assert written == ["1-children-reply.html", "1-children-reply.xlsx", "2-broken-reply.html"]
    book = openpyxl.load_workbook(tmp_path / "replies" / "1-children-reply.xlsx")
    marked = book["Currently attending"]["B4"]
    assert (marked.value, marked.comment is not None) == (40, True)


@pytest.mark.slow
def test_a_person_is_told_in_lines(children: Path) -> None:
    code, out = run(children, *VISIT)
    assert code == 1
    assert out.startswith("children.xlsx: Not accepted yet: 1 thing to fix")
    assert "Must fix: Age" in out
    assert "1 row: 4" in out


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        b"a" * 250 + b".csv",
        "é".encode() * 120 + b".csv",
        b"St\xd5 Mary.csv",
        b"\xff\xfe list.csv",
        b"two\nlines.csv",
    ],
    ids=["250 bytes", "244 bytes of letters", "old Mac", "no letters", "a line break"],
)
def test_any_name_that_a_file_can_have_is_answered(tmp_path: Path, name: bytes) -> None:
    file = tmp_path / os.fsdecode(name)
    file.write_text("Provider name,URN\nMeadow Farm,999001\n")
    code, told = run(file, *VISIT, "--out", tmp_path / "out")
    told.encode()
    assert (code, len(list((tmp_path / "out").iterdir()))) == (0, 2)
    assert "Meadow" not in told


@pytest.mark.slow
def test_where_there_are_several_sheets_each_line_names_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Oak Hub", "Elm Farm"):
        sheet = book.create_sheet(name)
        left_out = 2 if name == "Oak Hub" else 0  # the setting, or the reference
        for row in (CHILD, ["R1", 12, name, "Has", 95]):
            sheet.append([cell for at, cell in enumerate(row) if at != left_out])
    book.save(tmp_path / "children.xlsx")
    code, told = run(tmp_path / "children.xlsx", *VISIT)
    assert code == 1
    assert "Must fix: Sheet “Oak Hub”: " in told
    _, [file] = checked(tmp_path / "children.xlsx")
    assert "Oak Hub" in [problem["sheet"] for problem in file["problems"]]
