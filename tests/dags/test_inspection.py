"""A full inspection, rehearsed: its two deadlines, its selection, and the dates that follow it."""

import pytest

from local_stack.supervising.stack import Stack
from rehearsed import Rehearsed, rehearse_once
from visit_exchange.journey.ending.events import what_follows
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.keys import request_key
from visit_exchange.visits.visit import VisitStatus

# Its days are as long as those of `make demo`: beside everything else it would not fit in CI.
pytestmark = [pytest.mark.stack, pytest.mark.soak]

INSPECTION = load_framework("area_send_full_2024")


@pytest.fixture(scope="module")
def inspected(stack: Stack, outside: Outside) -> Rehearsed:
    """The inspection when it has ended, with what everyone could download."""
    return rehearse_once(stack, outside, framework=INSPECTION.id)


def test_in_the_inspection_every_mistake_is_answered_and_nothing_sound_is_refused(
    inspected: Rehearsed,
) -> None:
    assert inspected.failures == []


def test_the_inspection_has_two_deadlines_and_a_final_pack_after_the_second(
    inspected: Rehearsed,
) -> None:
    register = inspected.outside.register
    reached = {m.id for m in register.milestones(inspected.visit.id) if m.reached_at}
    assert {INSPECTION.milestone_of(role) for role in INSPECTION.roles} <= reached
    final = [pack for pack in register.packs(inspected.visit.id) if pack.is_final]
    assert len(final) == 1
    assert register.visit(inspected.visit.id).status is VisitStatus.CLOSED


def test_about_six_children_are_tracked(inspected: Rehearsed) -> None:
    selection = inspected.outside.register.selection(inspected.visit.id)
    assert selection is not None
    assert len(selection.codes) == INSPECTION.selection.about
    newest = max((inspected.inspectors / "tracking").glob("v*"))
    assert {path.name for path in newest.iterdir() if path.is_dir()} == set(selection.codes)


def test_what_follows_the_inspection_is_counted_from_what_was_recorded(
    inspected: Rehearsed,
) -> None:
    register = inspected.outside.register
    happened = register.happened(inspected.visit.id)
    due = {m.id: m.due.date() for m in what_follows(inspected.outside, inspected.visit)}
    assert due["complaint"] > happened["final_report"]
    assert (due["monitoring_due"] - happened["publication"]).days in range(540, 560)


def test_its_lano_is_named_after_the_call_and_its_concern_is_closed(
    inspected: Rehearsed,
) -> None:
    """Paragraphs 83 and 155."""
    register = inspected.outside.register
    assert [entry["role"] for entry in inspected.audited("person added")][-1] == "lano"
    assert register.mail_written(request_key(inspected.visit.run_id))
    assert [each.is_open for each in register.concerns(inspected.visit.id)] == [False]


def test_whoever_is_arranged_with_is_told(inspected: Rehearsed) -> None:
    """Paragraphs 89, 93, 96 and 114: surveys, agreement, a timetable with a change, letters."""
    dossier = inspected.outside.register.dossier(inspected.visit.id)
    assert dossier.selection is not None
    assert len(dossier.selection.declined) == 1
    assert dossier.does_not_apply
    assert dossier.providers is not None
    assert len(dossier.providers.names) == 2
    assert [each.form for each in dossier.survey_distributions] == ["paper"]
    assert len({mail.key.split("/")[2] for mail in dossier.mails if "/timetable/" in mail.key}) == 2
