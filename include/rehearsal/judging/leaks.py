"""Looks for what was planted, in files and in what they are packed in."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import ahocorasick
import pandas as pd

from visit_exchange.privacy.documents.document_text import UnreadableDocument, document_text

# A workbook inside a zip inside a zip is as deep as anything here goes.
DEEPEST = 3


def leaks(folder: Path, canaries: Sequence[str]) -> list[str]:
    """Return the paths below ``folder`` that hold one of ``canaries``, never the canary itself.

    Looks at names and bytes, into zip files (which workbooks are), at the words of PDF and Word
    documents, and into tables in parquet.
    """
    found = _finder(canaries)
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _holds(found, str(path.relative_to(folder)), _content(path))
    ]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # a running server removed it since
        return b""


def _finder(canaries: Sequence[str]) -> ahocorasick.Automaton:
    finder = ahocorasick.Automaton()
    for canary in canaries:
        finder.add_word(canary.casefold(), True)
    finder.make_automaton()
    return finder


def _holds(finder: ahocorasick.Automaton, name: str, content: bytes) -> bool:
    texts = (text for text in (name, *_texts(content, DEEPEST)))
    return any(next(finder.iter(text.casefold()), None) for text in texts)


def _texts(content: bytes, depth: int) -> Iterator[str]:
    # Every byte is a character of Latin-1, and what was planted is ASCII.
    yield content.decode("latin-1")
    if b"\0" in content:  # text of two bytes a letter, whichever comes first
        yield content.replace(b"\0", b"").decode("latin-1")
    if content.startswith(b"%PDF"):
        yield from _words("pdf", content)
    elif content.startswith(b"PAR1"):
        yield pd.read_parquet(io.BytesIO(content)).to_csv()
    elif depth and zipfile.is_zipfile(io.BytesIO(content)):
        yield from _words("docx", content)  # Word splits one name over several runs
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.infolist():
                yield part.filename
                yield from _texts(packed.read(part), depth - 1)


def _words(kind: str, content: bytes) -> Iterator[str]:
    try:
        yield document_text(kind, content)
    except UnreadableDocument:
        return  # its bytes were looked at
