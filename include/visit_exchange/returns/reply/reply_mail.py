"""The reply as a mail: at most five lines.

A mail travels further than the reply's folder: it repeats no cell value, no heading, no sheet name
and not the file's own name, which may be a child's.
"""

from collections.abc import Sequence

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.actions import Action
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.reply_words import breach_sentence, headline, next_step, received
from visit_exchange.visits.submission import SubmissionStatus
from visit_exchange.writing.counted import count

KINDS = {
    Severity.MUST_FIX: "to fix",
    Severity.PLEASE_CHECK: "to check",
}


def reply_mail(answer: Answer, where: str) -> tuple[str, str]:
    """Return subject and text. ``where`` says where the whole reply lies (an address or folder)."""
    subject = f"{_name(answer)}: {headline(answer)}"
    marked = ", with the cells marked" if answer.lists else ""
    lines = (
        f"{subject}. {received(answer) or ''}".rstrip(),
        _read(answer),
        _worst(answer),
        next_step(answer),
        f"The whole reply{marked}: {where}",
    )
    return subject, "\n".join(line for line in lines if line) + "\n"


def _name(answer: Answer) -> str:
    return f"Your upload {answer.number}" if answer.number else "Your upload"


def _read(answer: Answer) -> str | None:
    """What it was, by the request's own names; else why nothing is to be said of it."""
    lists = [f"{told.title} ({count(told.rows, 'row')})" for told in answer.lists]
    documents = [f"{item.number} {item.title}" for item in answer.documents]
    if holds := "; ".join([*lists, *documents, *answer.holds]):
        return f"It holds: {holds}."
    # Other notes may name a sheet.
    return " ".join(answer.notes) if answer.verdict is SubmissionStatus.SEEN_BEFORE else None


def _worst(answer: Answer) -> str | None:
    """The gravest thing, and how many more: identifiers that came in, else the first to do."""
    if answer.breaches:
        return breach_sentence(answer.breaches) + _more(answer.actions)
    if not answer.actions:
        return None
    first, *others = answer.actions
    return f"{first.severity.label} – {first.sentence().rstrip('.')}.{_more(others)}"


def _more(rest: Sequence[Action]) -> str:
    """Count the others as the subject does: what must be fixed apart from what may stand."""
    numbers = {each: sum(action.severity is each for action in rest) for each in KINDS}
    also = ", ".join(f"{number:,} {KINDS[each]}" for each, number in numbers.items() if number)
    return f" Also in the reply: {also}." if also else ""
