"""What the files of a reply are called on the page, by what became of the upload."""

import pytest

from visit_exchange.journey.pages.reply_downloads import reply_files
from visit_exchange.visits.places.names import REPLY_PAGE
from visit_exchange.visits.uploads.submission import SubmissionStatus


@pytest.mark.parametrize(
    ("status", "is_over", "title"),
    [
        (SubmissionStatus.ACCEPTED, False, "Our reply"),
        (SubmissionStatus.ACCEPTED_WITH_QUERIES, False, "What to do"),
        (SubmissionStatus.ACCEPTED_WITH_QUERIES, True, "Our reply"),
        (SubmissionStatus.MUST_FIX, False, "What to do"),
        (SubmissionStatus.WITHHELD, False, "What to do"),
        (SubmissionStatus.SET_ASIDE, False, "What to do"),
        (SubmissionStatus.SEEN_BEFORE, True, "Our reply"),
        (SubmissionStatus.TAKEN_BACK, True, "Our reply"),
    ],
)
def test_a_reply_that_asks_nothing_is_not_called_what_to_do(
    status: SubmissionStatus, is_over: bool, title: str
) -> None:
    assert reply_files(status, is_over=is_over)[REPLY_PAGE] == title
