"""The note of a visit's run in Airflow: its dates, and before them what was missed."""

from builders.dossiers import a_dossier, acts
from builders.visits import a_visit
from visit_exchange.journey.deadlines.deadline_alerts import run_note

MISSED = ("milestone missed", {"milestone": "returns", "what": "14 items missing"})


def test_a_run_is_noted_with_every_deadline_of_the_visit() -> None:
    visit = a_dossier()
    lines = run_note(visit).splitlines()
    assert lines[0].endswith("Monday 27 March 2023")
    assert lines[1].endswith(": 5pm on Thursday 30 March 2023")
    assert len(lines) == sum(not each.owner for each in visit.framework.milestones)


def test_what_follows_a_visit_is_not_in_the_note_of_its_run() -> None:
    inspection = a_dossier(a_visit(framework="area_send_full_2024"))
    own = [each for each in inspection.framework.milestones if not each.owner]
    assert len(run_note(inspection).splitlines()) == len(own) < len(inspection.milestones)


def test_what_was_missed_stands_first() -> None:
    missed, between, *dates = run_note(a_dossier(audit=acts(MISSED))).splitlines()
    assert missed.endswith(": 14 items missing")
    assert (between, dates) == ("", run_note(a_dossier()).splitlines())
