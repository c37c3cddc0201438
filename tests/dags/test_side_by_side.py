"""Three thematic visits, a monitoring inspection and an engagement meeting, all at once.

One Airflow, one store, one register: each visit is what it would be alone. The children have the
same references everywhere, and the files the same names.
"""

import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from local_stack.supervising.stack import Stack
from rehearsed import Rehearsed
from side_by_side import SAME, SideBySide, Small, play_side_by_side
from visit_exchange.buckets import Bucket
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import VisitStatus

pytestmark = [pytest.mark.stack, pytest.mark.soak]

# Short days: the small visits send their files at once and wait for nobody.
SMALL_DAY = 15.0
USED = {SubmissionStatus.ACCEPTED, SubmissionStatus.ACCEPTED_WITH_QUERIES}


@pytest.fixture(scope="module")
def small(stack: Stack, outside: Outside) -> SideBySide:
    """The visits when all of them have ended."""
    return play_side_by_side(outside, SMALL_DAY)


def test_every_small_visit_goes_to_its_end(small: SideBySide) -> None:
    states = {one.id: one.outside.airflow.run_state("visit", one.id) for one in small.all}
    assert set(states.values()) == {"success"}, states
    assert {one.visit.status for one in small.all} == {VisitStatus.CLOSED}


def test_every_upload_is_used_and_answered_in_its_own_visit(small: SideBySide) -> None:
    for one in small.all:
        assert len(one.submissions()) == len(one.files) == len(one.sent)
        assert {each.status for each in one.submissions()} <= USED
        answers = {key.split("/")[1] for key in _keys(one, Bucket.REPLIES, "answer.json")}
        assert answers == {f"{each.number:04d}" for each in one.submissions()}


def test_nobody_is_told_of_another_visit(small: SideBySide, stack: Stack, outside: Outside) -> None:
    ids = {one.id for one in small.all}
    for one in small.all:
        posted = Rehearsed(stack, outside, one.visit, [])
        for recipient in (one.visit.lano_email, one.visit.lead_inspector_email):
            mails = posted.mails_to(recipient)
            assert mails
            told = "\n".join(part for mail in mails for part in _as_read(mail))
            assert one.id in told
            assert [other for other in ids - {one.id} if other in told] == []


def _as_read(mail: EmailMessage) -> Iterator[str]:
    """Yield what a person reads of a mail: on its way a long line, or a ’, is encoded."""
    yield str(mail["Subject"])
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            yield part.get_content()


def test_a_child_has_another_code_in_every_visit(small: SideBySide) -> None:
    codes = [_codes(one) for one in (*small.thematic, small.monitoring)]
    for reference in SAME:
        assert len({each[reference] for each in codes}) == len(codes)


def test_a_pack_holds_the_codes_of_its_own_visit_alone(small: SideBySide) -> None:
    visits = (*small.thematic, small.monitoring)
    codes = {one.id: set(_codes(one).values()) for one in visits}
    for one in visits:
        text = "".join(_pack_text(one))
        found = {code for each in codes.values() for code in each if code in text}
        assert found == codes[one.id]


def test_moving_a_deadline_moves_no_other_visits(small: SideBySide) -> None:
    now = {one.id: {m.id: m.due for m in one.milestones().values()} for one in small.all}
    moved = small.thematic[0].id
    assert now[moved]["returns"] > small.before[moved]["returns"]
    others = {each: due for each, due in small.before.items() if each != moved}
    assert {each: now[each] for each in others} == others


def test_nobody_reaches_into_another_visit(small: SideBySide) -> None:
    assert small.tried == 40
    assert small.trespasses == ()


def _keys(one: Small, bucket: Bucket, name: str) -> list[str]:
    return [key for key in one.outside.store.keys(bucket, f"{one.id}/") if key.endswith(name)]


def _codes(one: Small) -> dict[str, str]:
    """Return the code of each child by the authority's reference."""
    return crosswalk_of(one.outside, one.visit)


def _pack_text(one: Small) -> Iterator[str]:
    """Yield all that a visit's packs hold, workbooks unpacked."""
    for key in _keys(one, Bucket.PACKS, ""):
        content = one.outside.store.get(Bucket.PACKS, key)
        yield content.decode("latin-1")
        if Path(key).suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                yield from (book.read(part).decode("utf-8", "replace") for part in book.namelist())
