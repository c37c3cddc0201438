"""Answer one upload from the first look to the mail, once, whoever else is at work."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType

from visit_exchange.errors import ServiceError
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.receiving.intake import check_upload, hand_over, reply, screen_upload
from visit_exchange.journey.receiving.opening import gather
from visit_exchange.journey.upload import AtHand
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import ANSWERS, SubmissionStatus

# After so many tries that came to nothing an upload is handed over without another.
MOST_TRIES = 5
# An upload is its task's alone for so long after it was begun; what stands behind it in the same
# batch goes to others sooner.
BEGUN = timedelta(minutes=3)
BEHIND = timedelta(seconds=45)
ASK_AGAIN = timedelta(seconds=15)

ELSEWHERE = "another task is answering it"
ANSWERED = "it has its answer, or another task has it to answer"
NO_SCANNER = "it waits for the virus scanner"
HANDED_OVER = "we failed to check it: withheld, its sender and the data team are told"
STEPS = (("screen", screen_upload), ("check", check_upload), ("reply", reply))

log = logging.getLogger(__name__)


def answer(outside: Outside, submission_id: str, batch: str) -> str:
    """Answer an upload that was given to ``batch``; return what became of it, in words.

    Again, or by two at once, it changes nothing. A step that fails raises what it raised, and the
    log says which it was.
    """
    with outside.register.claimed(submission_id) as is_ours:
        if not is_ours:
            outside.register.give_to(batch, [submission_id], until=wall_now() + BEHIND)
            return ELSEWHERE
        tries = _begin(outside, submission_id, batch)
        if tries is None:
            return ANSWERED
        with _outages_not_counted(outside, submission_id):
            go_on = _give_up if tries > MOST_TRIES else _try
            return go_on(outside, gather(outside, submission_id))


def give_up(outside: Outside, submission_id: str) -> str:
    """Hand over an upload that we failed to answer, unless another task is at it."""
    with outside.register.claimed(submission_id) as is_ours:
        return _give_up(outside, gather(outside, submission_id)) if is_ours else ELSEWHERE


def _begin(outside: Outside, submission_id: str, batch: str) -> int | None:
    now = wall_now()
    return outside.register.begin_answer(
        submission_id, batch, until=now + BEGUN, others_until=now + BEHIND
    )


def _try(outside: Outside, at_hand: AtHand) -> str:
    for name, step in STEPS:
        with _Named(at_hand.submission.id, name):
            at_hand = step(outside, at_hand)
    upload = at_hand.submission
    if upload.status is SubmissionStatus.RECEIVED:
        outside.register.put_off(upload.id, until=wall_now() + ASK_AGAIN)
        return NO_SCANNER
    return upload.status.value.replace("_", " ")


def _give_up(outside: Outside, at_hand: AtHand) -> str:
    """Withhold an upload unless it is checked already, and tell its sender which it is."""
    if at_hand.submission.status in ANSWERS:
        return _try(outside, at_hand)
    reply(outside, hand_over(outside, at_hand))
    return HANDED_OVER


@contextmanager
def _outages_not_counted(outside: Outside, submission_id: str) -> Iterator[None]:
    """Begin to count the tries anew where a service is away: that is no fault of the file's."""
    try:
        yield
    except ServiceError as error:
        if error.is_away:
            outside.register.put_off(submission_id, until=wall_now() + ASK_AGAIN)
        raise


class _Named:
    """Logs which step of an upload failed; why is told by who runs the task, without quoting."""

    def __init__(self, submission_id: str, step: str) -> None:
        self._submission_id = submission_id
        self._step = step

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is not None:
            log.warning("%s: %s failed", self._submission_id, self._step)
