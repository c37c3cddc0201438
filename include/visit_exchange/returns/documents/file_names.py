"""Whether the name that somebody wrote is that of a file, as people write names."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

from visit_exchange.kinds.heading_words import normalise
from visit_exchange.request.checklist_reading import ENDING

ALIKE = 0.75
_BULLET = re.compile(r"^(?:[\s•·*–—-]|\(?\d{1,2}[.)]\s)+")
_SEE = re.compile(r"^(?:please )?(?:see|refer to|in)\s+", re.IGNORECASE)
_JOINED = re.compile(r",|/|\s(?:and|&|\+)\s")
_ENDINGS = re.compile(r"(?:\.[A-Za-z]{2,4})?(?:\.[A-Za-z]{2,4}|\.xls[xmb])$")
_COPY = re.compile(r"\s{0,20}\(\d{1,2}\)$")
_QUOTES = " \"'“”‘’«»[]()"


def nearest(written: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` that is most like what was written, if one is much like it."""
    stems = {stem_of(name): name for name in names}
    wanted = stem_of(written)
    longer = [stem for stem in stems if wanted and stem.startswith(f"{wanted} ")]
    found = longer or get_close_matches(wanted, stems, n=1, cutoff=ALIKE)
    return stems[found[0]] if found else None


def plain_words(text: str) -> str:
    """Return the words of a text: people join them with spaces, hyphens and underscores alike."""
    return re.sub(r"[\W_]+", " ", normalise(text)).strip()


def stem_of(name: str) -> str:
    """Return a file's name as people write it: without folders, endings and case.

    Nor does it count that a program put a number behind it: ``plan (1).docx``.
    """
    stem = _ENDINGS.sub("", _last(name).strip())
    return plain_words(_COPY.sub("", stem) or stem)


def items_named(files: Mapping[str, Iterable[str]], names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids beside which one of a file's ``names`` is written; ``files`` is by item id.

    Where the name with its ending stands beside an item, one that differs in the ending does not
    count: ``plan.docx`` and ``plan.pdf`` are two files. Else the ending does not matter.
    """
    sent = tuple(names)
    every = [text for texts in files.values() for text in texts]
    is_whole = any(_stands_in(every, name, with_ending) for name in sent)
    return tuple(i for i, texts in files.items() if _is_beside(texts, sent, is_whole=is_whole))


def is_named(written: str, name: str) -> bool:
    """Return whether ``written`` names this file, alone or among others, with or without ending."""
    return _stands_in((written,), name, stem_of)


def parts_of(written: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return what was written as one name, or its parts where they are names and it is none."""
    sent = tuple(names)
    if any(stem_of(each) == stem_of(name) for each in _as_one(written) for name in sent):
        return (written,)
    parts = tuple(part.strip() for part in _JOINED.split(written) if part.strip())
    return parts if any(is_named(part, name) for part in parts for name in sent) else (written,)


def with_ending(name: str) -> str:
    """Return a file's name as people write it, with its ending."""
    return plain_words(_last(name))


def _is_beside(texts: Iterable[str], sent: Iterable[str], *, is_whole: bool) -> bool:
    """Return whether one of the names is written; ``is_whole``: one stands with its ending."""
    written = tuple(texts)
    alike = [text for text in written if not (is_whole and ENDING.search(text))]
    return any(
        _stands_in(written, name, with_ending) or _stands_in(alike, name, stem_of) for name in sent
    )


def _stands_in(written: Iterable[str], name: str, as_people_write: Callable[[str], str]) -> bool:
    sent = as_people_write(name)
    spelt = (each for text in written for each in _spellings(text))
    return bool(sent) and any(as_people_write(each) == sent for each in spelt)


def _last(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name


def _spellings(written: str) -> tuple[str, ...]:
    """Return the names that may be meant: as one, or each of several joined by commas and words."""
    parts = (part for part in _JOINED.split(written) if part.strip())
    return (*_as_one(written), *(each for part in parts for each in _as_one(part)))


def _as_one(written: str) -> tuple[str, ...]:
    """Return a name as it was written, and without bullets, quotes and what stands around it."""
    bare = _SEE.sub("", _BULLET.sub("", written)).strip(_QUOTES)
    endings = list(ENDING.finditer(bare))
    cut = bare[: endings[-1].end()] if endings else bare
    return (written, bare, cut)
