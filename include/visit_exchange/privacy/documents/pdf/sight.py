"""Which pages of a PDF are to be seen, not read: scans, drawn letters, fonts that tell nothing."""

import re

import pypdfium2

from visit_exchange.privacy.documents.pdf.pages import (
    drawn,
    legible,
    opened,
    pictures_on,
    shows_anything,
    text_of,
)

# A scan has a million dots, a logo some thousands; a stamped header has a few words.
LARGE_PICTURE = 500_000
FEW_LETTERS = 40
MOST_LOST = 0.2  # the share of characters that fonts do not tell
A_WORD = 4  # lost characters in a row: bullets and arrows stand alone
_ENOUGH_WORDS = 20  # before anything is said of what words a page has
_MOST_SINGLE = 0.6  # of the words are one letter: letters that were placed one by one
_LEAST_SPEAKABLE = 0.5  # of the words of three letters have a vowel: others are no language
_VOWEL = re.compile(r"[aeiouyw]", re.IGNORECASE)
_COARSE = 72  # dots an inch
_MOST_SPECKS = 0.0001  # of a blank sheet's dots, as a scanner sees it
_DARK = 25  # tones of 256 off the paper


def unread_in_pdf(content: bytes) -> frozenset[int]:
    """Return the pages (from 0) that show something and hold no text to search.

    Raises UnreadablePdfError.
    """
    with opened(content) as pdf:
        return frozenset(nth for nth in range(len(pdf)) if is_unread(pdf[nth]))


def shows_nothing(content: bytes) -> bool:
    """Say whether no page has a letter or anything else to be seen. Raises UnreadablePdfError."""
    with opened(content) as pdf:
        return all(_holds_nothing(pdf[nth]) for nth in range(len(pdf)))


def _holds_nothing(page: pypdfium2.PdfPage) -> bool:
    known = legible(page)
    return not known.letters and not known.lost and _is_blank(page)


def is_unread(page: pypdfium2.PdfPage) -> bool:
    """Say whether a page shows something that its text does not tell."""
    known = legible(page)
    if known.longest_lost >= A_WORD or known.lost > MOST_LOST * (known.letters + known.lost):
        return True
    letters = known.letters
    if letters == 0:
        return shows_anything(page) and not _is_blank(page)
    if letters < FEW_LETTERS and largest_picture(page) >= LARGE_PICTURE:
        return not _is_blank(page)
    return not is_language(text_of(page))


def largest_picture(page: pypdfium2.PdfPage) -> int:
    """Return the dots of a page's largest picture."""
    sizes = (picture.get_px_size() for picture in pictures_on(page))
    return max((width * height for width, height in sizes), default=0)


def is_language(text: str) -> bool:
    """Say whether a text can be one: not letters one by one, and not what nobody can speak."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.isascii()]
    single = sum(1 for word in words if len(word) == 1)
    if len(words) >= _ENOUGH_WORDS and single > _MOST_SINGLE * len(words):
        return False
    long = [word for word in words if len(word) >= 3 and not word.isupper()]
    spoken = sum(1 for word in long if _VOWEL.search(word))
    return len(long) < _ENOUGH_WORDS or spoken >= _LEAST_SPEAKABLE * len(long)


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    """Say whether a page is of one colour, as the back of a scanned sheet is."""
    counts = drawn(page, _COARSE).convert("L").histogram()
    paper = max(range(256), key=counts.__getitem__)
    off = sum(count for tone, count in enumerate(counts) if abs(tone - paper) > _DARK)
    return off <= _MOST_SPECKS * sum(counts)
