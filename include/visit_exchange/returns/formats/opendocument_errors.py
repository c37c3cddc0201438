"""Which cells of an OpenDocument workbook (.ods) failed: their error is shown text only.

The value behind it is empty or 0 (OpenDocument 1.2 part 1, 9.1.4 and 19.642).
"""

import re

from visit_exchange.returns.formats.cells import is_error

SHOWN = re.compile(rb">\s*(#[A-Z]|Err:\d)")
OWN_CODE = re.compile(r"Err:\d{3}")  # LibreOffice's own, such as Err:508


def is_shown_error(text: str) -> bool:
    """Say whether what a formula shows is #N/A, Err:508 or the like."""
    return is_error(text) or OWN_CODE.fullmatch(text) is not None
