"""Documents that LibreOffice itself wrote: cleaned, they tell nobody, open, and show what they did.

Each holds an invented child's name wherever Writer, Calc and Impress keep what no page shows.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from builders.hiding.planting import CHILD
from stranger import places_of
from visit_exchange.privacy.documents.metadata import strip_metadata

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
    "svg": "svg-compatible", "meta": "meta", "presentation": "presentation", "form": "form",
}  # fmt: skip
_NS = " ".join(f'xmlns:{short}="{_OASIS}{name}:1.0"' for short, name in _NAMES.items()) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
)
_META = (
    f"<office:meta><dc:title>{CHILD}</dc:title><dc:creator>{CHILD}</dc:creator>"
    f"<meta:initial-creator>{CHILD}</meta:initial-creator><meta:keyword>{CHILD}</meta:keyword>"
    f'<meta:user-defined meta:name="{CHILD}">{CHILD}</meta:user-defined></office:meta>'
)
_NOTE = f"<office:annotation><dc:creator>{CHILD}</dc:creator><text:p>{CHILD}</text:p></office:annotation>"
_TEXT = (
    '<text:user-field-decls><text:user-field-decl office:value-type="string" '
    f'office:string-value="{CHILD}" text:name="child"/></text:user-field-decls>'
    f'<text:h text:outline-level="1">Our strategy</text:h>'
    f'<text:p>Every child{_NOTE} is <text:span text:style-name="T1">welcome</text:span> in a '
    f'local <text:bookmark text:name="{CHILD}"/>school.</text:p>'
    f'<text:section text:name="{CHILD}" text:style-name="S"><text:p>A section.</text:p></text:section>'
    '<table:table table:name="Plan"><table:table-column/><table:table-row><table:table-cell>'
    "<text:p>Cell of the plan</text:p></table:table-cell></table:table-row></table:table>"
    f'<text:p><draw:frame draw:name="{CHILD}" text:anchor-type="as-char" svg:width="5cm" '
    'svg:height="1cm"><draw:text-box><text:p>Boxed words</text:p></draw:text-box></draw:frame></text:p>'
)
_SHEET = (
    f'<table:table table:name="Plan"><table:table-row><table:table-cell office:value-type="string">'
    f"{_NOTE}<text:p>Month of the plan</text:p></table:table-cell></table:table-row>"
    '<table:table-row><table:table-cell office:value-type="float" office:value="12" '
    f'table:formula="of:=IF([.A1]=&quot;{CHILD}&quot;;1;12)"><text:p>12</text:p></table:table-cell>'
    "</table:table-row></table:table><table:named-expressions><table:named-range "
    'table:name="Casey_Quillfeather" table:cell-range-address="$Plan.$A$1" '
    'table:base-cell-address="$Plan.$A$1"/></table:named-expressions>'
)
_SLIDES = (
    f'<draw:page draw:name="{CHILD}"><draw:frame draw:name="{CHILD}" svg:width="20cm" '
    'svg:height="5cm" svg:x="2cm" svg:y="2cm"><draw:text-box><text:p>Words of the slide</text:p>'
    '</draw:text-box></draw:frame><draw:custom-shape svg:width="9cm" svg:height="3cm" svg:x="2cm" '
    'svg:y="9cm"><text:p>Words of a shape</text:p></draw:custom-shape><presentation:notes>'
    '<draw:frame svg:width="9cm" svg:height="5cm" svg:x="2cm" svg:y="2cm"><draw:text-box><text:p>'
    f"{CHILD}</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"
)
FLAT = {"fodt": ("text", _TEXT), "fods": ("spreadsheet", _SHEET), "fodp": ("presentation", _SLIDES)}
WRITTEN = {
    "odt": "fodt",
    "docx": "fodt",
    "ods": "fods",
    "xlsx": "fods",
    "odp": "fodp",
    "pptx": "fodp",
}
SHOWN = {
    "fodt": ("Our strategy", "Every child is welcome in a local school.", "A section.",
             "Cell of the plan", "Boxed words"),
    "fods": ("Month of the plan", "12"),
    "fodp": ("Words of the slide", "Words of a shape"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with each document as LibreOffice wrote it, cleaned, and printed from that."""
    folder = tmp_path_factory.mktemp("documents")
    for kind, (name, body) in FLAT.items():
        (folder / f"plan.{kind}").write_text(
            f'<?xml version="1.0"?><office:document {_NS} office:version="1.3" office:mimetype='
            f'"application/vnd.oasis.opendocument.{name}">{_META}<office:body><office:{name}>{body}'
            f"</office:{name}></office:body></office:document>"
        )
    for kind, flat in WRITTEN.items():
        convert(folder, kind, folder / f"plan.{flat}")
        cleaned = strip_metadata(kind, (folder / f"plan.{kind}").read_bytes())
        (folder / f"cleaned-{kind}.{kind}").write_bytes(cleaned)
    convert(folder, "pdf", *(folder / f"cleaned-{kind}.{kind}" for kind in WRITTEN))
    return folder


def convert(folder: Path, kind: str, *files: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, timeout=300, capture_output=True)


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_libreoffice_hides_is_gone(folder: Path, kind: str) -> None:
    assert places_of((folder / f"plan.{kind}").read_bytes(), CHILD)
    assert places_of((folder / f"cleaned-{kind}.{kind}").read_bytes(), CHILD) == []


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_cleaned_document_opens_and_shows_what_it_showed(folder: Path, kind: str) -> None:
    printed = folder / f"cleaned-{kind}.pdf"
    told = subprocess.run(["pdftotext", "-raw", printed, "-"], check=True, capture_output=True)
    text = " ".join(told.stdout.decode().split())
    for words in SHOWN[WRITTEN[kind]]:
        assert words in text
    assert CHILD not in text  # as another program reads it: LibreOffice, printed, and poppler


@pytest.mark.parametrize("kind", WRITTEN)
def test_cleaned_again_it_is_the_same(folder: Path, kind: str) -> None:
    cleaned = (folder / f"cleaned-{kind}.{kind}").read_bytes()
    assert strip_metadata(kind, cleaned) == cleaned
