"""Errors as far as a log may tell them: Airflow prints what a step raises, and keeps it.

What a library says of an error quotes what it worked on: pandas the cell, boto3 the address with
the file's name in it. None of that may leave a step.
"""

import logging
import os
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType

from sqlalchemy.exc import OperationalError

from visit_exchange.errors import ServiceError, TellableError, UserError

# These libraries log, at a level that is shown, what they read or where it lies.
TALKATIVE = (
    "botocore",
    "docx",
    "great_expectations",
    "httpx",
    "msoffcrypto",
    "notifications_python_client",
    "oletools",
    "openpyxl",
    "pikepdf",
    "urllib3",
)


class StepFailed(Exception):
    """A step failed, and not for a reason that a person can be told.

    Says the type and place of the error and of those that led to it, never their words.
    ``is_away`` when it failed because the register did not answer.
    """

    def __init__(self, told: str, *, is_away: bool = False) -> None:
        super().__init__(told)
        self.is_away = is_away


def is_away(error: BaseException) -> bool:
    """Say whether a step failed because a service is away, which will be over some time."""
    return isinstance(error, ServiceError | StepFailed) and error.is_away


class Contained:
    """Lets a UserError or TellableError through alone, and every other as a StepFailed."""

    def __enter__(self) -> None:
        keep_libraries_quiet()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, UserError | TellableError):
            error.__cause__, error.__suppress_context__ = None, True
        elif isinstance(error, Exception):
            told = "; after ".join(map(_told, _chain(error)))
            raise StepFailed(told, is_away=isinstance(error, OperationalError)) from None


def keep_libraries_quiet() -> None:
    """Let libraries say nothing of what they read, once in a process and for good.

    Who put it back would do so under another's feet. A forked process does it again, since Airflow
    sets up the logs of each task anew.
    """
    _keep_quiet(os.getpid())


@cache
def _keep_quiet(process: int) -> None:
    warnings.simplefilter("ignore")  # openpyxl's quote the cell
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error, and before it what it came from, the newest first."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> str:
    places = " < ".join(reversed(list(_places(error.__traceback__))))
    code = f" {code}" if (code := _code(error)) else ""
    return f"{type(error).__name__}{code} at {places or 'an unknown place'}"


def _places(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        code = traceback.tb_frame.f_code
        yield f"{Path(code.co_filename).name}:{traceback.tb_lineno} {code.co_name}"
        traceback = traceback.tb_next


def _code(error: BaseException) -> str:
    """Return what a server answered, as its own code: a word or a number that is nobody's."""
    response = getattr(error, "response", None)
    if isinstance(response, dict):  # botocore's
        return str(response.get("Error", {}).get("Code", ""))
    return str(getattr(response, "status_code", ""))
