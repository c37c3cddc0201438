"""What real programs print is read whole, cleaned without loss, and told to the gate.

Needs Chromium, LibreOffice, Ghostscript, poppler and qpdf. All people are invented.
"""

import random
import subprocess
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from builders.printed import PRINTED, paper, pictured
from pdf_traces import traces
from rehearsal.people.identifiers import invent_nhs_number, invent_upn
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED
from visit_exchange.privacy.documents.document_work import Prepared, hits_in, prepared

TITLE = "Strategic planning for alternative provision"
WORDS = "Our strategy was agreed with schools, families and partners in the spring."
RNG = random.Random(7)
UPN, NHS, NAME = invent_upn(RNG, "999"), invent_nhs_number(RNG), "Zebedee Quarrelstone"
LINES = (TITLE, WORDS, f"As agreed for {NAME}", f"whose number is {UPN}.", WORDS)
HARMLESS = (TITLE, WORDS, "There were 943 places in 2022 and 1,014 in 2023.", WORDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all, so that each program sets itself up once."""
    return tmp_path_factory.mktemp("printed")


@cache
def printed(program: str, folder: Path, lines: tuple[str, ...]) -> bytes:
    return PRINTED[program](folder, lines)


@cache
def ready(content: bytes) -> Prepared:
    """Return a document as it would travel. To read a scan takes long, so each is read once."""
    return prepared("pdf", content)


def found(content: bytes) -> dict[str, int]:
    """Return what the gate finds in a document as it would travel."""
    plain = ready(content)
    hits = hits_in("a.pdf", plain.content, frozenset(), frozenset({NAME})) or ()
    counted = {hit.kind: hit.count for hit in hits}
    return counted | ({CANNOT_BE_SEARCHED: plain.unread} if plain.unread else {})


@pytest.mark.parametrize("program", PRINTED)
def test_a_child_on_a_printed_page_is_found(program: str, folder: Path) -> None:
    assert found(printed(program, folder, LINES)) == {"name": 1, "upn": 1}


@pytest.mark.parametrize("program", PRINTED)
def test_a_harmless_document_passes_and_its_words_stay(program: str, folder: Path) -> None:
    content = printed(program, folder, HARMLESS)

    assert found(content) == {}
    cleaned = ready(content).content
    assert "text" in traces(cleaned, "agreed with schools")
    assert difference(content, cleaned, folder) < 1


def difference(before: bytes, after: bytes, folder: Path) -> float:
    """Return by how many of 256 tones two PDFs' first pages differ, as poppler draws them."""
    drawn = []
    for name, content in (("before", before), ("after", after)):
        (folder / f"{name}.pdf").write_bytes(content)
        run = ("pdftoppm", "-r", "60", "-gray", "-singlefile", f"{name}.pdf", name)
        subprocess.run(run, check=True, timeout=60, capture_output=True, cwd=folder)
        drawn.append(Image.open(folder / f"{name}.pgm"))
    change: float = ImageStat.Stat(ImageChops.difference(*drawn)).mean[0]
    return change


def test_a_picture_of_a_list_beside_words_is_read() -> None:
    """A screenshot of a table, below it a paragraph."""
    table = paper([f"Zebedee Quarrelstone   {NHS}", UPN], (900, 300))
    assert found(pictured(table, WORDS)) == {"name": 1, "nhs_number": 1, "upn": 1}


def test_a_photograph_beside_words_is_let_be() -> None:
    photograph = Image.radial_gradient("L").resize((800, 600))
    assert found(pictured(photograph, WORDS)) == {}


def test_what_is_read_badly_waits_for_a_person() -> None:
    scribble = paper(LINES).resize((124, 175)).resize((1240, 1754))
    assert found(pictured(scribble, "")) == {CANNOT_BE_SEARCHED: 1}


def test_a_scan_can_be_searched_by_those_who_get_it(folder: Path) -> None:
    content = printed("scanner", folder, HARMLESS)
    assert "text" not in traces(content, TITLE)
    assert "text" in traces(ready(content).content, TITLE)
