"""All that the rehearsed area sends, through the steps alone: each file ends as it should."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders.uploads import answer_all, drop
from builders.visits import a_new_visit, clock_at
from recorded_outside import MailRecorder
from rehearsal.expectations import judge
from rehearsal.judging.answers import observed
from rehearsal.judging.leaks import leaks
from rehearsal.playing.play import play_for
from visit_exchange.buckets import Bucket
from visit_exchange.journey.publishing.returns_packs import publish_returns_pack
from visit_exchange.journey.requesting.opening import open_visit, send_request
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.kinds import load_framework
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = [pytest.mark.services, pytest.mark.soak]

FRAMEWORK = "area_send_full_2024"
MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def opened(outside: Outside) -> Visit:
    """Return an inspection at noon on the day on which it was notified."""
    new = a_new_visit(MONDAY, framework=FRAMEWORK, on_site_days=5)
    visit_id = register_visit(outside, replace(new, clock=clock_at(NOON)), by="data team")
    open_visit(outside, visit_id)
    send_request(outside, visit_id)
    return outside.register.visit(visit_id)


def test_every_file_is_answered_as_it_should_be_and_nobody_is_in_the_pack(
    outside: Outside, mail: MailRecorder, tmp_path: Path
) -> None:
    visit = opened(outside)
    play = play_for(FRAMEWORK, seed=1, notified=MONDAY)
    sent = play.returns(checklist_workbook(visit, load_framework(FRAMEWORK)))
    answers = {}
    for each in sent:
        drop(outside, visit, each.name, each.content)
        [submission] = answer_all(outside)
        answer = outside.store.get(Bucket.REPLIES, f"{submission.reply_prefix}/answer.json")
        answers[each.expected.label] = observed(submission, answer)
    # All of it comes at noon on the first day, so nothing is late here.
    expected = [replace(each.expected, late=False) for each in sent]
    assert judge(expected, answers) == []

    publish_returns_pack(outside, visit.id)
    keys = outside.store.keys(Bucket.PACKS, f"{visit.id}/")
    assert keys
    for key in keys:
        path = tmp_path / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(outside.store.get(Bucket.PACKS, key))
    assert leaks(tmp_path, play.canaries()) == []
