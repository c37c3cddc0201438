"""Workbooks that would kill their reader, found from the raw file before anything parses it."""

import re
import zipfile

from visit_exchange.returns.formats.archive import (
    check_contents,
    open_archive,
    plain_name,
    plain_names,
    read_member,
)
from visit_exchange.returns.formats.sheet_xml import sheet_parts
from visit_exchange.returns.formats.withheld import LOCKED, TOO_MUCH, WithheldError

MOST_ROWS = 200_000  # the largest list known has 40,000
MOST_CELLS = 8_000_000
# A cell with something in it beyond row 199,999 or column 400 (OJ): calamine asks memory for the
# whole rectangle up to it (550 GB for XFD1048576) and aborts.
FAR_CELL = re.compile(
    rb'<(?:\w+:)?c r="((?:[A-Z]{3}|O[K-Z]|[P-Z][A-Z])\d+|[A-Z]{1,3}(?:[2-9]\d{5}|\d{7,}))"'
    rb"[^>]*(?<!/)>(?!</)"
)
ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
LOCATED_CELL = re.compile(rb'<(?:\w+:)?c r="')
PLAIN_CELL = b'<c r="'
# Beyond column Z or row 99,999. It begins with plain letters, which are found twice as fast.
MAY_BE_FAR = re.compile(rb'c r="[A-Z](?:[A-Z]|\d{6})')
UNLOCATED = (
    "The workbook is not written the way Excel writes one. "
    "Open it in Excel, save it as an Excel workbook (.xlsx) and upload that."
)


def guard_workbook(content: bytes) -> tuple[str, ...]:
    """Look over an Excel or OpenDocument workbook; return notes for the data team.

    Raises WithheldError with the sentence for the authority when it is not safe to open.
    """
    archive = open_archive(content)
    names = plain_names(archive)
    check_contents(archive)
    _check_opendocument(archive)
    for sheet, part in sheet_parts(archive).items():
        if plain_name(part).endswith(".xml") and plain_name(part) in names:
            _check_sheet(sheet, read_member(archive, part))
    return _notes([*names])


def _check_opendocument(archive: zipfile.ZipFile) -> None:
    manifest = read_member(archive, "META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise WithheldError(LOCKED.format(what="The workbook"))


def _check_sheet(sheet: str, xml: bytes) -> None:
    _check_number(xml)
    if MAY_BE_FAR.search(xml) and (far := FAR_CELL.search(xml)):
        raise WithheldError(
            f"A sheet has something in cell {far[1].decode()}, far from the rest. "
            "Delete the rows and columns that you do not use, save the workbook and upload it "
            "again."
        )


def _check_number(xml: bytes) -> None:
    plain = xml.count(PLAIN_CELL)
    # What may begin a cell is counted ten times as fast, and is mostly few enough.
    at_most = xml.count(b"<c") + xml.count(b":")
    if at_most <= MOST_CELLS and at_most - plain <= MOST_ROWS:
        return
    cells = len(ANY_CELL.findall(xml))
    if cells > MOST_CELLS:
        raise WithheldError(TOO_MUCH)
    # Cells that do not say where they are cannot be counted: only a hostile file has very many.
    if cells - len(LOCATED_CELL.findall(xml)) > MOST_ROWS:
        raise WithheldError(UNLOCATED)


def _notes(names: list[str]) -> tuple[str, ...]:
    """What is in the workbook, by plain names, beside values; none of it is ever carried on."""
    signs = (
        ("macros", ("vbaproject", "macrosheets/", "basic/", "scripts/")),
        ("links to other workbooks", ("externallinks/",)),
        ("data connections", ("connections.xml", "querytables/")),
        ("embedded files", ("/embeddings/", "/activex/")),
    )
    found = [what for what, marks in signs if any(m in name for name in names for m in marks)]
    return tuple(f"The workbook has {what}; only its values were read." for what in found)
