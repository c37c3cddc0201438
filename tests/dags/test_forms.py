"""What is entered in a form, on the whole stack: in the register, and nowhere in Airflow."""

import time

import pytest

from local_stack.supervising.stack import Stack
from rehearsed import Rehearsed
from visit_exchange.journey.ending.deferring import cancel
from visit_exchange.services.outside import Outside

pytestmark = pytest.mark.stack

NAME = "arabella.marchmont"
RUN = "form-of-this-test"
FORM = {
    "framework": "ap_thematic_2023",
    "la_code": "999",
    "lano_email": f"{NAME}@exampleshire.example",
    "lead_inspector_email": f"{NAME}@inspectorate.example",
}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


@pytest.mark.parametrize(
    ("notified", "is_registered"),
    [("2030-11-25", True), ("2030-11-24", False)],  # a Monday, confirmed; a Sunday
    ids=["registered", "refused"],
)
def test_airflow_keeps_nothing_of_whom_a_form_names(
    stack: Stack, outside: Outside, notified: str, is_registered: bool
) -> None:
    run = f"{RUN}-{notified}"
    form = FORM | {"notified": notified, "confirm_dates": True}
    assert outside.airflow.trigger("register_visit", run, form)

    assert ended(outside, run) == ("success" if is_registered else "failed")

    ours = [v for v in outside.register.visits() if v.lano_email == FORM["lano_email"]]
    made = [visit for visit in ours if visit.notified.isoformat() == notified]
    assert len(made) == is_registered
    assert holds(stack, outside, NAME) == []
    files = (stack.home.logs / "airflow").rglob("*.log")
    assert [str(file) for file in files if NAME in file.read_text(errors="replace")] == []
    for visit in made:
        cancel(outside, visit.id, "It was a test", by="test")


def ended(outside: Outside, run: str) -> str | None:
    deadline = time.monotonic() + 120
    while (state := outside.airflow.run_state("register_visit", run)) in ("queued", "running"):
        assert time.monotonic() < deadline, "the run does not end"
        time.sleep(0.5)
    return state


def holds(stack: Stack, outside: Outside, word: str) -> list[str]:
    """Return the tables of Airflow's database in which a word stands anywhere."""
    seen = Rehearsed(stack, outside, outside.register.visits()[0], [])
    like = 'SELECT count(*) FROM "{0}" WHERE "{0}"::text LIKE %s'
    tables = [name for (name,) in seen.rows("airflow", TABLES)]
    return [
        name for name in tables if seen.rows("airflow", like.format(name), f"%{word}%") != [(0,)]
    ]
