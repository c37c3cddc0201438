"""Files that are no plain table: a workbook with a password, a PDF, a Word document."""

import io

import msoffcrypto
from reportlab.pdfgen.canvas import Canvas

from returns.making import CHILDREN, HEADINGS, archive, workbook

TABLE = (HEADINGS, *CHILDREN)


def locked_workbook() -> bytes:
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(workbook(TABLE))).encrypt("for a test", out)
    return out.getvalue()


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 700, "Strategic planning")
    canvas.save()
    return out.getvalue()


def word(*more: tuple[str, bytes]) -> bytes:
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w/>",
    }
    return archive(members | dict(more))
