"""A file that is not opened further, and the sentence that says so to the authority."""


class WithheldError(Exception):
    """The file is withheld. The text is shown as written: what happened, then what to do."""


TOO_MUCH = (
    "The file unpacks to far more than a list or a document holds. "
    "Copy the rows that you need into a new workbook and upload that."
)
BROKEN = (
    "The file is damaged or was not saved completely. "
    "Open it, save it again as a new file and upload that."
)
ODD_PACKING = (
    "The file is packed in a way that Office does not use. "
    "Open it, save it again as a new file and upload that."
)
LOCKED = "{what} is protected with a password. Save it without a password and upload it again."
TWO_KINDS = (
    "The file is two kinds of file in one. Open it, save it again as a new file and upload that."
)
TOO_HEAVY = (
    "The file takes too much time or memory to read. "
    "Copy the rows that you need into a new workbook and upload that."
)
