"""Documents that would run something when opened, or carry other files with them."""

import io
import re
import zipfile
from collections.abc import Iterator

import olefile
import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

from visit_exchange.returns.formats.archive import check_contents, open_archive, read_member
from visit_exchange.returns.formats.withheld import BROKEN, LOCKED, ODD_PACKING, WithheldError

ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}
OUTSIDE_TEMPLATE = re.compile(
    rb"<Relationship\b(?=[^>]*(?:attachedTemplate|oleObject|frame\"))(?=[^>]*TargetMode=\"External\")"
)
RELATIONS = re.compile(r"^(word|ppt)/.*_rels/.*\.rels$")
WORD_PART = re.compile(r"^word/[^/]+\.xml$")
INSTRUCTION = re.compile(
    rb"<(?:\w+:)?instrText\b[^>]*>([^<]*)<|<(?:\w+:)?fldSimple\b[^>]*?instr=\"([^\"]*)\""
)
DDE = re.compile(rb"(^|\s)DDE(AUTO)?\s", re.IGNORECASE)
FOLDERS = ("word", "ppt", "docProps", "customXml", "_rels", "[Content_Types].xml")
DEEPEST = 50
OLE_MACROS = {"macros", "vba", "_vba_project_cur", "_vba_project"}


def guard_pdf(content: bytes) -> tuple[str, ...]:
    """Look over a PDF; WithheldError when it has a password, a script or other files inside."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _check_pdf(pdf)
    except pikepdf.PasswordError:
        raise WithheldError(LOCKED.format(what="The PDF")) from None
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
        raise WithheldError(BROKEN) from None
    return ()


def _check_pdf(pdf: Pdf) -> None:
    if len(pdf.pages) == 0:
        raise WithheldError(BROKEN)
    if "/XFA" in pdf.Root.get("/AcroForm", Dictionary()):
        # What is filled in is in the form's own XML, which nobody else's program reads or cleans.
        raise WithheldError(
            "The PDF is a form that only Adobe’s programs show. Print it to a new PDF and upload "
            "that."
        )
    for dictionary in _dictionaries(pdf):
        if "/JS" in dictionary or str(dictionary.get("/S", "")) in ACTIVE_ACTIONS:
            raise WithheldError(
                "The PDF runs a script when it is opened. Print it to a new PDF and upload that."
            )
        if "/EF" in dictionary or "/EmbeddedFiles" in dictionary:
            raise WithheldError(
                "The PDF has other files attached to it. "
                "Upload each attached file on its own, and the PDF without them."
            )


def _dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary of the file, those inside other objects too."""
    for item in pdf.objects:
        yield from _inside(item, 0)


def _inside(item: Object, depth: int) -> Iterator[Object]:
    if depth > DEEPEST:
        raise WithheldError(BROKEN)
    if isinstance(item, Dictionary | pikepdf.Stream):
        yield item
        for key in item.keys():  # noqa: SIM118  a pikepdf object does not iterate over its keys
            yield from _direct(item[key], depth)
    elif isinstance(item, Array):
        for part in item:
            yield from _direct(part, depth)


def _direct(part: Object, depth: int) -> Iterator[Object]:
    # What is indirect comes round by itself, and following it would never end.
    if isinstance(part, Object) and not part.is_indirect:
        yield from _inside(part, depth + 1)


def guard_office_document(content: bytes) -> tuple[str, ...]:
    """Look over a Word or PowerPoint file; WithheldError when it holds macros or fetches anything.

    A document travels on as it is, so that what is active in it can't be left behind.
    """
    archive = open_archive(content)
    check_contents(archive)
    if any(map(_is_oddly_named, archive.namelist())):
        raise WithheldError(ODD_PACKING)
    if any("vbaProject" in name for name in archive.namelist()):
        raise WithheldError(_MACROS)
    if _fetches(archive):
        raise WithheldError(
            "The document fetches something from elsewhere when it is opened. "
            "Save it as a PDF and upload that."
        )
    return ()


def _is_oddly_named(name: str) -> bool:
    """Say whether a part would be passed over by whoever looks for it under Office's own name."""
    folder = name.partition("/")[0]
    return "\\" in name or (folder not in FOLDERS and folder.lower() in map(str.lower, FOLDERS))


def _fetches(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    relations = filter(RELATIONS.match, names)
    parts = filter(WORD_PART.match, names)
    return any(OUTSIDE_TEMPLATE.search(read_member(archive, name)) for name in relations) or any(
        _asks_a_program(read_member(archive, name)) for name in parts
    )


def _asks_a_program(xml: bytes) -> bool:
    """Say whether a field starts a program (DDE). Its words may be parted over several runs."""
    found = [run + simple for run, simple in INSTRUCTION.findall(xml)]
    return DDE.search(b"".join(found)) is not None or any(map(DDE.search, found))


def guard_open_document(content: bytes) -> tuple[str, ...]:
    """Look over an OpenDocument text or presentation; WithheldError with a password or macros."""
    archive = open_archive(content)
    check_contents(archive)
    if b"encryption-data" in read_member(archive, "META-INF/manifest.xml"):
        raise WithheldError(LOCKED.format(what="The document"))
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.namelist()):
        raise WithheldError(_MACROS)
    return ()


def guard_old_document(content: bytes) -> tuple[str, ...]:
    """Look over a Word 97 file; WithheldError when it holds macros."""
    if ole_has_macros(content):
        raise WithheldError(_MACROS)
    return ()


def ole_has_macros(content: bytes) -> bool:
    """Say whether an Office 97 file holds Visual Basic."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as document:
            parts = document.listdir(streams=True, storages=True)
    except (OSError, ValueError, IndexError, RecursionError):
        raise WithheldError(BROKEN) from None
    return any(part.lower() in OLE_MACROS for path in parts for part in path)


_MACROS = "The document contains macros. Save it as a PDF and upload that."
