"""`visit-exchange mails`: what has not gone out is listed, let go again, or dropped."""

from collections.abc import Callable, Sequence

import pytest
from typer.testing import CliRunner, Result

from builders.visits import a_new_visit
from recorded_outside import MailRecorder
from visit_exchange.cli import app
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.outbox.sending import send_waiting
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.mail import Refused
from visit_exchange.services.outside import Outside

pytestmark = pytest.mark.services

LANO = "lano@la.example"
Run = Callable[..., Result]


@pytest.fixture
def run(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``visit-exchange`` against this test's outside, in a wide terminal."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("visit_exchange.commands.mails.outside", lambda: outside)
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture
def visit(outside: Outside, mail: MailRecorder) -> str:
    """A visit whose LANO's server has refused a mail, which has the number 1."""
    visit = register_visit(outside, a_new_visit(), by="data team")
    mail.fails[LANO] = Refused("The mail server", "550 5.1.1", 550)
    mail_once(outside, "request", LANO, "The request", "It says", visit_id=visit)
    mail.fails.clear()
    return visit


def acts(outside: Outside, visit: str) -> Sequence[tuple[str, object]]:
    return [(each.act, each.detail) for each in outside.register.audit(visit)][-1:]


def test_what_has_not_gone_out_is_listed_without_what_it_says(run: Run, visit: str) -> None:
    shown = run("mails", "waiting").output

    assert all(each in shown for each in (visit, LANO, "refused (550 5.1.1)"))
    assert "It says" not in shown


def test_a_refused_mail_goes_again(
    run: Run, outside: Outside, visit: str, mail: MailRecorder
) -> None:
    assert run("mails", "again", "1", "7").output == "1 of 2 go out within a minute.\n"
    assert acts(outside, visit) == [("mail let go again", {"letter": 1})]

    send_waiting(outside)
    assert [each.subject for each in mail.to(LANO)] == ["The request"]
    shown = run("mails", "waiting").output
    assert shown == "Every mail has gone out.\n"


def test_a_mail_that_nobody_shall_get_is_dropped(run: Run, outside: Outside, visit: str) -> None:
    asked = run("mails", "drop", "1")
    assert f"Mail 1 to {LANO} will be deleted. Nobody gets it." in asked.output
    assert asked.exit_code != 0, "nobody said yes"

    assert run("mails", "drop", "1", "--yes").output.endswith("1 deleted.\n")
    assert acts(outside, visit) == [("mail dropped", {"letter": 1})]
    assert 1 not in [each.number for each in outside.register.waiting_mails()]
