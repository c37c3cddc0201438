"""The reply as one static page in the GOV.UK look: no script, no network, readable on a phone."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Template

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.actions import Action
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.reply_words import (
    SEVERITIES,
    breach_sentences,
    headline,
    next_step,
    place,
    received,
    sheets_of,
    unused_sentence,
)
from visit_exchange.visits.uploads.submission import ACCEPTED
from visit_exchange.writing.counted import count
from visit_exchange.writing.page_style import page_style

MOST_IN_SUMMARY = 10


def reply_page(answer: Answer) -> str:
    """Return the page as HTML. It holds no cell value, and nothing in it is fetched."""
    return _template().render(
        answer=answer,
        headline=headline(answer),
        next_step=next_step(answer),
        received=received(answer),
        is_accepted=answer.verdict in ACCEPTED,
        summary=_summary(answer),
        parts=[(None, answer.file_actions), *((told, told.actions) for told in answer.lists)],
        sheets=sheets_of(answer),
        style=page_style(),
    )


def _summary(answer: Answer) -> list[dict[str, str]]:
    """Link what must be fixed to where the page explains it: the first, and how many more."""
    parts = enumerate([answer.file_actions, *(told.actions for told in answer.lists)])
    fixes = [(n, a) for n, part in parts for a in part if a.severity is Severity.MUST_FIX]
    links = [_link(part, _with_rows(action)) for part, action in fixes[:MOST_IN_SUMMARY]]
    if rest := fixes[MOST_IN_SUMMARY:]:
        links.append(_link(rest[0][0], f"And {count(len(rest), 'more thing')} to fix, all below"))
    return links


def _link(part: int, text: str) -> dict[str, str]:
    return {"text": text, "href": f"#part-{part}"}


def _with_rows(action: Action) -> str:
    rows = len({cell.row for cell in action.cells})
    return f"{action.text.rstrip('.')} ({count(rows, 'row')})" if rows else action.text


def _rows(
    actions: tuple[Action, ...], sheets: frozenset[str], severity: str
) -> list[list[dict[str, str]]]:
    """The rows of a table of things to do, of one severity."""
    told = [action for action in actions if action.severity == severity]
    return [[{"text": action.text}, {"text": place(action, sheets)}] for action in told]


@cache
def _template() -> Template:
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = PackageLoader("visit_exchange.returns.reply")
    environment = Environment(loader=ChoiceLoader([own, macros]), autoescape=True)
    environment.globals.update(
        rows=_rows,
        breach_sentences=breach_sentences,
        unused_sentence=unused_sentence,
        count=count,
        SEVERITIES=SEVERITIES,
    )
    return environment.get_template("reply.html.j2")
