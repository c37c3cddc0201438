"""The data team's commands about keys, audit, holds and disposal, on the real register."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text
from typer.testing import CliRunner, Result

from builders.visits import an_open_visit
from visit_exchange.cli import app
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 4, 3, 9, tzinfo=UTC)  # Monday 3 April 2023

Run = Callable[..., Result]


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that closed on Monday 3 April 2023."""
    visit = an_open_visit(outside, MONDAY)
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED):
        outside.register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
    return outside.register.visit(visit.id)


@pytest.fixture
def run(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``visit-exchange`` against this test's outside, in a wide terminal."""
    monkeypatch.setenv("COLUMNS", "200")
    for module in ("access", "audit", "dispose", "keys", "visits.hold", "visits.partners"):
        monkeypatch.setattr(f"visit_exchange.commands.{module}.outside", lambda: outside)
    return lambda *words: CliRunner().invoke(app, list(words))


def test_keys_are_listed_by_fingerprint_and_never_shown(
    run: Run, outside: Outside, visit: Visit
) -> None:
    key = outside.keys.key(visit.id)

    shown = run("keys", "list").output

    assert visit.id in shown
    assert outside.keys.fingerprint(visit.id) in shown
    assert key.hex()[:12] not in shown


def test_a_rotation_says_what_it_did_and_every_key_still_opens(
    run: Run, outside: Outside, visit: Visit
) -> None:
    key = outside.keys.key(visit.id)

    assert "1 keys are sealed anew" in run("keys", "rotate").output
    checked = run("keys", "check")

    assert (checked.exit_code, checked.output) == (0, "1 of 1 keys are as they should be.\n")
    assert outside.keys.key(visit.id) == key


def test_a_check_of_keys_that_do_not_open_fails(run: Run, visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "wrapping-key").unlink()

    checked = run("keys", "check")

    assert checked.exit_code == 1
    assert "There is no wrapping key" in checked.output
    assert "0 of 1 keys" in checked.output


def test_a_whole_audit_is_told_with_its_end(run: Run, outside: Outside, visit: Visit) -> None:
    head = outside.register.verify_audit().head

    checked = run("audit", "verify", "--expect", head)

    assert checked.exit_code == 0
    assert f"0 faults. Note this end: {head}" in checked.output


def test_a_changed_row_is_named_and_fails(run: Run, register_url: str, visit: Visit) -> None:
    with create_engine(register_url, poolclass=NullPool).begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("UPDATE audit SET by = 'nobody' WHERE id = 2"))

    checked = run("audit", "verify")

    assert checked.exit_code == 1
    assert "Row 2 was changed" in checked.output


def test_the_history_of_a_visit_says_who_did_and_who_was_sent_what(
    run: Run, outside: Outside, visit: Visit
) -> None:
    run("visits", "hold", visit.id, "--reason", "A complaint")
    mail_once(outside, f"{visit.id}/request", visit.lano_email, "S", "T", visit_id=visit.id)

    shown = run("audit", "show", visit.id).output

    assert "visit registered" in shown
    assert "reason A complaint" in shown
    assert f"{visit.lano_email}" in shown
    assert "was sent a mail" in shown
    assert "S3 server's own log" in shown


def test_a_dry_run_shows_every_delete_date_and_destroys_nothing(
    run: Run, outside: Outside, visit: Visit
) -> None:
    shown = run("dispose", "--dry-run").output

    assert "2023-07-02" in shown  # ninety days after Monday 3 April
    assert "2024-04-02" in shown  # a year after, in a leap year
    assert shown.count("to come") == 7
    assert outside.keys.has(visit.id)


def test_nothing_is_destroyed_before_somebody_has_read_what(
    run: Run, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    able = replace(outside, disposal=outside.store)
    monkeypatch.setattr("visit_exchange.commands.dispose.outside", lambda: able)
    in_july = an_open_visit(outside, MONDAY + timedelta(days=100))
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED):
        outside.register.move_visit(in_july.id, status, by="pipeline", at=MONDAY)

    asked = run("dispose")
    assert f"{in_july.id} (Exampleshire): keys" in asked.output
    assert (
        "This is destroyed now, with every version of it. Nothing brings it back." in asked.output
    )
    assert "give --yes" in asked.output
    assert (asked.exit_code, outside.keys.has(in_july.id)) == (3, True)

    assert "destroyed" in run("dispose", "--yes").output
    assert not outside.keys.has(in_july.id)


def test_credentials_and_partners_end_only_when_somebody_says_so(
    run: Run, outside: Outside, visit: Visit
) -> None:
    asked = run("access", "revoke", visit.id, "--for", "inspectors")
    assert "are refused at once" in asked.output
    assert "Nothing was changed" in asked.output

    open_one = an_open_visit(outside, MONDAY, la_code="998")
    add_partner(
        outside, open_one.id, "Exampleshire ICB", "health", "icb@nhs.example", "", by="dana"
    )
    asked = run("visits", "partner", "remove", open_one.id, "exampleshire-icb")
    assert "Exampleshire ICB was asked for" in asked.output
    assert not outside.register.partner(open_one.id, "exampleshire-icb").is_removed

    removed = run("visits", "partner", "remove", open_one.id, "exampleshire-icb", "--yes")
    assert "Removed: exampleshire-icb" in removed.output


def test_a_hold_shows_in_the_dry_run_and_is_lifted_again(run: Run, visit: Visit) -> None:
    assert run("visits", "hold", visit.id, "--reason", "A complaint").output.endswith(
        "is under a legal hold.\n"
    )
    assert run("dispose", visit.id, "--dry-run").output.count("legal hold") == 7

    assert (
        "no longer under a legal hold"
        in run("visits", "unhold", visit.id, "--reason", "Closed").output
    )
    assert "legal hold" not in run("dispose", visit.id, "--dry-run").output
