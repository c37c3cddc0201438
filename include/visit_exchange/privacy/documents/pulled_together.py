"""Text as it reads when its lines and letters are pulled together.

A PDF knows where letters stand, not which belong together: a number goes on in the next line, and
a heading that is spaced out is a row of single letters.
"""

import re
from collections.abc import Iterator

from visit_exchange.privacy.documents.side_by_side import side_by_side

_SPACED_OUT = re.compile(r"(?<![^\W_])[^\W_](?: (?:[/.-] )?[^\W_]){3,}(?![^\W_])")
_ENDS = re.compile(r"[ \t]?[\r\n]")
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def pulled_together(text: str) -> Iterator[str]:
    """Yield the text on one line, and with letters that are spaced out closed up, if any are.

    Two spaces or a capital among such letters begin a new word. Letters may stand one below the
    other too.
    """
    yield " ".join(text.split())
    beside = _ENDS.sub(" ", text)
    closed = _SPACED_OUT.sub(_closed, beside)
    if closed != beside:
        yield "\n".join([" ".join(closed.split()), *side_by_side(_rows(beside))])


def _rows(text: str) -> Iterator[str]:
    yield from (row[0].replace(" ", "") for row in _SPACED_OUT.finditer(text))


def _closed(row: re.Match[str]) -> str:
    return _NEW_WORD.sub(" ", row[0].replace(" ", ""))
