"""Looks for what was planted, in files and in what they are packed in."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import ahocorasick

# A workbook inside a zip inside a zip is as deep as anything here goes.
DEEPEST = 3


def leaks(folder: Path, canaries: Sequence[str]) -> list[str]:
    """Return the paths below ``folder`` that hold one of ``canaries``, never the canary itself.

    Looks at names and bytes, and into zip files (which workbooks and Word documents are). Text
    that is packed in another way, as inside a PDF's pages, is not seen.
    """
    found = _finder(canaries)
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _holds(found, path.name, path.read_bytes())
    ]


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
    if depth and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.infolist():
                yield part.filename
                yield from _texts(packed.read(part), depth - 1)
