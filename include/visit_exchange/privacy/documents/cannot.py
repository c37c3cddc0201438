"""Why a document goes no further, with the way out."""

from visit_exchange.errors import UserError


class CannotBeCleaned(UserError):
    """The document holds something that cannot be taken out; it goes no further."""


SAVE_AS_PDF = "Save it as a PDF and upload that"
ANOTHER_FILE = f"The document has another file or data inside it. {SAVE_AS_PDF}"
DIAGRAM = f"The document has a diagram (SmartArt) that we cannot search. {SAVE_AS_PDF}"
SOUND = (
    "The document has a sound or a video inside it, which we cannot search. Take it out, save the "
    "document and upload it again"
)
DRAWN = f"The document has a picture of a kind that we cannot clean. {SAVE_AS_PDF}"
BAD_PICTURE = f"The document has a picture that cannot be opened. {SAVE_AS_PDF}"
LARGE_PICTURE = (
    "The document has a picture that is too large. Make its pictures smaller, save the document "
    "and upload it again"
)
UNKNOWN = f"The document has text in a form that we cannot read. {SAVE_AS_PDF}"
BROKEN = "The document cannot be opened. Save it again"
TOO_LARGE = "The document is too large to be searched. Send it in parts"
