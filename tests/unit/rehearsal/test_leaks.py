"""What was planted is found wherever it hides, and is not repeated."""

import io
import zipfile
from pathlib import Path

import docx
import pandas as pd
import pytest

from rehearsal.files.documents import Text, write_docx, write_pdf
from rehearsal.files.tables import Table
from rehearsal.files.writing import write_workbook
from rehearsal.judging.leaks import leaks

CANARIES = ("Quill Thistlewood", "Z999123400001")
PLAIN = Text("Plan", ("Nothing about anyone.",), "")


def workbook(cell: str) -> bytes:
    return write_workbook(
        [Table("One", "A list", (("a", "A"), ("b", "B")), ({"a": cell, "b": 1},))]
    )


def parquet(cell: str) -> bytes:
    out = io.BytesIO()
    pd.DataFrame({"a": [cell, "b"]}).to_parquet(out)
    return out.getvalue()


def word_in_runs(*runs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run).bold = run == runs[0]
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.txt", b"row 8: Z999123400001"),
        ("log.txt", b"row 8: quill thistlewood"),
        ("list.xlsx", workbook("Z999123400001")),
        ("plan.docx", write_docx(Text("Plan", (), "Quill Thistlewood"))),
        ("said.pdf", write_pdf(Text("Plan", ("Quill Thistlewood came.",), ""))),
        ("runs.docx", word_in_runs("Quill Thi", "stle", "wood")),
        ("big-endian", "Quill Thistlewood".encode("utf-16-be")),
        ("dump", b"\x07" + "Quill Thistlewood".encode("utf-16-le")),
        ("rows", parquet("Quill Thistlewood")),
        ("plan.pdf", write_pdf(Text("Plan", ("One.",), "Quill Thistlewood"))),
        ("Quill Thistlewood.txt", b""),
    ],
    ids=[
        "text",
        "lower case",
        "workbook",
        "author of a document",
        "words of a PDF",
        "half in bold",
        "two bytes a letter, the larger first",
        "two bytes a letter",
        "parquet",
        "author of a PDF",
        "file name",
    ],
)
def test_it_is_found(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "v001").mkdir()
    (tmp_path / "v001" / name).write_bytes(content)
    assert leaks(tmp_path, CANARIES) == [f"v001/{name}"]


def test_it_is_found_in_a_workbook_inside_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as pack:
        pack.writestr("list.xlsx", workbook("Z999123400001"))
    assert leaks(tmp_path, CANARIES) == ["pack.zip"]


def test_it_is_found_in_the_name_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Quill Thistlewood").mkdir()
    (tmp_path / "Quill Thistlewood" / "log.txt").write_bytes(b"")
    assert leaks(tmp_path, CANARIES) == ["Quill Thistlewood/log.txt"]


def test_nothing_is_found_where_nothing_was_planted(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(workbook("EXS-1234"))
    (tmp_path / "plan.pdf").write_bytes(write_pdf(PLAIN))
    assert leaks(tmp_path, CANARIES) == []
