"""Why a letter did not go out: the server, just now, or the letter itself."""

from visit_exchange.errors import ServiceError


class NotSent(ServiceError):
    """A letter did not go out. ``code`` is the server's own, without its words, which may quote."""

    def __init__(self, service: str, code: str, status: int | None = None) -> None:
        super().__init__(service, code, status)
        self.code = code


class Away(NotSent):
    """Nothing goes out: nobody answers, or what we say of ourselves is refused."""


class PutOff(NotSent):
    """This letter is not taken now, but may be later; others go out."""


class Refused(NotSent):
    """This letter will never be taken; others go out."""


class Unforeseen(NotSent):
    """The sender stumbled over this letter in a way that nobody has thought of; others go out."""
