"""The families of errors: shown to a person as written, logged as written, and everything else."""


class UserError(Exception):
    """Shown to a person without a traceback: what happened, and what to do.

    The text never holds a value from a child's record.
    """


class TellableError(Exception):
    """A fault of ours whose text names only what is ours (a check, a line), so a log may show it.

    Of every other error a step tells the type and the place alone.
    """


class BusyError(TellableError):
    """Somebody else has what is asked for, and we wait no longer: try again in a moment."""


class ServiceError(TellableError):
    """A service that we use did not answer, or refused: which one, and its own word for it.

    ``code`` is that word; ``status`` the HTTP status of a refusal, None when there was no answer.
    """

    def __init__(self, service: str, code: str, status: int | None = None) -> None:
        told = "refused" if status else "did not answer"
        super().__init__(f"{service} {told} ({code})")
        self.code = code
        self.status = status

    @property
    def is_away(self) -> bool:
        """Whether nobody answered, or only said that they cannot: it will be over some time."""
        return self.status is None or self.status >= 500
