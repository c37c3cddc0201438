"""Numbers over time, counted from dossiers: timeliness, first-time acceptance, time to reply."""

from datetime import UTC, datetime, timedelta

import pytest

from builders.dossiers import MORNING, a_dossier, an_upload
from builders.visits import a_visit
from visit_exchange.journey.pages.board.number_records import Numbers, OfItem, RuleCount, share
from visit_exchange.journey.pages.board.numbers import numbers_of
from visit_exchange.journey.pages.board.numbers_file import COLUMNS, numbers_csv
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import VisitStatus

AFTER = datetime(2023, 3, 31, 9, tzinfo=UTC)  # Friday 31 March 2023: the returns were due yesterday
LATE = timedelta(hours=3)


def refused(number: int) -> Submission:
    item = SubmittedItem("impact", SubmissionStatus.MUST_FIX, must_fix=2)
    return an_upload(number, status=SubmissionStatus.MUST_FIX, items=(item,))


def impact(*visits: Dossier, now: datetime = AFTER) -> OfItem:
    title = a_dossier().framework.item("impact").title
    return next(item for item in numbers_of(visits, now).items if item.title == title)


def with_uploads(*uploads: Submission, **known: object) -> Dossier:
    return a_dossier(a_visit(status=VisitStatus.OPEN), submissions=uploads, **known)


@pytest.mark.parametrize(
    ("dossier", "counted"),
    [
        (with_uploads(), (0, 0, 0, 1, 0, 0)),
        (with_uploads(an_upload(1, "impact")), (1, 0, 0, 0, 1, 1)),
        (with_uploads(an_upload(1, "impact", late_by=LATE)), (0, 1, 0, 0, 1, 1)),
        (with_uploads(refused(1), an_upload(2, "impact")), (1, 0, 0, 0, 1, 0)),
        (with_uploads(refused(1)), (0, 0, 0, 1, 1, 0)),
        (
            with_uploads(an_upload(1, "impact"), an_upload(2, "impact", late_by=LATE)),
            (1, 0, 0, 0, 1, 1),
        ),
        (
            with_uploads(declared_not_held={"": {"impact": "999-ap-20230327/1"}}),
            (0, 0, 1, 0, 0, 0),
        ),
    ],
    ids=[
        "missing",
        "in time",
        "late",
        "at the second try",
        "never",
        "a late newer one",
        "not held",
    ],
)
def test_how_an_item_came(dossier: Dossier, counted: tuple[int, ...]) -> None:
    found = impact(dossier)
    assert found.due == 1
    assert counted == (
        found.in_time,
        found.late,
        found.not_held,
        found.not_come,
        found.sent,
        found.first_time,
    )


def test_what_is_not_due_yet_counts_nowhere() -> None:
    assert numbers_of((with_uploads(),), MORNING).items == ()


def test_a_rehearsal_and_a_visit_that_stopped_are_left_out() -> None:
    rehearsal = a_dossier(a_visit(is_rehearsal=True))
    stopped = a_dossier(a_visit(status=VisitStatus.CANCELLED))
    found = numbers_of((rehearsal, stopped), AFTER)
    assert found.items == ()
    assert [(month.visits, month.stopped) for month in found.months] == [(1, 1)]


def test_visits_are_counted_by_the_month_of_their_notification() -> None:
    march, closed = a_visit(), a_visit(id="202-ap-20230327", status=VisitStatus.CLOSED)
    [month] = numbers_of((a_dossier(march), a_dossier(closed)), AFTER).months
    assert (month.month, month.visits, month.over) == ("2023-03", 2, 1)


def test_nine_of_ten_replies_take_no_longer_than_the_slow_time() -> None:
    answered = (
        an_upload(n, received_at=MORNING, answered_at=MORNING + timedelta(seconds=n))
        for n in range(1, 11)
    )
    [replies] = numbers_of((with_uploads(*answered, an_upload(11)),), AFTER).replies
    assert replies.uploads == 10
    assert replies.median == timedelta(seconds=5.5)
    assert replies.slowest_tenth == timedelta(seconds=9)
    assert replies.longest == timedelta(seconds=10)


def test_the_csv_says_the_same_and_names_no_visit() -> None:
    rules = (RuleCount("AP", "date-in-range", "date_of_birth", "Must fix", 3, 17),)
    numbers = numbers_of((with_uploads(refused(1), an_upload(2, "impact")),), AFTER, rules)
    lines = numbers_csv(numbers).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    kind = a_dossier().framework.title
    assert f"visits notified,{kind},2023-03,,1," in lines
    assert "cells with this problem (Must fix),AP,,date-in-range date_of_birth,17," in lines
    assert "999" not in numbers_csv(numbers)
    assert numbers_csv(Numbers()).splitlines() == [",".join(COLUMNS)]


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 3, "33%"), (0, 4, "0%"), (0, 0, "")])
def test_a_share_is_in_per_cent_and_of_nothing_is_nothing(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said
