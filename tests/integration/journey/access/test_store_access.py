"""A visit's people are let in when it opens and shut out when it closes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import NoReturn

import pytest

from builders.visits import a_new_visit, an_open_visit
from recorded_outside import KeeperRecorder, MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import issue, live, revoke, show
from visit_exchange.journey.access.store_access_in_course import prepare_access, take_access
from visit_exchange.journey.ending.closing import close_returns, close_tracking, close_visit
from visit_exchange.journey.requesting.opening import open_visit
from visit_exchange.journey.requesting.partner_asking import (
    add_partner,
    remove_partner,
    replace_contact,
)
from visit_exchange.journey.requesting.people import end_role, give_role
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.services.store_access.identities import VisitIdentity
from visit_exchange.services.store_access.keeper import Credential
from visit_exchange.visits.visit import VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
EVERYBODY = {"la": True, "inspectors": True, "tracking-team": True}
NOBODY = dict.fromkeys(EVERYBODY, False)


def audited(outside: Outside, visit_id: str) -> list[tuple[str, str, object]]:
    """Return what the audit says about credentials: the act, who did it, and for whom."""
    return [
        (entry.act.removeprefix("store access "), entry.by, entry.detail["for"])
        for entry in outside.register.audit(visit_id)
        if entry.act.startswith("store access")
    ]


def by_hand(outside: Outside) -> Outside:
    """Return the same outside where credentials are made by hand."""
    settings = outside.settings.model_copy(update={"store_access": "by-hand"})
    return replace(outside, settings=settings, access=None)


def shown_to_everybody(outside: Outside, visit_id: str) -> None:
    for who in EVERYBODY:
        show(outside, visit_id, who, by="data team")


def test_nobody_has_credentials_before_somebody_asks_for_them(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)

    assert keeper.live == {}
    assert live(outside, visit.id) == NOBODY
    assert audited(outside, visit.id) == []


def test_who_is_to_be_handed_credentials_gets_them_when_they_are_shown(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)

    first = show(outside, visit.id, "la", by="data team")
    again = show(outside, visit.id, "la", by="data team")

    assert again == first
    assert live(outside, visit.id) == NOBODY | {"la": True}
    assert audited(outside, visit.id) == [
        (act, "data team", "la") for act in ("issued", "shown", "shown")
    ]


def test_nothing_is_made_for_a_visit_that_has_not_opened(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit_id = register_visit(outside, a_new_visit(), by="data team")

    for ask in (show, issue):
        with pytest.raises(UserError, match="which is registered"):
            ask(outside, visit_id, "la", by="data team")
    assert keeper.live == {}


def test_nothing_is_made_for_a_visit_that_is_over(outside: Outside, keeper: KeeperRecorder) -> None:
    visit = closed(outside)

    for ask in (show, issue):
        with pytest.raises(UserError, match="which is closed"):
            ask(outside, visit, "la", by="data team")
    assert keeper.live == {}


@pytest.mark.parametrize("ask", [show, issue], ids=["show", "issue"])
def test_a_visit_that_closes_while_somebody_waits_lets_nobody_in(
    outside: Outside,
    keeper: KeeperRecorder,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[..., object],
) -> None:
    visit, alone = an_open_visit(outside, MONDAY), type(outside.register).alone

    @contextmanager
    def after_the_closing(register: Register, what: str) -> Iterator[None]:
        with alone(register, what):
            for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.CLOSED):
                register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
            yield

    monkeypatch.setattr(type(outside.register), "alone", after_the_closing)
    with pytest.raises(UserError, match="which is closed"):
        ask(outside, visit.id, "la", by="data team")
    assert keeper.live == {}


def test_nothing_is_made_for_a_partner_that_is_not_asked(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)

    with pytest.raises(UserError, match="partner-elsewhere is no partner"):
        show(outside, visit.id, "partner-elsewhere", by="data team")
    assert keeper.live == {}


def test_who_lost_a_key_between_its_making_and_its_keeping_gets_another(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)
    keeper.live["visit-999-ap-20230327-la"] = Credential("AK99", "made, and never kept")

    shown = show(outside, visit.id, "la", by="data team")

    assert keeper.live["visit-999-ap-20230327-la"] == shown
    assert shown.access_key != "AK99"


def closed(outside: Outside) -> str:
    visit = an_open_visit(outside, MONDAY)
    shown_to_everybody(outside, visit.id)
    close_returns(outside, visit.id)
    close_tracking(outside, visit.id)
    close_visit(outside, visit.id)
    return visit.id


def test_closing_shuts_everybody_out_and_closing_again_changes_nothing(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit_id = closed(outside)
    close_visit(outside, visit_id)

    assert keeper.live == {}
    assert live(outside, visit_id) == NOBODY
    assert [act for act, *_ in audited(outside, visit_id)][-3:] == ["revoked"] * 3


def test_credentials_are_shown_to_hand_them_over_and_that_is_audited(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)

    shown = show(outside, visit.id, "la", by="data team")

    assert shown == keeper.live[f"visit-{visit.id}-la"]
    assert audited(outside, visit.id)[-1] == ("shown", "data team", "la")


def test_what_was_revoked_is_shown_to_nobody(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    shown_to_everybody(outside, visit.id)
    assert revoke(outside, visit.id, "la", by="data team")

    with pytest.raises(UserError, match="data team revoked them"):
        show(outside, visit.id, "la", by="data team")
    assert live(outside, visit.id) == EVERYBODY | {"la": False}

    issue(outside, visit.id, "la", by="data team")
    show(outside, visit.id, "la", by="data team")
    assert live(outside, visit.id) == EVERYBODY


def test_who_was_shut_out_before_anybody_asked_is_shown_nothing(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    assert not revoke(outside, visit.id, "inspectors", by="data team")

    with pytest.raises(UserError, match="data team revoked them"):
        show(outside, visit.id, "inspectors", by="data team")


def test_issuing_again_replaces_what_was_issued(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    before = show(outside, visit.id, "la", by="data team")

    issue(outside, visit.id, "la", by="data team")

    assert show(outside, visit.id, "la", by="data team") != before


def test_no_secret_is_in_the_register_in_a_mail_or_in_clear_on_disk(
    outside: Outside, keeper: KeeperRecorder, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)
    shown_to_everybody(outside, visit.id)
    assert outside.access is not None
    folder = outside.access.sealed._folder
    kept = b"".join(path.read_bytes() for path in folder.rglob("*.sealed"))
    told = repr((outside.register.audit(visit.id), mail.sent, outside.access, keeper.live))

    assert kept
    for credential in keeper.live.values():
        assert credential.secret_key.encode() not in kept
        assert credential.secret_key not in told


def test_a_visit_does_not_open_when_nobody_can_be_let_in(outside: Outside) -> None:
    visit_id = register_visit(outside, a_new_visit(), by="data team")

    with pytest.raises(UserError, match="VISIT_EXCHANGE_STORE_ACCESS=by-hand"):
        open_visit(replace(outside, access=None), visit_id)
    assert outside.register.visit(visit_id).status is VisitStatus.REGISTERED


def test_a_store_that_refuses_shows_nothing_until_it_answers(
    outside: Outside, keeper: KeeperRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(visit_id: str, identity: VisitIdentity) -> NoReturn:
        raise ConnectionError("the store does not answer")

    visit = an_open_visit(outside, MONDAY)
    with monkeypatch.context() as broken:
        broken.setattr(keeper, "issue", refuse)
        with pytest.raises(ConnectionError):
            show(outside, visit.id, "la", by="data team")
    assert audited(outside, visit.id) == []

    assert show(outside, visit.id, "la", by="data team") == keeper.live[f"visit-{visit.id}-la"]


def test_by_hand_the_data_team_is_told_once_what_to_make_and_what_to_destroy(
    outside: Outside, mail: MailRecorder
) -> None:
    handmade = by_hand(outside)
    visit = an_open_visit(handmade, MONDAY)
    prepare_access(handmade, visit)
    for _ in range(2):
        take_access(handmade, visit)

    made, destroyed = mail.to(outside.settings.data_team_email)
    assert f"visit-exchange access policy {visit.id} --for tracking-team" in made.text
    assert (made.subject.split()[0], destroyed.subject.split()[0]) == ("Make", "Destroy")


def test_by_hand_a_partners_keys_are_made_replaced_and_destroyed_by_a_person(
    outside: Outside, mail: MailRecorder
) -> None:
    handmade = by_hand(outside)
    visit = an_open_visit(handmade, MONDAY)
    for name in ("Oak Trust", "Elm Trust"):
        add_partner(handmade, visit.id, name, "health", f"{name[:3]}@b.example", "7", by="ann")
    for partner in ("oak-trust", "elm-trust"):
        replace_contact(handmade, visit.id, partner, f"new.{partner}@b.example", by="ann")
    for partner in ("oak-trust", "oak-trust", "elm-trust"):
        remove_partner(handmade, visit.id, partner, by="ann")

    told = [
        (each.subject.split()[0], re.findall("--for (\\S+)", each.text))
        for each in mail.to(outside.settings.data_team_email)
    ]
    assert told == [("Make", ["la", "inspectors", "tracking-team"])] + [
        (what, [f"partner-{who}"])
        for what in ("Make", "Replace", "Destroy")
        for who in ("oak-trust", "elm-trust")
    ]


def test_by_hand_everybody_who_leaves_is_told_of(outside: Outside, mail: MailRecorder) -> None:
    handmade = by_hand(outside)
    visit = an_open_visit(handmade, MONDAY)
    for who in ("a@b.example", "c@b.example"):
        named = give_role(handmade, visit.id, "deputy", who, by="ann")
    mail.sent.clear()
    for person in named.people[-2:]:
        end_role(handmade, visit.id, person.number, by="ann")
    told = mail.to(outside.settings.data_team_email)
    assert [each.subject.split()[0] for each in told] == ["Replace", "Replace"]
