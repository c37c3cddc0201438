"""What a single cell shows, whatever its type."""

import re
import unicodedata
from collections.abc import Set
from datetime import date, datetime, time, timedelta

from visit_exchange.kinds.heading_words import INVISIBLE

# What is there and cannot be seen: joiners, marks of direction, soft hyphens, fillers.
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
UNSEEN = re.compile(f"[{_UNSEEN}]+")
SHOWS_NOTHING = re.compile(rf"[\s\x1c-\x1f\x85{_UNSEEN}]*")
SPACES = re.compile(r"\s+")
# Those of Excel, of Google's and LibreOffice's tables, and LibreOffice's own numbers.
ERROR_TEXT = re.compile(
    r"#(n/?a|div/0!?|ref!?|value!?|name\??|null!?|num!?|calc!?|spill!?|error!?|data!?|field!?"
    r"|blocked!?|busy!?|connect!?|external!?|getting_data|python!?|timeout!?|unknown!?|circ!?)"
    r"|err:\d{3}",
    re.I,
)
# No text has these; ctrl-Z among them.
NO_LETTERS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
JUNK = re.compile(r"#[A-Z_]{4,}!?|\*\*.*\*\*|<unknown>|~z .*", re.I)
NOT_HELD = {
    "-", "--", "–", "—", ".", "..", "?", "n/a", "na", "n.a.", "nan", "none", "null", "nil", "nk",
    "n/k", "tbc", "tba", "unknown", "blank", "n/h", "(blank)", "[blank]", "not applicable",
    "none recorded", "not held", "not known", "not recorded", "not available", "not stated",
    "to be confirmed", "no data", "not yet known", "not provided", "not collected",
}  # fmt: skip


def without_strange(cell: object) -> object:
    """Return a cell without the characters that are no letters."""
    if isinstance(cell, str) and not cell.isprintable():
        return NO_LETTERS.sub("", cell)
    return cell


def is_blank(cell: object) -> bool:
    """Say whether a cell shows nothing: empty, or only spaces of any kind."""
    if not isinstance(cell, str):
        return cell is None
    # Nearly every cell begins with a letter or digit, and needs no closer look.
    return not cell[:1].isalnum() and SHOWS_NOTHING.fullmatch(cell) is not None


def may_hold_bools(distinct: Set[object]) -> bool:
    """Say whether True or False may be among these cells, which are equal to 1 and 0."""
    return not distinct.isdisjoint((0, 1))


def is_error(text: str) -> bool:
    """Say whether a text is an Excel error that was saved as text."""
    return ERROR_TEXT.fullmatch(text.strip()) is not None


def is_junk(text: str) -> bool:
    """Say whether a text is a system's placeholder, like #MULTIVALUE."""
    return JUNK.fullmatch(text.strip()) is not None


def says_not_held(text: str) -> bool:
    """Say whether a text only says that there is nothing to say, like "n/k"."""
    return text.casefold() in NOT_HELD


def as_text(cell: object) -> str:
    """Return what a cell shows as one line of text: 14.0 is "14", a date is ISO."""
    if isinstance(cell, str):
        if cell.isascii() and cell.isprintable():
            return " ".join(cell.split())  # the same, four times as fast
        seen = UNSEEN.sub("", unicodedata.normalize("NFC", cell))
        return SPACES.sub(" ", seen).strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else ""


def heading_text(cell: object) -> str:
    """Return what a heading's cell shows as one line, without what shows nothing."""
    return as_text(INVISIBLE.sub("", cell) if isinstance(cell, str) else cell)
