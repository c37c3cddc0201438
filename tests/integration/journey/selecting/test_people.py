"""Whose visit it is: inspectors by login, and the children that only they can choose."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from builders.taken import take_list
from builders.uploads import attending, child
from builders.visits import a_new_visit, an_open_visit
from recorded_outside import AirflowRecorder, MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import (
    add_inspector,
    may_see,
    remove_inspector,
    respondents,
)
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.sending import send_waiting
from visit_exchange.journey.pages.board import board
from visit_exchange.journey.requesting.registering import register_entered, register_visit
from visit_exchange.journey.selecting.choosing import choose, open_question
from visit_exchange.journey.selecting.selection import NO_ANSWER, answer, question
from visit_exchange.journey.selecting.tracking_request import send_tracking_request
from visit_exchange.services.mail import Away
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services
# Wednesday, the day before the returns close; the visit was notified on Monday 27 March 2023.
WEDNESDAY = datetime(2023, 3, 29, 12, tzinfo=UTC)
LIST = attending(*(child(f"AP-000{n}") for n in range(1, 4)))
ENTERED = {
    "framework": "ap_thematic_2023",
    "la_code": "999",
    "notified": "2023-03-27",
    "lano_email": "lano@exampleshire.example",
    "lead_inspector_email": "lead@inspectorate.example",
}


@pytest.fixture
def notified_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the Wednesday of the visit for who registers it."""
    monkeypatch.setattr("visit_exchange.journey.requesting.registering.wall_now", lambda: WEDNESDAY)


@pytest.fixture
def visit(outside: Outside, airflow: AirflowRecorder) -> Visit:
    """A visit of j.smith's, with three children in its list, whose run waits for a selection."""
    visit = an_open_visit(outside, WEDNESDAY)
    airflow.asks = visit.id
    add_inspector(outside, visit.id, "j.smith", by="data team")
    take_list(outside, visit, "a.xlsx", LIST)
    close_returns(outside, visit.id)
    airflow.options = question_of(outside, visit)
    return outside.register.visit(visit.id)


def question_of(outside: Outside, visit: Visit) -> tuple[str, ...]:
    """Return the options of the question, as the run's task asks it."""
    asked = question(outside, visit.id)
    assert asked is not None
    return asked.options


@pytest.mark.usefixtures("notified_now")
@pytest.mark.parametrize(
    "entered", ["j.smith, k.jones", "j.smith\nk.jones", ["j.smith", "k.jones"]]
)
def test_a_visit_names_its_inspectors_when_it_is_registered(
    outside: Outside, entered: object
) -> None:
    visit_id = register_entered(outside, ENTERED | {"inspectors": entered}, by="data team")
    assert outside.register.inspectors(visit_id) == ("j.smith", "k.jones")
    added = [e.detail for e in outside.register.audit(visit_id) if e.act == "inspector added"]
    assert added == [{"login": "j.smith"}, {"login": "k.jones"}]


def test_a_login_that_is_none_is_refused_with_the_others_mistakes(outside: Outside) -> None:
    with pytest.raises(UserError, match="Inspector’s login must be"):
        register_entered(outside, ENTERED | {"inspectors": "j smith/../x"}, by="data team")
    assert outside.register.visits() == ()


def test_an_inspector_sees_own_visits_only(outside: Outside, visit: Visit) -> None:
    other = register_visit(outside, a_new_visit(la_code="998", la_name="Otherland"), by="team")
    assert [each.visit.id for each in board(outside, "j.smith")] == [visit.id]
    assert board(outside, "k.jones") == ()
    assert {each.visit.id for each in board(outside)} == {visit.id, other}


def test_who_is_taken_off_a_visit_sees_it_no_more(outside: Outside, visit: Visit) -> None:
    remove_inspector(outside, visit.id, "j.smith", by="data team")
    assert not may_see(outside, visit.id, "j.smith")
    with pytest.raises(UserError, match="You are not an inspector of this visit"):
        choose(outside, visit.id, ["K7QF"], by="j.smith")
    acts = [(e.act, e.by, e.detail) for e in outside.register.audit(visit.id)]
    assert ("inspector removed", "data team", {"login": "j.smith"}) in acts


@pytest.mark.parametrize(
    ("change", "told"),
    [(add_inspector, "already"), (remove_inspector, "is not an inspector of")],
)
def test_a_change_that_changes_nothing_is_said(
    outside: Outside, visit: Visit, change: Callable[..., None], told: str
) -> None:
    login = "j.smith" if change is add_inspector else "k.jones"
    with pytest.raises(UserError, match=told):
        change(outside, visit.id, login, by="data team")


def test_airflow_takes_an_answer_from_the_visits_inspectors_and_our_own_user(
    outside: Outside, visit: Visit
) -> None:
    assert respondents(outside, visit.id) == ["j.smith", "pipeline"]


def test_what_an_inspector_chooses_is_recorded_by_name_and_the_run_goes_on(
    outside: Outside, visit: Visit, airflow: AirflowRecorder
) -> None:
    asked = open_question(outside, visit.id)
    assert asked is not None
    assert len(asked.codes) == 3
    choose(outside, visit.id, asked.codes[:2], by="j.smith")
    selection = outside.register.selection(visit.id)
    assert selection is not None
    assert (selection.codes, selection.made_by) == (asked.codes[:2], "j.smith")
    assert airflow.answers == [list(asked.codes[:2])]


def test_a_child_of_a_list_that_came_after_the_question_is_chosen_and_the_run_goes_on(
    outside: Outside, visit: Visit, airflow: AirflowRecorder
) -> None:
    """Airflow takes no option but those that it asked with; the run reads the choice itself."""
    asked = open_question(outside, visit.id)
    assert asked is not None
    airflow.options = (*asked.codes[:1], NO_ANSWER)
    choose(outside, visit.id, asked.codes[1:], by="j.smith")
    assert airflow.answers == [[NO_ANSWER]]
    assert answer(outside, visit.id, [NO_ANSWER], "pipeline"), "children are selected"
    selection = outside.register.selection(visit.id)
    assert selection is not None
    assert selection.codes == asked.codes[1:]


def test_a_choice_stands_while_the_mail_server_is_away_and_its_mails_follow(
    outside: Outside, visit: Visit, airflow: AirflowRecorder, mail: MailRecorder
) -> None:
    asked = open_question(outside, visit.id)
    assert asked is not None
    mail.sent.clear()
    mail.fails[""] = Away("The mail server", "ConnectionRefusedError")
    choose(outside, visit.id, asked.codes[:2], by="j.smith")
    assert airflow.answers == [list(asked.codes[:2])], "the run goes on"
    for _ in range(2):
        send_tracking_request(outside, visit.id)
    assert mail.sent == []
    mail.fails.clear()
    with time_machine.travel(wall_now() + timedelta(minutes=1)):
        send_waiting(outside)
    subjects = [sent.subject.partition(":")[0] for sent in mail.sent]
    assert subjects == ["Tracking information due by 5pm on Monday 3 April 2023", "Selection taken"]


def test_a_colleague_who_answers_after_it_is_told_so(outside: Outside, visit: Visit) -> None:
    asked = open_question(outside, visit.id)
    assert asked is not None
    add_inspector(outside, visit.id, "k.jones", by="data team")
    choose(outside, visit.id, asked.codes[:1], by="j.smith")
    with pytest.raises(UserError, match="a colleague has answered"):
        choose(outside, visit.id, asked.codes[1:], by="k.jones")
    selection = outside.register.selection(visit.id)
    assert selection is not None
    assert selection.codes == asked.codes[:1]


@pytest.mark.parametrize("chosen", [[], ["ZZZZ-ZZZZ"]])
def test_a_choice_that_does_not_stand_up_leaves_the_question_open(
    outside: Outside, visit: Visit, chosen: list[str]
) -> None:
    with pytest.raises(UserError):
        choose(outside, visit.id, chosen, by="j.smith")
    assert open_question(outside, visit.id) is not None
    assert len(outside.register.refusals(visit.id)) == 1


def test_nothing_is_asked_before_the_run_waits_for_it(outside: Outside) -> None:
    assert open_question(outside, an_open_visit(outside, WEDNESDAY).id) is None
