"""Looks for a word in a PDF with other programs than the product's: qpdf and poppler.

Nothing here may import the product: what proves that nothing leaks shares no code with it.
"""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def traces(content: bytes, told: str) -> list[str]:
    """Return where ``told`` stands in a PDF: its bytes, its unpacked parts, its text, pictures."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "searched.pdf"
        path.write_bytes(content)
        places = {
            "bytes": content,
            "unpacked parts": _unpacked(path),
            "text": _text(path).encode(),
            "pictures": _pictures(path),
        }
    return [place for place, searched in places.items() if _holds(searched, told)]


def _unpacked(path: Path) -> bytes:
    """Return every object and stream as qpdf unpacks them, whatever packed them."""
    plain = path.with_suffix(".plain.pdf")
    options = ("--qdf", "--object-streams=disable", "--decode-level=specialized")
    run = ("qpdf", "--warning-exit-0", *options, str(path), str(plain))
    subprocess.run(run, check=True, timeout=60, capture_output=True)
    return plain.read_bytes()


def _text(path: Path) -> str:
    run = ("pdftotext", "-raw", str(path), "-")
    done = subprocess.run(run, check=True, timeout=60, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


def _pictures(path: Path) -> bytes:
    into = path.parent / "picture"
    run = ("pdfimages", "-all", str(path), str(into))
    subprocess.run(run, check=True, timeout=60, capture_output=True)
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob("picture*")))


def _holds(searched: bytes, told: str) -> bool:
    unescaped = _NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), searched)
    closed_up = b"".join(unescaped.split()).lower()
    return any(
        form.lower() in each
        for form in _forms(told)
        for each in (searched.lower(), unescaped.lower(), closed_up)
    )


def _forms(told: str) -> tuple[bytes, ...]:
    return (
        told.encode(),
        told.encode("utf-16-be"),
        told.encode("utf-16-le"),
        told.encode().hex().encode(),
        told.encode("utf-16-be").hex().encode(),
        quote(told).encode(),
        told.replace(" ", "_").encode(),
        "".join(told.split()).encode(),
    )
