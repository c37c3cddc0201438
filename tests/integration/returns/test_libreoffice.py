"""The template filled in, opened and saved by LibreOffice as each kind of workbook: all alike."""

import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from builders.templates import AS_AT, NOTIFIED, SPECS, filled_template
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.returns.screening.screen import screen
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.reading import read_lists
from visit_exchange.returns.tables.safe_reading import read_safely

KINDS = ("xlsx", "xls", "ods")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the template as LibreOffice saved it."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice-calc"
    folder = tmp_path_factory.mktemp("libreoffice")
    template = folder / "filled.xlsx"
    template.write_bytes(filled_template())
    for kind in KINDS:
        _save(office, template, folder / kind, kind)
    return folder


def _save(office: str, file: Path, into: Path, kind: str) -> None:
    profile = f"-env:UserInstallation={(into.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(into)]
    subprocess.run([*command, str(file)], check=True, timeout=120, capture_output=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_template_saved_by_libreoffice_is_accepted_without_a_question(
    saved: Path, kind: str
) -> None:
    content = (saved / kind / f"filled.{kind}").read_bytes()
    screened = screen(content, f"filled.{kind}")
    assert (screened.kind, screened.withheld) == (kind, None)
    reading = read_safely(content, screened.kind, SPECS, notified=NOTIFIED)
    assert isinstance(reading, Reading), reading
    assert reading.problems == ()
    assert [read.spec.id for read in reading.lists] == [spec.id for spec in SPECS]
    for read in reading.lists:
        assert read.problems == ()
        assert check_list(read, notified=NOTIFIED).problems == ()
        assert read.as_at == AS_AT


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_the_same_as_before(saved: Path, kind: str) -> None:
    content = (saved / kind / f"filled.{kind}").read_bytes()
    before = read_lists(filled_template(), "xlsx", SPECS, notified=NOTIFIED)
    after = read_lists(content, kind, SPECS, notified=NOTIFIED)
    for own, their in zip(before.lists, after.lists, strict=True):
        pd.testing.assert_frame_equal(own.frame, their.frame)
