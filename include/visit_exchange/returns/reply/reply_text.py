"""A reply as text alone, for a page that puts it in without any markup. It holds no cell value."""

from collections.abc import Sequence
from typing import Any

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.actions import Action
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.list_answer import ListAnswer
from visit_exchange.returns.reply.reply_words import (
    SEVERITIES,
    breach_sentences,
    headline,
    next_step,
    place,
    sheets_of,
    unused_sentence,
)
from visit_exchange.visits.uploads.submission import ACCEPTED
from visit_exchange.writing.counted import count


def reply_text(answer: Answer) -> dict[str, Any]:
    """Return what a reply says, as JSON takes it.

    ``taken_for`` is what the file is, ``parts`` what there is to do to the file and to each list,
    each under its severity's words: what to do, and where as Excel shows it.
    """
    sheets = sheets_of(answer)
    parts = [_part("The whole file", "", answer.file_actions, sheets)]
    parts += [_part(one.title, _read(one), one.actions, sheets) for one in answer.lists]
    return {
        "headline": headline(answer),
        "is_accepted": answer.verdict in ACCEPTED,
        "next_step": next_step(answer),
        "warnings": list(breach_sentences(answer)),
        "notes": list(answer.notes),
        "taken_for": [
            *(f"{one.title} ({count(one.rows, 'row')})" for one in answer.lists),
            *(f"{item.number} {item.title}" for item in answer.documents),
            *answer.holds,
        ],
        "parts": [part for part in parts if part["to_do"] or part["read"]],
    }


def _part(
    title: str, read: str, actions: Sequence[Action], sheets: frozenset[str]
) -> dict[str, Any]:
    to_do: dict[str, list[list[str]]] = {}
    for severity in (Severity.MUST_FIX, Severity.PLEASE_CHECK):
        told = [[a.text, place(a, sheets)] for a in actions if a.severity is severity]
        if told:
            to_do[SEVERITIES[severity]] = told
    return {"title": title, "read": read, "to_do": to_do}


def _read(one: ListAnswer) -> str:
    where = f"Sheet “{one.sheet}”, headings" if one.sheet else "Headings"
    held = f"Not held: {', '.join(one.not_held)}." if one.not_held else ""
    said = (f"{where} in row {one.header_row}.", held, unused_sentence(one) or "")
    return " ".join(sentence for sentence in said if sentence)
