"""A visit's people are let in when it opens and shut out when it closes."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import NoReturn

import pytest

from builders.visits import a_new_visit, an_open_visit
from recorded_outside import KeeperRecorder, MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import (
    give_access,
    issue,
    live,
    revoke,
    show,
    take_access,
)
from visit_exchange.journey.ending.closing import close_returns, close_tracking, close_visit
from visit_exchange.journey.requesting.opening import open_visit
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.outside import Outside
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


def test_opening_lets_everybody_in(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)

    assert live(outside, visit.id) == EVERYBODY
    assert audited(outside, visit.id) == [("issued", "pipeline", who) for who in EVERYBODY]


def test_opening_again_makes_no_second_key(outside: Outside, keeper: KeeperRecorder) -> None:
    visit = an_open_visit(outside, MONDAY)
    before = dict(keeper.live)

    give_access(outside, visit)

    assert keeper.live == before
    assert len(audited(outside, visit.id)) == len(EVERYBODY)


def test_who_lost_a_key_between_its_making_and_its_keeping_gets_another(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)
    keeper.live["visit-999-ap-20230327-la"] = Credential("AK99", "made, and never kept")

    give_access(outside, visit)

    assert live(outside, visit.id) == EVERYBODY
    assert audited(outside, visit.id)[-1] == ("issued", "pipeline", "la")


def test_closing_shuts_everybody_out_and_closing_again_changes_nothing(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)
    close_returns(outside, visit.id)
    close_tracking(outside, visit.id)

    for _ in range(2):
        close_visit(outside, visit.id)

    assert keeper.live == {}
    assert live(outside, visit.id) == NOBODY
    assert [act for act, *_ in audited(outside, visit.id)] == ["issued"] * 3 + ["revoked"] * 3


def test_credentials_are_shown_to_hand_them_over_and_that_is_audited(
    outside: Outside, keeper: KeeperRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)

    shown = show(outside, visit.id, "la", by="data team")

    assert shown == keeper.live[f"visit-{visit.id}-la"]
    assert audited(outside, visit.id)[-1] == ("shown", "data team", "la")


def test_what_was_revoked_is_shown_to_nobody(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    assert revoke(outside, visit.id, "la", by="data team")

    with pytest.raises(UserError, match="la has no credentials"):
        show(outside, visit.id, "la", by="data team")
    assert live(outside, visit.id) == EVERYBODY | {"la": False}


def test_issuing_again_replaces_what_was_issued(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    before = show(outside, visit.id, "la", by="data team")

    issue(outside, visit.id, "la", by="data team")

    assert show(outside, visit.id, "la", by="data team") != before


def test_no_secret_is_in_the_register_in_a_mail_or_in_clear_on_disk(
    outside: Outside, keeper: KeeperRecorder, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)
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


def test_a_store_that_refuses_leaves_the_visit_registered_for_another_try(
    outside: Outside, keeper: KeeperRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(visit_id: str, identity: VisitIdentity) -> NoReturn:
        raise ConnectionError("the store does not answer")

    visit_id = register_visit(outside, a_new_visit(), by="data team")
    with monkeypatch.context() as broken:
        broken.setattr(keeper, "issue", refuse)
        with pytest.raises(ConnectionError):
            open_visit(outside, visit_id)
    assert outside.register.visit(visit_id).status is VisitStatus.REGISTERED

    open_visit(outside, visit_id)
    assert live(outside, visit_id) == EVERYBODY


def test_by_hand_the_data_team_is_told_once_what_to_make_and_what_to_destroy(
    outside: Outside, mail: MailRecorder
) -> None:
    handmade = by_hand(outside)
    visit = an_open_visit(handmade, MONDAY)
    give_access(handmade, visit)
    for _ in range(2):
        take_access(handmade, visit)

    made, destroyed = mail.to(outside.settings.data_team_email)
    assert f"visit-exchange access policy {visit.id} --for tracking-team" in made.text
    assert (made.subject.split()[0], destroyed.subject.split()[0]) == ("Make", "Destroy")
