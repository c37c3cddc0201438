"""A file that was sent for one item and looks like another: it counts, and it is asked about."""

from collections.abc import Collection
from dataclasses import replace

from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.kinds import Framework, Item
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.documents.recognising import by_content, recognise_document
from visit_exchange.visits.places.sent_for import (
    folder_number,
    item_sent_for,
    list_sent_for,
    plain_name,
)
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import ACCEPTED, SubmissionStatus

RULE = "looks_like_another"
ANOTHER_DOCUMENT = (
    "You sent this file for {sent}, and we use it there. It looks like {looks}. If it answers that "
    "too, say so beside that item; if it is not for {sent}, take it back"
)
ANOTHER_LIST = (
    "You sent this file for {sent}. We read it as {looks}, and use it there. If that is not meant, "
    "take it back, and send the list in the template"
)


def ask_if_meant(file: File, asked: Asked, known: Known, assessed: Assessed) -> Assessed:
    """Return what a file came to, with a question where it looks like another item than its own."""
    if not any(item.status in ACCEPTED for item in assessed.items):
        return assessed
    if number := list_sent_for(file.name):
        return _of_list(number, asked, assessed)
    if number := item_sent_for(file.name):
        return _of_document(number, file, asked, known, assessed)
    return assessed


def with_question(assessed: Assessed, message: str) -> Assessed:
    """Return what was accepted with something to check beside it."""
    problem = Problem(RULE, Severity.PLEASE_CHECK, message)
    answer = assessed.answer
    asks = SubmissionStatus.ACCEPTED_WITH_QUERIES
    verdict = asks if answer.verdict is SubmissionStatus.ACCEPTED else answer.verdict
    return replace(
        assessed,
        answer=replace(answer, verdict=verdict, problems=(*answer.problems, problem)),
        items=tuple(
            replace(item, status=asks, please_check=item.please_check + 1)
            if item.status in ACCEPTED
            else item
            for item in assessed.items
        ),
    )


def _of_list(number: str, asked: Asked, assessed: Assessed) -> Assessed:
    sent = _numbered(number, asked.framework)
    found = {item.item for item in assessed.items}
    if sent is None or sent.id in found:
        return assessed
    looks = _titles(found, asked.framework)
    return with_question(assessed, ANOTHER_LIST.format(sent=_title(sent), looks=looks))


def _of_document(
    number: str, file: File, asked: Asked, known: Known, assessed: Assessed
) -> Assessed:
    sent = _numbered(number, asked.framework)
    name = plain_name(file.name)
    told = by_content(file.kind, file.content, asked.framework)
    looks = recognise_document(told, name, asked.framework, {})
    # What these very bytes answer already was said of them: it is no surprise.
    new = set(looks) - known.again.keys()
    if sent is None or sent.id in looks or not new:
        return assessed
    titles = _titles(new, asked.framework)
    return with_question(assessed, ANOTHER_DOCUMENT.format(sent=_title(sent), looks=titles))


def _numbered(number: str, framework: Framework) -> Item | None:
    return next((i for i in framework.items if folder_number(i.number) == number), None)


def _title(item: Item) -> str:
    return f"{item.number} {item.title}"


def _titles(ids: Collection[str], framework: Framework) -> str:
    return "; ".join(_title(item) for item in framework.items if item.id in ids)
