"""The reply as a mail: the page's first five lines.

A mail travels further than the reply's folder: it repeats no cell value, no heading, no sheet name
and not the file's own name, which may be a child's.
"""

from visit_exchange.returns.actions import count
from visit_exchange.returns.feedback import Answer
from visit_exchange.returns.problems import Severity
from visit_exchange.returns.reply_words import breach_sentence, headline, lateness, next_step
from visit_exchange.returns.submission import ACCEPTED


def reply_mail(answer: Answer, where: str) -> tuple[str, str]:
    """Return subject and text. ``where`` says where the whole reply lies (an address or folder)."""
    lines = (
        f"{_name(answer)}: {headline(answer)}. {lateness(answer.late_by) or 'Received in time.'}",
        _read(answer),
        _worst(answer),
        next_step(answer),
        f"The whole reply, with the cells marked: {where}",
    )
    return f"{_name(answer)}: {headline(answer)}", "\n".join(lines) + "\n"


def _name(answer: Answer) -> str:
    return f"Your upload {answer.number}" if answer.number else "Your upload"


def _read(answer: Answer) -> str:
    """What it was, by the request's own names."""
    lists = [f"{told.title} ({count(told.rows, 'row')})" for told in answer.lists]
    documents = [f"{item.number} {item.title}" for item in answer.documents]
    return f"It holds: {'; '.join([*lists, *documents]) or 'nothing that we could use'}."


def _worst(answer: Answer) -> str:
    """The gravest thing: identifiers that came in, else the first thing to do."""
    if answer.breaches:
        return breach_sentence(answer.breaches[0])
    if not answer.actions:
        return "There is nothing to fix." if answer.verdict in ACCEPTED else "Nothing was used."
    rest = len(answer.actions) - 1
    more = f" And {count(rest, 'more thing')} in the reply." if rest else ""
    label = Severity(answer.actions[0].severity).label
    return f"{label} – {answer.actions[0].sentence()}.{more}"
