"""A child declines: tracked no longer at once, replaced after the deadline, told and dated."""

from datetime import UTC, datetime

import pytest

from builders.uploads import attending, child, send
from builders.visits import an_open_visit
from recorded_outside import AirflowRecorder, MailRecorder
from scenes import Scene, scene_of
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import add_inspector
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.selecting.agreeing import NOT_TRACKED, agreements_of, say_agreement
from visit_exchange.journey.selecting.changing import TELLS_AUTHORITY, change_choice
from visit_exchange.journey.selecting.selection import codes_in_lists, select
from visit_exchange.journey.selecting.tracking_request import send_tracking_request
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services
MONDAY = datetime(2023, 4, 3, 8, tzinfo=UTC)  # Monday 3 April 2023: the choice was due on Friday


Tracked = tuple[Visit, list[str]]


@pytest.fixture
def outside(on_stage: Outside) -> Outside:
    return on_stage


@pytest.fixture
def tracked(scene: Scene[Tracked]) -> Tracked:
    return scene.told


def a_visit_that_tracks(outside: Outside) -> Tracked:
    """A visit of which three of five children are selected; its choice is closed."""
    visit = an_open_visit(outside, MONDAY)
    add_inspector(outside, visit.id, "inspector", by="data team")
    send(outside, visit, "a.xlsx", attending(*(child(f"AP-{n:04}") for n in range(1, 6))))
    close_returns(outside, visit.id)
    visit = outside.register.visit(visit.id)
    codes = sorted(codes_in_lists(outside, visit))
    select(outside, visit, codes[:3], by="inspector")
    send_tracking_request(outside, visit.id)
    return outside.register.visit(visit.id), codes


scene = scene_of(a_visit_that_tracks)


def say(outside: Outside, visit: Visit, code: str, stands: str) -> None:
    say_agreement(outside, Sender(visit), code, stands, "class teacher", "In the morning")


def test_who_agrees_stays_and_the_audit_names_no_code(outside: Outside, tracked: Tracked) -> None:
    visit, codes = tracked
    say(outside, visit, codes[0], "agreed")
    assert agreements_of(outside, visit.id)[codes[0]].support == "In the morning"
    assert outside.register.audit(visit.id)[-1].detail == {"says": "agreed"}
    stands = outside.register.selection(visit.id)
    assert stands is not None
    assert stands.codes == tuple(codes[:3])


def test_who_declines_is_tracked_no_longer_and_the_lead_inspector_is_told(
    outside: Outside,
    tracked: Tracked,
    airflow: AirflowRecorder,
    mail: MailRecorder,
) -> None:
    visit, codes = tracked
    say(outside, visit, codes[0], "declined")
    stands = outside.register.selection(visit.id)
    assert stands is not None
    assert (stands.codes, stands.declined) == (tuple(codes[1:3]), (codes[0],))
    assert airflow.cleared == [(visit.run_id, TELLS_AUTHORITY)]
    assert any(each.subject.startswith("A selected child has declined") for each in mail.sent)
    with pytest.raises(UserError, match=NOT_TRACKED.split(".")[0]):
        say(outside, visit, codes[0], "agreed")


def test_somebody_else_is_chosen_after_the_deadline_with_a_deadline_of_their_own(
    outside: Outside, tracked: Tracked, mail: MailRecorder
) -> None:
    visit, codes = tracked
    say(outside, visit, codes[0], "withdrawn")
    change_choice(outside, visit.id, [*codes[1:3], codes[4]], by="inspector", reason="")
    stands = outside.register.selection(visit.id)
    assert stands is not None
    tuesday = datetime(2023, 4, 4, 16, tzinfo=UTC)  # 5pm in London
    assert stands.own_due == {codes[4]: tuesday}
    send_tracking_request(outside, visit.id)
    text = mail.to(visit.lano_email)[-1].text
    assert f"{codes[0]} declined or withdrew" in text
    assert f"What is asked about {codes[4]} is due by" in text


def test_a_replacement_keeps_those_who_take_part(outside: Outside, tracked: Tracked) -> None:
    visit, codes = tracked
    say(outside, visit, codes[0], "declined")
    with pytest.raises(UserError, match="takes part"):
        change_choice(outside, visit.id, [codes[1], codes[4]], by="inspector", reason="")
    with pytest.raises(UserError, match="declined or withdrew"):
        change_choice(outside, visit.id, codes[:3], by="inspector", reason="")


def test_without_airflow_the_child_has_left_all_the_same(
    outside: Outside, tracked: Tracked, airflow: AirflowRecorder
) -> None:
    visit, codes = tracked
    airflow.is_down = True
    say(outside, visit, codes[0], "declined")
    stands = outside.register.selection(visit.id)
    assert stands is not None
    assert codes[0] not in stands.codes
