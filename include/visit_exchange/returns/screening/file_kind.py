"""What a file is, by its bytes: never by its name or the type that its sender declared."""

import io
import plistlib
import re
import zipfile
import zlib
from email.parser import HeaderParser
from xml.parsers.expat import ExpatError

import magic
import olefile

from visit_exchange.returns.formats.archive import plain_names
from visit_exchange.returns.formats.delimited import decode, decode_table, find_delimiter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A shortcut of Windows, an alias of a Mac.
SHORTCUTS = (b"L\0\0\0\x01\x14\x02\0", b"book\0\0\0\0mark\0\0\0\0")
PROPERTY_LISTS = (b"bplist00", b"<?xml", b"<!DOCTYPE plist", b"<plist")
LONGEST_LINK_FILE = 4_096
PDF, PDF_WITHIN = b"%PDF-", 1024  # its readers look for the mark so far into a file
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OPENDOCUMENT = b"application/vnd.oasis.opendocument."
OPENDOCUMENT_KINDS = {b"spreadsheet": "ods", b"text": "odt", b"presentation": "odp"}
LONGEST_TYPE = 100
LONGEST_HEADER = 8_192
OOXML_MAIN = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
)
OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "email"),
)
IMAGES = {"image/png", "image/jpeg", "image/gif", "image/tiff", "image/webp", "image/bmp"}
RICH_TEXT = b"{\\rtf"
# Header lines from the first, one of which only an e-mail has.
EMAIL = re.compile(
    r"\A(?=(?:[\w-]+:.*\n(?:[ \t].*\n)*)*?"
    r"(?:MIME-Version|Content-Type|Message-ID|Received|X-\w[\w-]*):)"
    r"(?:[\w-]+:.*\n(?:[ \t].*\n)*){3}",
    re.IGNORECASE,
)
HEADERS = re.compile(r"\A\s*((?:[\w-]+:.*\n(?:[ \t].*\n)*){2,})")
WEB_PAGES = {"multipart/related", "text/html"}
SENT = ("To", "Cc", "Bcc", "Delivered-To", "Received", "Message-ID")
MARKUP = re.compile(
    rb"\s*<(?:!doctype html|html|\?xml|table|meta|head|body|!--|(?:div|span|p|a|br|font|h[1-6]|ul"
    rb"|ol|img|center|iframe|script|style|svg|title|base|link)[\s/>])",
    re.IGNORECASE,
)


def kind_of(content: bytes) -> str:
    """Return "xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "pdf", "docx", "doc", "pptx", "odt",
    "odp", "txt", "image", "zip", "encrypted" (Office with a password), "opendocument" (a drawing,
    a template), "iwork" (Numbers, Pages), "link" (a shortcut of Windows or a Mac), "email", "rtf",
    "markup", "damaged" or "unknown".
    """
    if content.startswith(SHORTCUTS) or _is_web_location(content):
        return "link"
    if content.startswith(OLE):
        return _ole_kind(content)
    if content.startswith(ZIP):
        return _zip_kind(content)
    if PDF in content[:PDF_WITHIN]:
        return "pdf"
    if magic.from_buffer(content[:65_536], mime=True) in IMAGES:
        return "image"
    return _text_kind(content)


def _is_web_location(content: bytes) -> bool:
    """Say whether this is what a Mac's browser saves of a page's address (.webloc)."""
    if len(content) > LONGEST_LINK_FILE or not content.startswith(PROPERTY_LISTS):
        return False
    try:
        told = plistlib.loads(content)
    except (ValueError, ExpatError, LookupError, OverflowError, TypeError, RecursionError):
        return False
    return isinstance(told, dict) and "URL" in told


def _ole_kind(content: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as document:
            names = {"/".join(path) for path in document.listdir()}
    except (OSError, ValueError, IndexError, RecursionError):
        return "damaged"
    return next((kind for stream, kind in OLE_STREAMS if stream in names), "unknown")


def _zip_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            declared = _declared_type(archive) if "mimetype" in archive.namelist() else b""
            names = plain_names(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError):
        return "damaged"
    for member, kind in OOXML_MAIN:
        if member in names:
            return "xlsm" if kind == "xlsx" and "xl/vbaproject.bin" in names else kind
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        return "iwork"
    if not declared.startswith(OPENDOCUMENT):
        return "zip"
    return OPENDOCUMENT_KINDS.get(declared.removeprefix(OPENDOCUMENT), "opendocument")


def _declared_type(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as member:
        return member.read(LONGEST_TYPE)


def _text_kind(content: bytes) -> str:
    text = decode(content)
    if text is None:
        return "csv" if decode_table(content) else "unknown"
    if content.startswith(RICH_TEXT):
        return "rtf"
    header = text[:LONGEST_HEADER].replace("\r\n", "\n")
    if _is_web_page(header):
        return "markup"
    if EMAIL.match(header):
        return "email"
    if MARKUP.match(text[:200].encode("ascii", "ignore")):
        return "markup"
    if not text.strip():
        return "unknown"
    return "csv" if find_delimiter(text) else "txt"


def _is_web_page(header: str) -> bool:
    """Say whether this is a web page in a single file: the headers of an e-mail sent to nobody."""
    told = HEADERS.match(header)
    if told is None:
        return False
    fields = HeaderParser().parsestr(told[1])
    is_page = "MIME-Version" in fields and fields.get_content_type() in WEB_PAGES
    return is_page and not any(name in fields for name in SENT)
