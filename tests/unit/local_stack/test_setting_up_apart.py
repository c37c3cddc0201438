"""What makes databases and buckets ready says why it could not, whatever ends it."""

import sys
from pathlib import Path

import pytest

from local_stack.home import Home
from local_stack.supervising import setting_up_apart
from visit_exchange.errors import UserError

HOME = Home(Path("/somewhere"))
SAYS_WHY = "print('Airflow could not update its database'); raise SystemExit(1)"
LOG = "The reason is in /somewhere/logs/supervisor.log"


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (SAYS_WHY, "^Airflow could not update its database$"),
        ("raise RuntimeError", LOG),
        ("import os; os.kill(os.getpid(), 9)", LOG),
    ],
)
def test_who_starts_the_stack_is_told(
    program: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting_up_apart, "COMMAND", (sys.executable, "-c", program))
    with pytest.raises(UserError, match=told):
        setting_up_apart.set_up_apart(HOME)


def test_it_goes_on_when_all_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting_up_apart, "COMMAND", (sys.executable, "-c", "pass"))
    setting_up_apart.set_up_apart(HOME)
