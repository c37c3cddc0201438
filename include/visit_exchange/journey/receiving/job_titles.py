"""Who did something on the upload page: a job title, since a link is nobody's in particular."""

import re

from visit_exchange.errors import UserError
from visit_exchange.privacy.naming_nobody import named_in

# Titles that people write short, and that look like a name to who does not know them.
_SHORT = re.compile(r"\b(?:LANO|DCS|ICB|DCO|DMO|SENCO|SENDCO|SEND|SEN|MIS)\b")
LONGEST = 80  # characters
EMPTY = "Enter your job title, so that it can be traced who said so."
TOO_LONG = f"Your job title must be {LONGEST} characters or fewer."
NAMES_SOMEBODY = "Your job title must name nobody: the audit keeps it. Take out: {found}."


def checked_job_title(written: str) -> str:
    """Return a job title, tidied; UserError when it is empty, too long or names somebody."""
    tidy = " ".join(written.split())
    if not tidy:
        raise UserError(EMPTY)
    if len(tidy) > LONGEST:
        raise UserError(TOO_LONG)
    if found := named_in(_SHORT.sub("", tidy)):
        raise UserError(NAMES_SOMEBODY.format(found=found))
    return tidy
