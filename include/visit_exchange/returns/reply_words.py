"""The words of a reply: verdict, next step, lateness and breach, the same in every form of it."""

from datetime import timedelta

from visit_exchange.returns.actions import count
from visit_exchange.returns.feedback import Answer, ContainedBreach
from visit_exchange.returns.problems import Severity
from visit_exchange.returns.submission import SubmissionStatus

VERDICTS: dict[SubmissionStatus, str] = {
    SubmissionStatus.ACCEPTED: "Accepted",
    SubmissionStatus.ACCEPTED_WITH_QUERIES: "Accepted, with questions",
    SubmissionStatus.MUST_FIX: "Not accepted yet",
    SubmissionStatus.HELD: "Held: we have not used this file",
    SubmissionStatus.SET_ASIDE: "Set aside: we have not used this file",
    SubmissionStatus.SEEN_BEFORE: "We already have this file",
}
NEXT_STEPS: dict[SubmissionStatus, str] = {
    SubmissionStatus.ACCEPTED: "There is nothing more to do.",
    SubmissionStatus.ACCEPTED_WITH_QUERIES: (
        "We use it as it is. Look at the cells named here: if one is wrong, correct it in your "
        "own file and upload the whole file again."
    ),
    SubmissionStatus.MUST_FIX: (
        "Correct these in your own file, then upload the whole file again. "
        "You can give it any name."
    ),
    SubmissionStatus.SET_ASIDE: "If it belongs to what we asked for, say which item and upload it.",
    SubmissionStatus.SEEN_BEFORE: "You have our answer to it. There is nothing more to do.",
}
SEVERITIES: dict[Severity, str] = {
    Severity.MUST_FIX: "Fix these",
    Severity.PLEASE_CHECK: "Check these",
    Severity.NOT_HELD: "Not held",
}


def headline(answer: Answer) -> str:
    """Return the verdict in one line, with how much there is to do."""
    verdict = VERDICTS[answer.verdict]
    if answer.verdict is SubmissionStatus.MUST_FIX:
        return f"{verdict}: {_things(answer, Severity.MUST_FIX)} to fix"
    if answer.verdict is SubmissionStatus.ACCEPTED_WITH_QUERIES:
        return f"Accepted, with {_things(answer, Severity.PLEASE_CHECK)} to check"
    return verdict


def next_step(answer: Answer) -> str:
    """Return what to do now; for a held file that is the reason, which ends with the way out."""
    return answer.held_because or NEXT_STEPS[answer.verdict]


def lateness(late_by: timedelta | None) -> str | None:
    """Return ``Received 2 hours 5 minutes after the deadline.``, None when it came in time."""
    return f"Received {_duration(late_by)} after the deadline." if late_by else None


def breach_sentence(breach: ContainedBreach) -> str:
    """Return what was found and what to do, repeating nothing of it."""
    return (
        f"Column {breach.letter} holds {breach.words}. We have not used it. Send the list without "
        "it, or leave it: the rest of the list is used."
    )


def _things(answer: Answer, severity: Severity) -> str:
    return count(sum(a.severity is severity for a in answer.actions), "thing")


def _duration(length: timedelta) -> str:
    """Return the two largest units; what is under a minute is called so."""
    minutes, hours = length.seconds // 60 % 60, length.seconds // 3600
    parts = [(length.days, "day"), (hours, "hour"), (minutes, "minute")]
    said = [count(number, unit) for number, unit in parts if number]
    return " ".join(said[:2]) or "less than a minute"
