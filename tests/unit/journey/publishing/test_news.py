"""How long news of a visit may wait while more of its files are being answered."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from builders.dossiers import MORNING, a_dossier, acts, an_upload
from builders.visits import a_visit
from visit_exchange.journey.publishing.news import may_wait
from visit_exchange.visits.acts import UPLOAD_TAKEN_BACK
from visit_exchange.visits.dates.clock import Anchor, RehearsalClock
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import Pack
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus
from visit_exchange.visits.visit import VisitStatus

OPEN = a_visit(status=VisitStatus.OPEN)
NOON = MORNING + timedelta(hours=3)  # Tuesday 28 March 2023, noon
LIST = "currently_attending"


def ago(minutes: float) -> datetime:
    return NOON - timedelta(minutes=minutes)


def answered(number: int, minutes_ago: float) -> Submission:
    return an_upload(number, LIST, answered_at=ago(minutes_ago))


def a_pack(minutes_ago: float) -> Pack:
    return Pack(OPEN.id, "returns", 1, "of something else", False, "0", ago(minutes_ago))


def of(*uploads: Submission, packs: tuple[Pack, ...] = (), **more: object) -> Dossier:
    return a_dossier(OPEN, submissions=uploads, published=packs, **more)


@pytest.mark.parametrize(
    ("minutes_ago", "waits"),
    [
        ([2], True),
        ([9.9, 2], True),
        ([10], False),
        ([15, 12, 9, 6, 3, 0.1], False),  # a sender who never pauses holds up nothing
    ],
)
def test_news_waits_for_ten_minutes_from_the_first_answer(
    minutes_ago: list[float], waits: bool
) -> None:
    uploads = [answered(number, ago) for number, ago in enumerate(minutes_ago, 1)]
    assert may_wait(of(*uploads), NOON) is waits


def test_what_the_last_pack_had_counts_no_more() -> None:
    old, new = answered(1, 60), answered(2, 3)
    assert may_wait(of(old, new, packs=(a_pack(30),)), NOON)
    assert not may_wait(of(old, new), NOON)


def test_what_is_not_used_is_no_news() -> None:
    """Nor does it make the news that follows an hour later old."""
    wrong = an_upload(1, answered_at=ago(60), status=SubmissionStatus.MUST_FIX)
    about_a_child = an_upload(2, "pen_portrait:K7QM-2XWD", answered_at=ago(50))
    assert may_wait(of(wrong, about_a_child, answered(3, 2), packs=(a_pack(70),)), NOON)


def test_what_was_taken_back_does_not_wait_for_another_file() -> None:
    first, second = answered(1, 60), answered(2, 3)
    gone = acts((UPLOAD_TAKEN_BACK, {"submission": first.id, "used": LIST}), at=ago(1))
    assert not may_wait(of(first, second, packs=(a_pack(30),), audit=gone), NOON)


def test_what_is_said_without_a_file_does_not_wait() -> None:
    first = answered(1, 60)
    assert not may_wait(of(first, packs=(a_pack(30),)), NOON)


def test_in_a_rehearsal_the_ten_minutes_are_the_walls() -> None:
    """Two hours of this one take two minutes."""
    began = Anchor(wall=NOON - timedelta(minutes=2), visit=NOON - timedelta(hours=2))
    clock = RehearsalClock((began, Anchor(wall=NOON, visit=NOON)))
    dossier = of(answered(1, 60))

    assert may_wait(replace(dossier, visit=replace(OPEN, clock=clock)), NOON)
    assert not may_wait(dossier, NOON)
