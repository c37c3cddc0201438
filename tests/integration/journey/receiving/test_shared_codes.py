"""Two children who would have one code stop what they came with, in whichever uploads they came."""

from datetime import UTC, datetime

import pytest

from builders.uploads import attending, child, drop, screened, send, workbook
from builders.visits import an_open_visit
from visit_exchange.assessing import lists
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.receiving.intake import check_upload
from visit_exchange.journey.staging.crosswalk import sealed_crosswalk
from visit_exchange.privacy import pseudonyms
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023
ONE, OTHER = "AP-0001", "AP-0002"


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


@pytest.fixture
def _alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two references have one code, as happens once in some thousand visits."""
    code = pseudonyms._code
    normal = pseudonyms.normalised_reference
    monkeypatch.setattr(
        pseudonyms,
        "_code",
        lambda key, name: code(key, normal(ONE) if name == normal(OTHER) else name),
    )
    # A child would have the code as it is: it is no copy of this process.
    monkeypatch.setattr(lists, "run_limited", lambda function, *args, **_: function(*args))


def refused(outside: Outside, visit: Visit, name: str, content: bytes) -> str:
    """Return why the check of an upload stopped; nothing of it is accepted."""
    drop(outside, visit, name, content)
    [submission] = find_uploads(outside)
    at_hand = screened(outside, submission)
    with pytest.raises(UserError, match="same code") as stopped:
        check_upload(outside, at_hand)
    assert outside.register.submission(submission).status is Status.SCREENED
    assert not {ONE, OTHER} & set(str(stopped.value).split())
    return str(stopped.value)


@pytest.mark.usefixtures("_alike")
def test_in_one_list(outside: Outside, visit: Visit) -> None:
    why = refused(outside, visit, "list.xlsx", attending(child(ONE), child(OTHER)))
    assert "Ask the authority to put the same letter before every reference" in why


@pytest.mark.usefixtures("_alike")
def test_in_two_lists_of_an_upload(outside: Outside, visit: Visit) -> None:
    left = child(OTHER, Leaving_date="2023-02-01", Destination="College")
    both = {"Currently attending": [child(ONE)], "Recently attended": [left]}
    refused(outside, visit, "lists.xlsx", workbook(both))


@pytest.mark.usefixtures("_alike")
def test_in_a_later_version(outside: Outside, visit: Visit) -> None:
    assert send(outside, visit, "list.xlsx", attending(child(ONE))).status in (
        Status.ACCEPTED,
        Status.ACCEPTED_WITH_QUERIES,
    )
    refused(outside, visit, "list 2.xlsx", attending(child(OTHER)))


def test_in_two_uploads_that_were_checked_at_the_same_moment(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "list.xlsx", attending(child(ONE)))
    other = send(outside, visit, "list 2.xlsx", attending(child(OTHER)))
    key = outside.keys.key(visit.id)
    sealed = sealed_crosswalk(key, {OTHER: pseudonyms.child_code(key, ONE)})
    same = Answer(items=other.items, crosswalk=sealed)
    outside.register.answer_again(other.id, other.status, same, at=MONDAY)

    with pytest.raises(UserError, match="same code"):
        publish_pack(outside, visit.id)
    assert not outside.store.keys(Bucket.PACKS, f"{visit.id}/")
