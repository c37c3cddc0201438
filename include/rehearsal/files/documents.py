"""Writes the plain documents that an authority would already hold, as PDF and as Word."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, SimpleDocTemplate
from reportlab.platypus import Paragraph as Flowing

from rehearsal.files.writing import MADE


@dataclass(frozen=True)
class Text:
    """A one-page document. ``author`` goes into its properties, where it must be contained."""

    title: str
    paragraphs: tuple[str, ...]
    author: str


def write_pdf(text: Text) -> bytes:
    """Return the text as PDF."""
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    story: list[Flowable] = [Flowing(text.title, styles["Title"])]
    story += [Flowing(paragraph, styles["BodyText"]) for paragraph in text.paragraphs]
    page = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=text.title,
        author=text.author,
        invariant=1,  # no time and no random id
    )
    page.build(story)
    return out.getvalue()


def write_docx(text: Text) -> bytes:
    """Return the text as a Word document."""
    document = Document()
    document.core_properties.title = text.title
    document.core_properties.author = text.author
    document.core_properties.last_modified_by = text.author
    document.core_properties.created = document.core_properties.modified = MADE
    document.add_heading(text.title, level=1)
    for paragraph in text.paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return _without_times(out.getvalue())


def bullets(things: Sequence[str]) -> tuple[str, ...]:
    """Return one paragraph a thing, each marked as a point of a list."""
    return tuple(f"• {thing}" for thing in things)


def _without_times(content: bytes) -> bytes:
    """Return a zip file with the same parts and no time of day in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            same = zipfile.ZipInfo(part.filename, date_time=(2026, 1, 5, 9, 0, 0))
            new.writestr(same, old.read(part), compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
