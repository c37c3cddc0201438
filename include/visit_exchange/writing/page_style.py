"""The GOV.UK look for a page that stands alone: nothing is fetched, no licensed font, no crown."""

import re
from functools import cache
from pathlib import Path

STYLESHEET = Path(__file__).parent / "static" / "govuk-frontend-6.3.0.min.css"
# GDS Transport is licensed for GOV.UK alone.
LICENSED_FONT = "GDS Transport,arial,sans-serif"
SYSTEM_FONTS = "system-ui,-apple-system,Segoe UI,Roboto,arial,sans-serif"


@cache
def page_style() -> str:
    """Return GOV.UK Frontend's stylesheet without anything that a browser would fetch."""
    css = STYLESHEET.read_text(encoding="utf-8")
    css = re.sub(r"@font-face\{[^}]*\}|/\*# sourceMappingURL=[^*]*\*/", "", css)
    css = re.sub(r"url\((?!data:)[^)]*\)", "none", css)
    return css.replace(LICENSED_FONT, SYSTEM_FONTS)
