"""A workbook whose cells hold their text as text, whatever it looks like.

XlsxWriter takes every text from ``<r>`` to ``</r>`` for rich text that it has made itself, and
writes it as XML. What an authority types could so add strings of its own to the file and move those
of other cells to other children. Here each text is only a text.
"""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings


class PlainWorkbook(Workbook):  # type: ignore[misc]
    """XlsxWriter's workbook without rich text; not for its ``constant_memory``."""

    def _get_packager(self) -> "_Packager":
        if self.constant_memory:
            raise ValueError("what is written at once does not pass through the shared strings")
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _write_shared_strings_file(self) -> None:
        table: Any = self.workbook.str_table
        if not table.count:
            return
        strings = _Strings()
        strings.string_table = table
        strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
        strings._assemble_xml_file()


class _Strings(SharedStrings):  # type: ignore[misc]
    def _xml_rich_si_element(self, string: str) -> None:
        self._xml_si_element(string, [("xml:space", "preserve")])
