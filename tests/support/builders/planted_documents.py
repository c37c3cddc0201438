"""Documents with something in every place where Word, PowerPoint, PDF and pictures keep it."""

import io
import zipfile
from collections.abc import Callable

import docx
import pikepdf
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from reportlab.pdfgen import canvas

from builders.canaries import Canaries

WORDS = "Our strategy for alternative provision, as agreed with schools and partners."


def cleanable_word(plant: Canaries, title: str) -> bytes:
    """Return a document that shows nothing and whose hidden parts tell who."""

    def hide(document: Document) -> None:
        told = document.core_properties
        for name in ("author", "last_modified_by", "title", "subject", "keywords", "comments"):
            setattr(told, name, plant.name(f"Word {name}"))
        run = document.paragraphs[-1].runs[0]
        author = plant.name("Word comment's author")
        document.add_comment(run, text="agreed", author=author, initials="ZQ")
        changed = f'w:id="9" w:author="{plant.name("Word change’s author")}"'
        xml = f"<w:ins {nsdecls('w')} {changed}><w:r><w:t> soon</w:t></w:r></w:ins>"
        document.paragraphs[-1]._p.append(parse_xml(xml))
        document.add_picture(_photograph(plant.name("photograph in Word")))

    parts = {
        "word/people.xml": f"<p><person>{plant.name('Word people')}</person></p>",
        "customXml/item9.xml": f"<a>{plant.name('Word custom data')}</a>",
    }
    return _with_parts(_word(title, hide), parts)


def cleanable_pdf(plant: Canaries, title: str) -> bytes:
    """Return a PDF that shows nothing and whose properties tell who."""
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setAuthor(plant.name("PDF author"))
    page.setSubject(plant.name("PDF subject"))
    page.setKeywords(plant.name("PDF keywords"))
    page.drawString(72, 700, title)
    page.drawString(72, 680, WORDS)
    page.drawInlineImage(Image.new("RGB", (40, 30)), 72, 72)
    page.save()
    with pikepdf.open(out) as pdf:
        with pdf.open_metadata() as xmp:
            xmp["dc:creator"] = [plant.name("PDF XMP")]
        picture = pikepdf.Stream(pdf, b"")
        photograph = _photograph(plant.name("photograph in a PDF")).getvalue()
        picture.write(photograph, filter=pikepdf.Name.DCTDecode)
        picture["/Type"], picture["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
        pdf.pages[0].add_resource(picture, pikepdf.Name.XObject)
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def telling_documents(plant: Canaries, title: str) -> dict[str, bytes]:
    """Return documents, by name, that tell who in a way that cannot be taken out: none goes on."""
    words = {
        "split over runs": _runs,
        "comment": lambda document, told: _comment(document, told),
        "header": lambda d, told: setattr(d.sections[0].header.paragraphs[0], "text", told),
        "footer": lambda d, told: setattr(d.sections[0].footer.paragraphs[0], "text", told),
        "table": lambda d, told: setattr(d.add_table(1, 1).cell(0, 0), "text", told),
        "deletion": _markup("<w:del {ns}><w:r><w:delText>{told}</w:delText></w:r></w:del>"),
        "hidden text": _markup("<w:r {ns}><w:rPr><w:vanish/></w:rPr><w:t>{told}</w:t></w:r>"),
        "simple field": _markup(
            '<w:fldSimple {ns} w:instr="TITLE"><w:r><w:t>{told}</w:t></w:r></w:fldSimple>'
        ),
    }
    found = {
        f"{title} ({place}).docx": _word(title, _telling(how, plant.upn(f"Word {place}")))
        for place, how in words.items()
    }
    found[f"{title} (object).docx"] = _with_parts(
        _word(title), {"word/embeddings/oleObject1.bin": plant.upn("Word object")}
    )
    found[f"{title} (words).pdf"] = _pdf(title, plant.nhs("PDF words"))
    found[f"{title} (note).pdf"] = _noted(_pdf(title, WORDS), plant.upn("PDF note"))
    found[f"{title} (file).pdf"] = _attached(_pdf(title, WORDS), plant.upn("PDF attached file"))
    found[f"{title} (slides).pptx"] = _slides(title, plant)
    found[f"{title} (text).txt"] = f"{title} {WORDS} {plant.upn('text file')}".encode("utf-16")
    found[f"{title} {plant.upn('document’s file name')}.txt"] = f"{title}. {WORDS}".encode()
    found["photograph.jpg"] = _photograph(plant.name("photograph by itself")).getvalue()
    found["packed.zip"] = _zip({"list.csv": f"UPN\n{plant.upn('packed file')}\n"})
    return found


def _word(title: str, change: Callable[[Document], object] = lambda document: None) -> bytes:
    document = docx.Document()
    document.add_heading(title, level=1)
    document.add_paragraph(WORDS)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _telling(how: Callable[[Document, str], object], told: str) -> Callable[[Document], object]:
    return lambda document: how(document, told)


def _runs(document: Document, told: str) -> None:
    paragraph = document.add_paragraph(told[:4])
    paragraph.add_run(told[4:9]).bold = True
    paragraph.add_run(told[9:])


def _comment(document: Document, told: str) -> None:
    document.add_comment(document.paragraphs[-1].runs[0], text=told, author="x", initials="x")


def _markup(xml: str) -> Callable[[Document, str], None]:
    def add(document: Document, told: str) -> None:
        document.paragraphs[-1]._p.append(parse_xml(xml.format(ns=nsdecls("w"), told=told)))

    return add


def _pdf(title: str, words: str) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.drawString(72, 700, title)
    page.drawString(72, 680, words)
    page.save()
    return out.getvalue()


def _noted(content: bytes, told: str) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=told, Rect=[0, 0, 9, 9]
        )
        pdf.pages[0]["/Annots"] = pikepdf.Array([note])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _attached(content: bytes, told: str) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.attachments["list.txt"] = told.encode()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _slides(title: str, plant: Canaries) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    override = f'<Override PartName="/ppt/presentation.xml" ContentType="{kind}"/>'
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}">{override}</Types>',
            "ppt/presentation.xml": "<presentation/>",
            "ppt/slides/slide1.xml": f"<sld><t>{title}</t><t>{WORDS}</t></sld>",
            "ppt/notesSlides/notesSlide1.xml": f"<n><t>{plant.upn('speaker notes')}</t></n>",
            "ppt/comments/comment1.xml": f"<c><text>{plant.upn('slide comment')}</text></c>",
        }
    )


def _photograph(told: str) -> io.BytesIO:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x013B] = told  # artist
    Image.new("RGB", (40, 30), (9, 99, 199)).save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def _with_parts(content: bytes, more: dict[str, str]) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as parts:
        for name, part in more.items():
            parts.writestr(name, part)
    return out.getvalue()


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()
