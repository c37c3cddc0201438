"""When a checklist and what it names were checked side by side, whoever is last places both."""

import pytest

from builders.dossiers import a_dossier, an_upload
from visit_exchange.journey.receiving.placing import is_to_place
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import CHECKLIST_ITEM, Submission, SubmissionStatus

RECEIVED, SCREENED = SubmissionStatus.RECEIVED, SubmissionStatus.SCREENED
CHECKLIST = an_upload(3, CHECKLIST_ITEM)
UPLOAD = an_upload(3, "impact")


def visit(*uploads: Submission) -> Dossier:
    return a_dossier(submissions=uploads)


@pytest.mark.parametrize(
    ("before", "now", "is_so"),
    [
        pytest.param((), (), False, id="nothing else came"),
        pytest.param((an_upload(1),), (an_upload(1),), False, id="it was checked before"),
        pytest.param((an_upload(1, status=SCREENED),), (an_upload(1),), True, id="checked since"),
        pytest.param((), (an_upload(4),), True, id="received and checked since"),
        pytest.param((), (an_upload(4, status=RECEIVED),), False, id="it will find the checklist"),
        pytest.param((), (an_upload(4, sender="icb"),), False, id="it is another sender's"),
    ],
)
def test_after_a_checklist_what_was_checked_since_it_was_begun_is_placed(
    before: tuple[Submission, ...], now: tuple[Submission, ...], is_so: bool
) -> None:
    begun = an_upload(3, status=SCREENED)
    assert is_to_place(visit(*before, begun), visit(*now, CHECKLIST), CHECKLIST) is is_so


@pytest.mark.parametrize(
    ("before", "now", "is_so"),
    [
        pytest.param((), (), False, id="there is none"),
        pytest.param((1,), (1,), False, id="it was known"),
        pytest.param((), (1,), True, id="one came since"),
        pytest.param((1,), (1, 2), True, id="a newer one came since"),
    ],
)
def test_after_any_other_file_a_checklist_that_came_since_is_read(
    before: tuple[int, ...], now: tuple[int, ...], is_so: bool
) -> None:
    known, found = (
        visit(*(an_upload(number, CHECKLIST_ITEM) for number in numbers), UPLOAD)
        for numbers in (before, now)
    )
    assert is_to_place(known, found, UPLOAD) is is_so
