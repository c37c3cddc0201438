"""The reply as a mail: at most five lines.

A mail travels further than the reply's folder: it repeats no cell value, no heading, no sheet name
and not the file's own name, which may be a child's.
"""

from visit_exchange.kinds.severity import Severity
from visit_exchange.mails.catalogue import mail
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.reply_words import breach_sentence, headline, next_step, received
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.writing.counted import count

KINDS = {
    Severity.MUST_FIX: "to fix",
    Severity.PLEASE_CHECK: "to check",
}


def reply_mail(answer: Answer, where: str, visit: str = "") -> tuple[str, str]:
    """Return subject and text. ``where`` says where the whole reply lies (an address or folder).

    ``visit`` names the visit: some of those who are mailed have two at once.
    """
    return mail(
        "reply",
        upload=f"Your upload {answer.number}" if answer.number else "Your upload",
        headline=headline(answer),
        received=received(answer),
        holds=_holds(answer),
        # Other notes may name a sheet.
        note=" ".join(answer.notes) if answer.verdict is SubmissionStatus.SEEN_BEFORE else None,
        worst=_worst(answer),
        also=_also(answer),
        next_step=next_step(answer),
        is_marked=bool(answer.lists),
        where=where,
        visit=visit,
    )


def _holds(answer: Answer) -> str:
    """Return what it was, by the request's own names; empty when nothing is to be said of it."""
    lists = [f"{told.title} ({count(told.rows, 'row')})" for told in answer.lists]
    documents = [f"{item.number} {item.title}" for item in answer.documents]
    return "; ".join([*lists, *documents, *answer.holds])


def _worst(answer: Answer) -> str:
    """Return the gravest thing: identifiers that came in, else the first to do."""
    if answer.breaches:
        return breach_sentence(answer.breaches)
    if not answer.actions:
        return ""
    first = answer.actions[0]
    return f"{first.severity.label} – {first.sentence().rstrip('.')}."


def _also(answer: Answer) -> str:
    """Count the others as the subject does: what must be fixed apart from what may stand."""
    rest = answer.actions if answer.breaches else answer.actions[1:]
    numbers = {each: sum(action.severity is each for action in rest) for each in KINDS}
    return ", ".join(f"{number:,} {KINDS[each]}" for each, number in numbers.items() if number)
