"""A sender says which of its columns are which: remembered for the visit, and checked again.

The page holds no key: what it is told is sealed for the visit, and read by who answers uploads.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.desk import BY, Own, to_correct
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds.heading_words import normalise
from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.privacy.own_headings import seal_headings
from visit_exchange.returns.recognition.headings import ListHeadings, may_be
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

LONGEST = 200  # signs of a heading
MOST = 60
# What another word for a column can settle; of a list, a column that it needs (``…-required``).
SETTLED = frozenset(
    {
        "list_by_name",
        "list_in_doubt",
        "needed_column_missing",
        "not_recognised",
        "two_headings",
        "unclear_heading",
        "which_list",
    }
)
NO_LIST = "Choose the list that this is."
NOTHING = "Choose a column for at least one of what is asked for."
NOT_SO = "A column whose heading names people must stay what it is. Choose another column."
TWICE = "Two columns have the same heading. Give them different headings in your file."
NOT_YET = "This visit cannot remember columns yet. Try again in a minute."


def is_matchable(upload: Submission, rules: Collection[str]) -> bool:
    """Say whether an upload waits to be corrected because of what its columns are called.

    ``rules`` are those that failed in it.
    """
    if upload.status is not SubmissionStatus.MUST_FIX or upload.kind not in TABLES:
        return False
    return upload.answered_at is not None and any(
        rule in SETTLED or rule.endswith("-required") for rule in rules
    )


def words_for(sender: Sender, list_id: str, columns: Mapping[str, str]) -> dict[str, str]:
    """Return what a sender said of a list's columns, heading to field, as it is remembered.

    ``columns`` is field to heading. UserError says what must be otherwise.
    """
    spec = _list_of(sender, list_id)
    words = {normalise(heading[:LONGEST]): field for field, heading in columns.items()}
    if not words or len(columns) > MOST or "" in words:
        raise UserError(NOTHING)
    if len(words) < len(columns):
        raise UserError(TWICE)
    # What the list itself calls so needs no saying.
    worded = ListHeadings(spec).worded
    said = {word: field for word, field in words.items() if worded.get(word) != (field,)}
    if not all(may_be(word, spec, field) for word, field in said.items()):
        raise UserError(NOT_SO)
    return {word: field for word, field in words.items() if may_be(word, spec, field)}


def remember(outside: "Outside", sender: Sender, own: Own) -> None:
    """Remember a sender's headings for its next files with these lists, in place of earlier ones.

    UserError when there are none, or the visit has no key yet to seal them for.
    """
    visit, public = sender.visit, outside.register.outbox_key(sender.visit.id)
    if not own:
        raise UserError(NOTHING)
    if public is None:
        raise UserError(NOT_YET)
    for list_id, words in own.items():
        outside.register.keep_own_headings(
            visit.id,
            sender.id,
            list_id,
            seal_headings(public, words),
            columns=len(words),
            by=BY,
            at=visit_now(visit),
        )


def use_for(outside: "Outside", sender: Sender, upload_id: str, own: Own) -> int:
    """Remember headings and have the upload that has them checked again; return its number."""
    upload, _ = to_correct(outside, sender, upload_id)
    with outside.register.together():
        remember(outside, sender, own)
        at = visit_now(sender.visit)
        return outside.register.check_again(upload.identity, by=BY, at=at).number


def _list_of(sender: Sender, list_id: str) -> ListSpec:
    if list_id not in {item.id for item in sender.framework.lists}:
        raise UserError(NO_LIST)
    return load_list(sender.framework.id, list_id)
