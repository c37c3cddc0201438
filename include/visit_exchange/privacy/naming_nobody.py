"""What people type about a visit names nobody: notes, reasons, titles of what is asked for.

It goes into mails, the audit, checklists or packs, and outlives what it is about.
"""

import re
from collections.abc import Iterable

from visit_exchange.errors import UserError
from visit_exchange.privacy.people.disguised import undisguised
from visit_exchange.privacy.pseudonyms import is_child_code
from visit_exchange.privacy.redaction import Redacted, Redactor

NAMES_SOMEBODY = (
    "{what} must name nobody: write a child’s code, and a person’s role. Take out: {found}."
)
_WRITTEN_CODE = re.compile(r"(?<![\w-])[0-9A-Z]{4}-[0-9A-Z]{4}(?![\w-])")


def check_names_nobody(what: str, text: str, *, places: Iterable[str] = ()) -> None:
    """Raise UserError when a text tells who somebody is; ``what`` is its name ("The reason").

    ``places`` are names that are nobody's: the authority's, which may be a person's too (Kent).
    """
    if found := named_in(text, places=places):
        raise UserError(NAMES_SOMEBODY.format(what=what, found=found))


def named_in(text: str, *, places: Iterable[str] = ()) -> str:
    """Return what of a text tells who somebody is, in words; empty when nothing does.

    Also where it is written so that a search would not find it ("K a y l e i g h").
    """
    for place in filter(None, places):
        text = re.sub(rf"(?<!\w){re.escape(place)}(?!\w)", "here", text, flags=re.IGNORECASE)
    plain = _WRITTEN_CODE.sub(_of_no_child, text)
    redactor = Redactor()
    return next(
        filter(None, (_found(redactor.redact(t)) for t in (plain, *undisguised(plain)))), ""
    )


def _of_no_child(written: re.Match[str]) -> str:
    """Return what is searched of a word that is written as a code is: nothing of a real one.

    One without a digit may be a name in capitals, so it is searched as any word.
    """
    text = written[0]
    is_code = any(c.isdigit() for c in text) and is_child_code(text)
    return "this child" if is_code else text


def _found(redacted: Redacted) -> str:
    """Return what of a note tells who somebody is: the words in doubt, or the kinds found."""
    if redacted.unsure:
        return ", ".join(f"“{word}”" for word in redacted.unsure)
    return ", ".join(kind.value.replace("_", " ") for kind in redacted.counts)
