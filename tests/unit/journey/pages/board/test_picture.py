"""A visit's timeline as a picture: places, what moved, what is reached, and the same in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from builders.dossiers import MORNING, a_dossier
from builders.visits import a_visit
from visit_exchange.journey.pages.board.picture import LEFT, RIGHT, picture
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import Adjustment

THURSDAY = datetime(2023, 3, 30, 16, tzinfo=UTC)  # Thursday 30 March 2023, 5pm: returns were due


def test_the_marks_stand_in_order_of_time_between_the_ends() -> None:
    marks = picture(a_dossier(), MORNING).marks
    places = [mark.x for mark in marks]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (LEFT, RIGHT)
    assert [mark.y for mark in marks] == sorted({mark.y for mark in marks})


def test_a_deadline_that_moved_shows_where_it_was_planned_first() -> None:
    dossier = a_dossier()
    moved = replace(dossier.milestone("returns"), due=THURSDAY + timedelta(days=4), adjusted=True)
    others = tuple(each for each in dossier.milestones if each.id != "returns")
    twice = tuple(
        Adjustment(dossier.visit.id, "returns", was, moved.due, "A flood", "ann", MORNING)
        for was in (THURSDAY, THURSDAY + timedelta(days=1))
    )
    shown = picture(replace(dossier, milestones=(moved, *others), adjustments=twice), MORNING)
    [mark] = [mark for mark in shown.marks if mark.was_x is not None]
    assert mark.title == "Lists and documents due"
    assert (mark.was_x or 0) < mark.x
    assert "moved, " in mark.said


def test_now_is_drawn_only_where_it_lies_on_the_line() -> None:
    assert picture(a_dossier(), MORNING).now_x is not None
    assert picture(a_dossier(), MORNING - timedelta(days=30)).now_x is None


def test_the_picture_says_in_words_what_it_shows() -> None:
    said = picture(a_dossier(), MORNING).said
    assert "Lists and documents due: 5pm on Thursday 30 March 2023, next" in said


def test_a_visit_without_deadlines_has_no_picture() -> None:
    assert picture(Dossier(a_visit()), MORNING).marks == ()


def test_the_scale_has_room_for_what_it_names() -> None:
    for visit in (a_visit(), a_visit(framework="area_send_full_2024")):
        scale = picture(a_dossier(visit), MORNING).scale
        gaps = [later.x - earlier.x for earlier, later in pairwise(scale)]
        assert min(gaps) >= 38
