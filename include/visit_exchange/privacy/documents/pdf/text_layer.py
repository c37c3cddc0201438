"""Text that lies unseen over a picture of it, so that the picture can be searched and copied."""

from collections.abc import Iterable

import pikepdf

from visit_exchange.privacy.documents.pdf.character_map import written_map
from visit_exchange.privacy.documents.pdf.pages import Line

_UNSEEN = 3
_WIDTH_OF_GLYPH = 0.5  # of the type size: the font has no glyphs, all are as wide as that
_MOST_CHARACTERS = 0xFFFF


class TextLayer:
    """Writes unseen text into the pages of one PDF, in one font that draws nothing."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._codes: dict[str, int] = {}
        self._font: pikepdf.Dictionary | None = None

    def add(self, page: pikepdf.Page, lines: Iterable[Line]) -> None:
        """Lay the lines over a page where they stand, each as wide as its box."""
        shown = b"\n".join(self._shown(line) for line in lines)
        if not shown:
            return
        if self._font is None:
            self._font = self._pdf.make_indirect(pikepdf.Dictionary())
        name = page.add_resource(self._font, pikepdf.Name.Font, pikepdf.Name("/Read"))
        layer = b"q BT %d Tr %s\nET Q" % (_UNSEEN, shown.replace(b"@", str(name).encode()))
        page.contents_coalesce()
        before = page.obj.Contents.read_bytes()
        page.obj.Contents = pikepdf.Stream(self._pdf, b"q\n" + before + b"\nQ\n" + layer)

    def close(self) -> None:
        """Write the font, now that all its characters are known."""
        if self._font is None:
            return
        below = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name.Helvetica,
            CIDSystemInfo=pikepdf.Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            DW=int(1000 * _WIDTH_OF_GLYPH),
        )
        told = written_map({code: character for character, code in self._codes.items()}, width=2)
        parts = {
            "/Type": pikepdf.Name.Font,
            "/Subtype": pikepdf.Name.Type0,
            "/BaseFont": pikepdf.Name.Helvetica,
            "/Encoding": pikepdf.Name("/Identity-H"),
            "/DescendantFonts": pikepdf.Array([below]),
            "/ToUnicode": pikepdf.Stream(self._pdf, told),
        }
        for key, value in parts.items():
            self._font[key] = value

    def _shown(self, line: Line) -> bytes:
        box, text = line.box, line.text[:_MOST_CHARACTERS]
        size = max(box.top - box.bottom, 1.0)
        wide = max(box.right - box.left, 1.0)
        stretch = 100 * wide / (len(text) * _WIDTH_OF_GLYPH * size)
        codes = "".join(f"{self._code(character):04X}" for character in text)
        # "@" stands for the font's name, which the page gives.
        return (
            f"@ {size:.2f} Tf {stretch:.2f} Tz "
            f"1 0 0 1 {box.left:.2f} {box.bottom:.2f} Tm <{codes}> Tj"
        ).encode("ascii")

    def _code(self, character: str) -> int:
        if len(self._codes) >= _MOST_CHARACTERS and character not in self._codes:
            character = "\ufffd"
        return self._codes.setdefault(character, len(self._codes) + 1)
