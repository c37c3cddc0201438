"""The visit that a rehearsal leaves open, and the pages that it names at its end."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from builders.visits import a_new_visit, a_visit
from rehearsal.expectations import SOUND
from rehearsal.playing.closing import PUBLISHED, Page, say_pages
from rehearsal.playing.left_open import NEEDS_FIXING, LeftOpen, some_of
from rehearsal.playing.left_open_clock import (
    LANO_EMAIL,
    NOTIFIED,
    as_begun,
    first_days,
    in_time,
)
from rehearsal.playing.play import play_for
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.published_spec import data_set_of_file, load_data_set
from visit_exchange.packs.beside.figures_file import read_figures
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.visits.dates.timeline import plan

KINDS = ["ap_thematic_2023", "area_send_full_2024"]


@pytest.mark.parametrize("kind", KINDS)
def test_returns_close_when_they_should_and_the_next_deadline_is_hours_away(kind: str) -> None:
    framework = load_framework(kind)
    new = replace(a_new_visit(), framework=kind, on_site_days=framework.on_site.default_days)
    now = datetime.now(UTC)
    clock = first_days(framework, new, now + timedelta(seconds=70))
    assert clock.visit_time(now).date() == NOTIFIED
    dues = sorted(
        {m.due for m in plan(framework, NOTIFIED, on_site_days=new.on_site_days).milestones}
    )
    returns = plan(framework, NOTIFIED).milestone(framework.milestone_of("returns")).due
    closes = clock.wall_time(returns)
    assert abs(closes - now - timedelta(seconds=70)) < timedelta(seconds=1)
    then = next(due for due in dues if due > returns)
    assert clock.wall_time(then) - now > timedelta(hours=4)


@pytest.mark.parametrize(
    ("due", "stretched", "closes"),
    [
        (70, 1.0, 70),  # when the first visit has what it asked for
        (70, 3.0, 130),  # a busy machine needs longer for the answers
        (-20, 1.0, 50),  # begun late
        (90_000, 1.0, 3_600),  # nobody waits for a day
    ],
)
def test_there_is_time_for_the_answers_before_the_returns_close(
    due: int, stretched: float, closes: int
) -> None:
    now = datetime(2026, 11, 26, 17, tzinfo=UTC)  # a Thursday

    found = in_time(now + timedelta(seconds=due), now, stretched)

    assert found == now + timedelta(seconds=closes)


def test_files_are_sent_to_who_was_asked_after_the_request_has_gone_out() -> None:
    assert (
        as_begun(
            replace(a_new_visit(), lano_email=""), datetime.now(UTC) + timedelta(minutes=1)
        ).lano_email
        == LANO_EMAIL
    )
    waited_for: list[str] = []

    def written(key: str) -> bool:
        waited_for.append(key)
        return False

    register = SimpleNamespace(mail_written=written, visit=lambda _id: a_visit(NOTIFIED))
    outside: Any = SimpleNamespace(register=register)
    nobody: Any = None
    then = datetime.now(UTC)
    second = LeftOpen(outside, nobody, a_new_visit(), 1, then, 1.0, lambda _: None, done=["begun"])
    assert not second.look()
    assert waited_for == [f"{a_visit(NOTIFIED).run_id}/request"]
    assert second.sent == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_some_files_come_one_needs_fixing_and_some_are_missing(kind: str) -> None:
    framework = load_framework(kind)
    visit = a_visit(NOTIFIED, framework=kind)
    checklist = checklist_workbook(visit, framework)
    sent = some_of(play_for(kind, seed=1, notified=NOTIFIED).returns(checklist))
    outcomes = [each.expected.outcomes for each in sent]
    assert outcomes.count(NEEDS_FIXING) == 1
    assert set(outcomes) == {SOUND, NEEDS_FIXING}
    came = {item for each in sent for item in each.expected.items}
    assert came & {item.id for item in framework.lists}
    assert {item.id for item in framework.items} - came


def test_each_page_is_named_with_who_signs_in_and_what_is_to_be_seen() -> None:
    screen = io.StringIO()
    say_pages(
        Console(file=screen, width=200),
        [
            Page("The authority’s page", "http://a/upload/#token", "", "files"),
            Page("The board", "http://a/visits/", "data-team", "who needs what"),
        ],
    )
    assert screen.getvalue().splitlines()[1:] == [
        "Open these pages:",
        "The authority’s page (no sign-in: the link is the key)",
        "  http://a/upload/#token  files",
        "The board (sign in as data-team)",
        "  http://a/visits/  who needs what",
    ]


def test_what_is_published_of_england_is_what_the_department_published() -> None:
    told: dict[tuple[str, str], str] = {}
    for file in sorted(PUBLISHED.glob("*.csv")):
        data_set = data_set_of_file(file.name)
        assert data_set
        _, _, figures = read_figures(file.read_bytes(), load_data_set(data_set))
        assert {each.area for each in figures} == {"England"}
        told |= {(data_set, each.figure): str(each) for each in figures}
    # As a share of 24,577 pupils whom schools placed and 41,319 placements that authorities fund.
    assert told[("school_arranged_ap", "unregistered")] == "26.2%"
    assert told[("la_funded_ap", "unregistered")] == "6.2%"
