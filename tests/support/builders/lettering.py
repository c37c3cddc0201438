"""The one font that comes along in PDFs of tests.

reportlab knows a font by its face and keeps the first that was registered in a process: two
registrations with different options would give what runs second the options of the first.
"""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont


def own_font() -> str:
    """Return the name of a font whose codes are no letters: only its table says what they are."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf", asciiReadable=False))
    return "Vera"
