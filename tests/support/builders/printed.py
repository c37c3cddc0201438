"""PDFs as real programs write them: browsers, LibreOffice, Ghostscript, cairo and reportlab."""

import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from builders.lettering import own_font

# What each program is in Debian, for the message when it is missing.
PACKAGES = {
    "chromium": "chromium",
    "soffice": "libreoffice-writer libreoffice-calc libreoffice-impress libreoffice-draw",
    "gs": "ghostscript",
    "pdftocairo": "poppler-utils",
}
Printing = Callable[[Path, Sequence[str]], bytes]


def _run(folder: Path, program: str, *options: str) -> None:
    found = shutil.which(program)
    assert found, f"{program} is missing. Install it: apt-get install {PACKAGES[program]}"
    (folder / "page.pdf").unlink(missing_ok=True)  # no earlier page may be taken for this one
    subprocess.run([found, *options], check=True, timeout=180, capture_output=True, cwd=folder)


def by_chromium(family: str) -> Printing:
    """Return what prints lines as Chromium and Edge do, in a family of fonts."""

    def printed(folder: Path, lines: Sequence[str]) -> bytes:
        rows = "".join(f"<p>{line}</p>" for line in lines)
        html = f'<meta charset="utf-8"><body style="font-family:{family}">{rows}'
        (folder / "page.html").write_text(html, encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        profile = f"--user-data-dir={folder / 'chromium'}"
        _run(folder, "chromium", *options, profile, "--print-to-pdf=page.pdf", "page.html")
        return (folder / "page.pdf").read_bytes()

    return printed


def by_libreoffice(ending: str, wrapped: Callable[[Sequence[str]], str]) -> Printing:
    """Return what saves lines as PDF from LibreOffice's program for files of an ending."""

    def printed(folder: Path, lines: Sequence[str]) -> bytes:
        (folder / f"page.{ending}").write_text(wrapped(lines), encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        _run(folder, "soffice", profile, "--headless", "--convert-to", "pdf", f"page.{ending}")
        return (folder / "page.pdf").read_bytes()

    return printed


def _writer(lines: Sequence[str]) -> str:
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return _flat("text", f"<office:text>{body}</office:text>")


def _calc(lines: Sequence[str]) -> str:
    cell = '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p>'
    rows = "".join(f"{cell.format(line)}</table:table-cell></table:table-row>" for line in lines)
    table = f'<table:table table:name="Plan"><table:table-column/>{rows}</table:table>'
    return _flat("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


def _drawing(kind: str) -> Callable[[Sequence[str]], str]:
    def wrapped(lines: Sequence[str]) -> str:
        text = "".join(f"<text:p>{line}</text:p>" for line in lines)
        box = 'svg:width="17cm" svg:height="12cm" svg:x="2cm" svg:y="2cm"'
        frame = f"<draw:frame {box}><draw:text-box>{text}</draw:text-box></draw:frame>"
        return _flat(kind, f"<office:{_BODIES[kind]}><draw:page>{frame}</draw:page>"
                     f"</office:{_BODIES[kind]}>")  # fmt: skip

    return wrapped


_BODIES = {"graphics": "drawing", "presentation": "presentation"}


def _flat(kind: str, body: str) -> str:
    base = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = {
        "office": f"{base}:office:1.0",
        "draw": f"{base}:drawing:1.0",
        "text": f"{base}:text:1.0",
        "table": f"{base}:table:1.0",
        "svg": f"{base}:svg-compatible:1.0",
    }
    named = " ".join(f'xmlns:{name}="{value}"' for name, value in spaces.items())
    mime = f"application/vnd.oasis.opendocument.{kind}"
    head = f'<office:document {named} office:version="1.2" office:mimetype="{mime}">'
    return f'<?xml version="1.0"?>{head}<office:body>{body}</office:body></office:document>'


def by_ghostscript(folder: Path, lines: Sequence[str]) -> bytes:
    """Return lines as Ghostscript distils them from PostScript."""
    shown = "\n".join(f"72 {740 - 20 * n} moveto ({line}) show" for n, line in enumerate(lines))
    code = f"%!PS\n/Times-Roman findfont 12 scalefont setfont\n{shown}\nshowpage\n"
    (folder / "page.ps").write_text(code, encoding="ascii")
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=page.pdf")
    _run(folder, "gs", *options, "page.ps")
    return (folder / "page.pdf").read_bytes()


def by_cairo(folder: Path, lines: Sequence[str]) -> bytes:
    """Return lines as cairo writes them."""
    (folder / "drawn.pdf").write_bytes(by_reportlab_font(folder, lines))
    _run(folder, "pdftocairo", "-pdf", "drawn.pdf", "page.pdf")
    return (folder / "page.pdf").read_bytes()


def by_reportlab(folder: Path, lines: Sequence[str]) -> bytes:
    """Return lines in a font that every reader has."""
    return _drawn(lines, "Helvetica")


def by_reportlab_font(folder: Path, lines: Sequence[str]) -> bytes:
    """Return lines in a font that comes along."""
    return _drawn(lines, own_font())


def _drawn(lines: Sequence[str], font: str) -> bytes:
    page = canvas.Canvas(out := io.BytesIO())
    page.setFont(font, 12)
    for nth, line in enumerate(lines):
        page.drawString(72, 740 - 20 * nth, line)
    page.save()
    return out.getvalue()


def scanned(folder: Path, lines: Sequence[str]) -> bytes:
    """Return lines as an office's scanner sends them: a picture, a little askew and grainy."""
    return pictured(paper(lines), "")


def paper(lines: Sequence[str], size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """Return a sheet with lines on it, as a scanner sees it at 150 dots an inch."""
    sheet = Image.new("L", size, 250)
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype("DejaVuSerif.ttf", 24)
    for nth, line in enumerate(lines):
        draw.text((120, 140 + 46 * nth), line, 30, font)
    grain = Image.effect_noise(size, 12)
    turned = sheet.rotate(0.4, fillcolor=250).filter(ImageFilter.GaussianBlur(0.6))
    return Image.blend(turned, grain, 0.08)


def pictured(picture: Image.Image, words: str) -> bytes:
    """Return a page with a picture and some words below it."""
    page = canvas.Canvas(out := io.BytesIO())
    if words:
        height = 400 * picture.height / picture.width
        page.drawImage(ImageReader(picture), 72, 100, 400, height)
        page.drawString(72, 60, words)
    else:
        page.drawImage(ImageReader(picture), 0, 0, 595, 842)
    page.save()
    return out.getvalue()


PRINTED: dict[str, Printing] = {
    "Chromium, sans serif": by_chromium("sans-serif"),
    "Chromium, serif": by_chromium("serif"),
    "Chromium, DejaVu": by_chromium("DejaVu Sans Mono"),
    "LibreOffice Writer": by_libreoffice("fodt", _writer),
    "LibreOffice Calc": by_libreoffice("fods", _calc),
    "LibreOffice Draw": by_libreoffice("fodg", _drawing("graphics")),
    "LibreOffice Impress": by_libreoffice("fodp", _drawing("presentation")),
    "Ghostscript": by_ghostscript,
    "cairo": by_cairo,
    "reportlab": by_reportlab,
    "reportlab, font inside": by_reportlab_font,
    "scanner": scanned,
}
