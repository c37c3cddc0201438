"""What a workbook says of its sheets that the reader of their values hides."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from visit_exchange.returns.formats.archive import read_member
from visit_exchange.returns.formats.binary_sheets import BinarySheet, read_binary_sheets
from visit_exchange.returns.formats.old_sheets import OldSheet, read_old_sheets
from visit_exchange.returns.formats.opendocument_cells import OpenSheet, read_opendocument
from visit_exchange.returns.formats.sheet_xml import Cell, SheetXml, date_system, read_sheet_xml


@dataclass(frozen=True)
class SheetFacts:
    """What the file says of one sheet that the reader hides; ``texts`` replace its own.

    Numbers with a format such as ``000000`` have it in ``pictures``, or what it shows in
    ``displays``.
    """

    xml: SheetXml | None = None
    errors: frozenset[Cell] = frozenset()
    uncached: frozenset[Cell] = frozenset()
    percent: frozenset[Cell] = frozenset()
    texts: Mapping[Cell, str] = field(default_factory=dict, repr=False)
    pictures: Mapping[Cell, str] = field(default_factory=dict)
    displays: Mapping[Cell, str] = field(default_factory=dict, repr=False)
    epoch: int = 1900


def sheet_facts(content: bytes, kind: str) -> dict[str, SheetFacts]:
    """Return what is hidden in each sheet, by its name."""
    if kind == "xls":
        old = read_old_sheets(content)
        return {name: _of_old(sheet) for name, sheet in old.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if kind == "xlsb":
            binary = read_binary_sheets(archive)
            return {name: _of_binary(sheet) for name, sheet in binary.items()}
        if kind == "ods":
            opened = read_opendocument(read_member(archive, "content.xml"))
            return {name: _of_opendocument(sheet) for name, sheet in opened.items()}
        epoch = date_system(read_member(archive, "xl/workbook.xml"))
        return {
            name: SheetFacts(xml, xml.error_cells, xml.uncached_cells, epoch=epoch)
            for name, xml in read_sheet_xml(archive).items()
        }


def _of_old(sheet: OldSheet) -> SheetFacts:
    return SheetFacts(None, sheet.errors, sheet.uncached, sheet.percent, pictures=sheet.pictures)


def _of_binary(sheet: BinarySheet) -> SheetFacts:
    return SheetFacts(errors=sheet.errors, percent=sheet.percent, pictures=sheet.pictures)


def _of_opendocument(sheet: OpenSheet) -> SheetFacts:
    return SheetFacts(
        errors=frozenset(sheet.errors),
        uncached=frozenset(sheet.uncached),
        percent=frozenset(sheet.percent),
        texts=sheet.texts,
        displays=sheet.displays,
    )
