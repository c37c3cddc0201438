"""The families of errors: shown to a person as written, logged as written, and everything else."""


class UserError(Exception):
    """Shown to a person without a traceback: what happened, and what to do.

    The text never holds a value from a child's record.
    """


class TellableError(Exception):
    """A fault of ours whose text names only what is ours (a check, a line), so a log may show it.

    Of every other error a step tells the type and the place alone.
    """
