"""A concern is sealed, told without content, and settled before its visit closes.

AP "Significant concerns"; SEND 71, 133 and 155. The child's code and every word are invented.
"""

import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from visit_exchange.commands.visits import concerns as commands
from visit_exchange.errors import UserError
from visit_exchange.journey.ending import concerns
from visit_exchange.journey.ending.closing import close_returns, close_visit
from visit_exchange.journey.ending.concerns import (
    add_told,
    read_concern,
    record_concern,
    settle_concern,
)
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.services.outside import Outside
from visit_exchange.visits.people.concerns import Told
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 4, 17, 16, tzinfo=UTC)  # the last on-site day
CODE = child_code(bytes(32), "invented")
WORDS, OFFICER = "Something was said that worries us", "officer@exampleshire.example"


@pytest.fixture
def visit(outside: Outside) -> Visit:
    return an_open_visit(outside, MONDAY)


def recorded(outside: Outside, visit: Visit, kind: str = "child", **about: str) -> int:
    return record_concern(
        outside,
        visit.id,
        kind,
        WORDS,
        **(about or {"child": CODE}),
        senior_officer=OFFICER,
        by="lead",
    )


def test_a_response_to_a_survey_may_give_cause_for_it(outside: Outside, visit: Visit) -> None:
    """AP "Survey arrangements": responses are reviewed as any other source of a concern."""
    number = recorded(outside, visit, survey="parents")
    about = read_concern(outside, visit.id, number, by="lead").about
    assert about == "a response to the survey for parents and carers"
    with pytest.raises(UserError, match="--audience must be one of: children, parents"):
        recorded(outside, visit, survey="nobody")


def test_it_is_sealed_and_only_its_number_is_plain(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    assert recorded(outside, visit) == 1
    add_told(outside, visit.id, 1, "the director of children's services", MONDAY, by="lead")

    kept = outside.register.read_concern(visit.id, 1, by="dana", at=MONDAY)
    assert kept is not None
    assert not any(word.encode() in kept for word in (WORDS, CODE, "director"))
    acts = [(e.act, e.detail) for e in outside.register.audit(visit.id) if "concern" in e.act]
    assert {act for act, _ in acts} == {"concern recorded", "concern told", "concern read"}
    assert all(detail == {"concern": 1} for _, detail in acts)
    (alert,) = mail.to(OFFICER)
    assert not any(word in alert.text for word in (WORDS, CODE))
    concern = read_concern(outside, visit.id, 1, by="lead")
    assert (concern.words, concern.about) == (WORDS, CODE)
    assert [(told.whom, told.at) for told in concern.told] == [
        ("the director of children's services", MONDAY)
    ]


def test_no_concern_is_recorded_without_its_alert(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_arguments: object, **_named: object) -> None:
        raise SystemExit

    monkeypatch.setattr(concerns, "mail_once", killed)
    with pytest.raises(SystemExit):
        recorded(outside, visit)
    assert outside.register.concerns(visit.id) == ()


def test_a_visit_closes_when_it_is_said_what_becomes_of_each(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    close_returns(outside, visit.id)
    recorded(outside, visit)
    recorded(outside, visit, "provider", provider="Hillside")
    with pytest.raises(UserError, match="say what becomes of concern 1, 2"):
        close_visit(outside, visit.id)
    assert outside.register.visit(visit.id).status is not VisitStatus.CLOSED
    assert not [one for one in mail.sent if "summary note" in one.subject]

    for number, outcome in ((1, "referred"), (2, "no_action")):
        settle_concern(outside, visit.id, number, outcome, "As agreed", by="lead")
    close_visit(outside, visit.id)
    assert outside.register.visit(visit.id).status is VisitStatus.CLOSED
    assert [each.is_open for each in outside.register.concerns(visit.id)] == [False, False]
    with pytest.raises(UserError, match="said already"):
        settle_concern(outside, visit.id, 1, "referred", "Again", by="lead")


@pytest.mark.parametrize(
    ("kind", "about", "told"),
    [
        ("gossip", {"child": CODE}, "--kind must be one of: child, provider"),
        ("child", {"child": "Sam Example"}, "must be a child’s code"),
        ("child", {"child": CODE, "provider": "Hillside"}, "Enter either the child’s code"),
    ],
)
def test_what_is_entered_wrongly_is_told(
    outside: Outside, visit: Visit, kind: str, about: dict[str, str], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        recorded(outside, visit, kind, **about)
    assert outside.register.concerns(visit.id) == ()


def test_the_command_asks_first_and_for_the_words(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "outside", lambda: outside)
    add = ["add", visit.id, "--kind", "provider", "--provider", "Hillside"]
    add += ["--senior-officer", OFFICER]
    said = CliRunner().invoke(commands.app, add, input=f"y\n{WORDS}\n")
    assert f"A mail without content goes to {OFFICER}." in said.output
    assert "Recorded as concern 1" in said.output
    listed = CliRunner().invoke(commands.app, ["list", visit.id]).output
    assert "open" in listed
    assert "Hillside" not in listed
    refused = CliRunner().invoke(commands.app, add, input="n\n")
    assert isinstance(refused.exception, UserError)
    assert len(outside.register.concerns(visit.id)) == 1


def test_two_who_say_at_once_who_was_told_are_both_kept(outside: Outside, visit: Visit) -> None:
    number = recorded(outside, visit)
    told = [f"the {who}" for who in ("director", "chief executive", "police")]

    with ThreadPoolExecutor(3) as pool:
        list(
            pool.map(lambda who: add_told(outside, visit.id, number, who, MONDAY, by="lead"), told)
        )

    kept = read_concern(outside, visit.id, number, by="dana")
    assert {each.whom for each in kept.told} == set(told)


def test_a_concern_of_another_shape_is_told_without_a_word_of_it(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = recorded(outside, visit)
    monkeypatch.setattr(concerns, "_CONCERN", TypeAdapter(Told))

    with pytest.raises(UserError, match="was kept by another version") as error:
        read_concern(outside, visit.id, number, by="dana")
    assert WORDS not in "".join(traceback.format_exception(error.value))
