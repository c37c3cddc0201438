"""The words of a reply: verdict, next step, lateness and breach, the same in every form of it."""

from collections.abc import Iterator, Sequence

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.actions import Action
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.list_answer import ContainedBreach, ListAnswer
from visit_exchange.visits.uploads.submission import ACCEPTED, SubmissionStatus
from visit_exchange.writing.counted import count
from visit_exchange.writing.dates_in_words import say_day, say_time
from visit_exchange.writing.lateness import duration, lateness

VERDICTS: dict[SubmissionStatus, str] = {
    SubmissionStatus.ACCEPTED: "Accepted",
    SubmissionStatus.ACCEPTED_WITH_QUERIES: "Accepted, with questions",
    SubmissionStatus.MUST_FIX: "Not accepted yet",
    SubmissionStatus.WITHHELD: "Withheld: we have not used this file",
    SubmissionStatus.SET_ASIDE: "Set aside: we have not used this file",
    SubmissionStatus.SEEN_BEFORE: "We already have this file",
}
NEXT_STEPS: dict[SubmissionStatus, str] = {
    SubmissionStatus.ACCEPTED: "There is nothing to fix and nothing more to do.",
    SubmissionStatus.ACCEPTED_WITH_QUERIES: (
        "We use this file until you send a newer one. Check what is listed here. If something is "
        "wrong, correct it in your own file and upload the whole file again."
    ),
    SubmissionStatus.MUST_FIX: (
        "Correct these in your own file, then upload the whole file again. "
        "You can give it any name."
    ),
    SubmissionStatus.SET_ASIDE: "Contact the lead inspector if it belongs to what we asked for.",
    SubmissionStatus.SEEN_BEFORE: (
        "If you changed the file since, save it and upload it again. If it answers another item "
        "too, write its name beside that item in the checklist and upload the checklist."
    ),
}
WITHOUT_THEM = "We use the rest of this file. You do not need to send it again."
NOT_USED_YET = "We have not used this file yet."
SEVERITIES: dict[Severity, str] = {
    Severity.MUST_FIX: "Fix these",
    Severity.PLEASE_CHECK: "Check these",
    Severity.NOT_HELD: "Not held",
}


def headline(answer: Answer) -> str:
    """Return the verdict in one line, with how much there is to do."""
    verdict = VERDICTS[answer.verdict]
    if answer.verdict is SubmissionStatus.MUST_FIX:
        used = [told for told in answer.lists if told.verdict in ACCEPTED]
        verdict = f"{len(used)} of {count(len(answer.lists), 'list')} used" if used else verdict
        return f"{verdict}: {_things(answer, Severity.MUST_FIX)} to fix"
    if answer.breaches and answer.verdict in ACCEPTED:
        columns = count(len(answer.breaches), "column")
        identify = "identifies" if len(answer.breaches) == 1 else "identify"
        return f"Accepted without {columns} that {identify} people"
    if answer.verdict is SubmissionStatus.ACCEPTED_WITH_QUERIES:
        return f"Accepted, with {_things(answer, Severity.PLEASE_CHECK)} to check"
    return verdict


def next_step(answer: Answer) -> str:
    """Return what to do now; for a file not used, the reason, which ends with the way out."""
    if answer.withheld_because:
        return answer.withheld_because
    if answer.verdict is SubmissionStatus.MUST_FIX and not answer.lists:
        return NOT_USED_YET
    if answer.breaches and not answer.actions:
        return WITHOUT_THEM
    return NEXT_STEPS[answer.verdict]


def received(answer: Answer) -> str | None:
    """Return ``Received at 4:05pm on Thursday 30 March 2023, in time.``; None at the desk."""
    if answer.received_at is None:
        return lateness(answer.late_by)
    when = f"{say_time(answer.received_at.time())} on {say_day(answer.received_at)}"
    late = f"{duration(answer.late_by)} after the deadline" if answer.late_by else "in time"
    return f"Received at {when}, {late}."


def breach_sentence(breaches: Sequence[ContainedBreach]) -> str:
    """Return what was found and what to do, repeating nothing of it."""
    letters = _listed([breach.letter for breach in breaches])
    words = _listed([breach.words for breach in breaches])
    one = len(breaches) == 1
    columns, holds, them = ("Column", "holds", "it") if one else ("Columns", "hold", "them")
    return (
        f"{columns} {letters} {holds} {words}, which identify people. We have not read {them} and "
        f"nobody else gets {them}. Delete {them} before you send this list again."
    )


def breach_sentences(answer: Answer) -> Iterator[str]:
    """Yield the same for each sheet, by its name where there are several: not for a mail."""
    for told in answer.lists:
        if told.breaches:
            place = f"On the sheet “{told.sheet}”: " if len(answer.lists) > 1 and told.sheet else ""
            yield place + breach_sentence(told.breaches)


def sheets_of(answer: Answer) -> frozenset[str]:
    """Return the names of the sheets that there is anything to say of."""
    told = (*(action.sheet for action in answer.actions), *(one.sheet for one in answer.lists))
    return frozenset(sheet for sheet in told if sheet)


def on_sheet(action: Action, sheets: frozenset[str]) -> str:
    """Return ``Sheet “Oak Hub”``, empty where all is on one sheet: not for a mail, as the name of
    a sheet may be a child's.
    """
    return f"Sheet “{action.sheet}”" if action.sheet and len(sheets) > 1 else ""


def place(action: Action, sheets: frozenset[str]) -> str:
    """Return ``Column B, 4 rows: 7, 19, 22, 40``, with the sheet where there are several or the
    fault is no cell's.
    """
    where = action.where()
    if action.column and action.cells:
        where = f"column {action.column}, {where}"
    if not where:
        return f"Sheet “{action.sheet}”" if action.sheet else "The whole file"
    told = ", ".join(part for part in (on_sheet(action, sheets), where) if part)
    return told[0].upper() + told[1:]


def unused_sentence(told: ListAnswer) -> str | None:
    """Return what to do about columns that were not used, where columns asked for were not seen."""
    absent = set(told.not_held) - {column.title for column in told.columns}
    if not (told.ignored and absent):
        return None
    letters = _listed([column.letter for column in told.ignored])
    columns, them = ("Column", "it") if len(told.ignored) == 1 else ("Columns", "one of them")
    return (
        f"{columns} {letters} not used. If {them} is something that we ask for, give it the "
        "heading of the template and upload the file again."
    )


def _listed(parts: Sequence[str]) -> str:
    *most, last = dict.fromkeys(parts)
    return f"{', '.join(most)} and {last}" if most else last


def _things(answer: Answer, severity: Severity) -> str:
    return count(sum(a.severity is severity for a in answer.actions), "thing")
