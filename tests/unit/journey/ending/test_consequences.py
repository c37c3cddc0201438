"""Before a visit is stopped or resumed it is said what will happen, and to whom a mail goes."""

from datetime import date

import pytest

from builders.dossiers import a_dossier, acts, an_upload
from builders.visits import a_visit
from visit_exchange.journey.ending.consequences import what_resuming_does, what_stopping_does
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.visit import VisitStatus

TOLD = ("lead@inspectorate.example", "team@example.org")
OPENED = acts(("visit moved", {"to": "open"}))


def test_it_names_the_visit_its_uploads_and_who_is_told() -> None:
    dossier = a_dossier(a_visit(status=VisitStatus.OPEN), submissions=(an_upload(1),))

    first, second, *_ = what_stopping_does(dossier, VisitStatus.CANCELLED, TOLD)

    assert first.startswith("999-ap-20230327 (Exampleshire, ")
    assert first.endswith("is open and becomes cancelled. It has 1 upload.")
    assert second == (
        "A mail with your reason goes to lead@inspectorate.example, team@example.org."
    )


@pytest.mark.parametrize(
    ("to", "audit", "is_said"),
    [
        (VisitStatus.CANCELLED, (), True),
        (VisitStatus.CANCELLED, OPENED, False),
        (VisitStatus.DEFERRED, (), False),
    ],
)
def test_a_visit_that_nobody_knows_of_can_be_made_again(
    to: VisitStatus, audit: tuple[object, ...], is_said: bool
) -> None:
    told = what_stopping_does(a_dossier(audit=audit), to, TOLD)
    assert ("It can be registered again for the same date." in told) is is_said
    assert ("Nothing brings the visit back." in told) is (to is VisitStatus.CANCELLED)


def test_resuming_shows_the_dates_that_follow() -> None:
    timeline = plan(load_framework("ap_thematic_2023"), date(2023, 5, 15))  # Monday
    told = what_resuming_does(a_dossier(), timeline, TOLD)
    assert any("5pm on Thursday 18 May 2023" in line for line in told)
