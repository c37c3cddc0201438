"""The two families of errors: what a person is shown as written, and everything else (a bug)."""


class UserError(Exception):
    """Shown to a person without a traceback: what happened, and what to do.

    The text never holds a value from a child's record.
    """
