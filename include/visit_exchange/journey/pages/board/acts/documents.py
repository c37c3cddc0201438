"""Deciding on a document that may identify a child."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    choice_of,
    reason_field,
    reason_of,
)
from visit_exchange.journey.receiving.document_review import refuse, release
from visit_exchange.journey.sender import sender_in
from visit_exchange.returns.documents.document_search import in_words
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import DocumentReview

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "Documents that wait for you"
LOOK = "Look at the upload itself before you decide. Nobody can do that for you."


def _undecided(dossier: Dossier) -> tuple[DocumentReview, ...]:
    return tuple(each for each in dossier.document_reviews if each.decision is None)


def _which(dossier: Dossier) -> Field:
    return Field(
        "number",
        "The upload",
        kind=Kind.CHOICE,
        choices=tuple(
            (str(each.number), f"Upload {each.number}: {in_words(each.found)}")
            for each in _undecided(dossier)
        ),
    )


def _review(dossier: Dossier, entered: Entered) -> DocumentReview:
    chosen = choice_of(entered, _which(dossier))
    return next(each for each in _undecided(dossier) if str(each.number) == chosen)


def _sender(dossier: Dossier, review: DocumentReview) -> str:
    return sender_in(dossier, dossier.submission(review.submission_id).sender).email


def _foresee_release(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    review = _review(seen.dossier, entered)
    reason_of(entered)
    return (
        f"Upload {review.number} goes to the inspectors with the next pack, as it is, with: "
        f"{in_words(review.found)}.",
        f"A mail that it is passed on goes to {_sender(seen.dossier, review)}.",
        LOOK,
    )


def _foresee_refusal(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    review = _review(seen.dossier, entered)
    reason_of(entered)
    return (
        f"Upload {review.number} is kept back for good. The upload itself stays where it is.",
        f"A mail with your reason goes to {_sender(seen.dossier, review)}: send it again without "
        "what identifies a child.",
        LOOK,
    )


def _number(entered: Entered) -> int:
    text = entered.get("number", "")
    if not text.isdecimal():
        raise UserError("Select the upload")
    return int(text)


def _release(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    number = _number(entered)
    found = release(outside, visit_id, number, reason_of(entered), by=by)
    return f"Upload {number} goes out with the next pack, with: {found}"


def _refuse(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    number = _number(entered)
    refuse(outside, visit_id, number, reason_of(entered), by=by)
    return f"Upload {number} is kept back. The authority has been told"


RELEASE = Act(
    "release",
    "Release a document",
    GROUP,
    lambda dossier: bool(_undecided(dossier)),
    lambda dossier: (_which(dossier), reason_field()),
    _foresee_release,
    _release,
    needs_worker=True,
    about=LOOK,
)
REFUSE = Act(
    "refuse",
    "Refuse a document",
    GROUP,
    lambda dossier: bool(_undecided(dossier)),
    lambda dossier: (
        _which(dossier),
        reason_field("It is kept, and told to who sent it. Name no child in it."),
    ),
    _foresee_refusal,
    _refuse,
    needs_worker=True,
    about=LOOK,
)
