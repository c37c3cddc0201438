"""What moves with the last on-site day: the survey and the debrief, where they stand on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from builders.dossiers import a_dossier
from builders.visits import a_visit, its_milestones
from visit_exchange.visits.dates.moving_along import moved_along

# On site from Wednesday 12 to Monday 17 April 2023; it moves to Tuesday 18 April.
TUESDAY = datetime(2023, 4, 18, 22, 59, 59, tzinfo=UTC)


def test_the_survey_closes_with_the_last_on_site_day_wherever_that_moves() -> None:
    """AP "Survey arrangements": live until the last on-site day of the visit."""
    assert moved_along(a_dossier(), "on_site_end", TUESDAY) == {
        "survey_closes": TUESDAY,
        "debrief": TUESDAY,
    }


def test_nothing_follows_another_milestone() -> None:
    assert moved_along(a_dossier(), "survey_closes", TUESDAY) == {}
    assert moved_along(a_dossier(), "returns", TUESDAY) == {}


def test_what_was_moved_by_itself_or_has_come_stays() -> None:
    visit = a_visit()
    milestones = {each.id: each for each in its_milestones(visit)}
    survey, debrief = milestones["survey_closes"], milestones["debrief"]
    milestones["survey_closes"] = replace(survey, due=survey.due - timedelta(days=3))
    milestones["debrief"] = replace(debrief, reached_at=debrief.due)
    dossier = a_dossier(visit, milestones=tuple(milestones.values()))
    assert moved_along(dossier, "on_site_end", TUESDAY) == {}


def test_a_survey_that_is_open_for_a_number_of_days_stays() -> None:
    """SEND, paragraph 89: 6 working days from the notification day."""
    visit = a_visit(framework="area_send_full_2024", id="999-send-20240429", on_site_days=5)
    dossier = a_dossier(visit, milestones=tuple(its_milestones(visit)))
    assert "surveys_close" not in moved_along(dossier, "on_site_end", TUESDAY)
