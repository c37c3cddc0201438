"""What is left of a form when the register has it."""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.visits.entry.forgotten import forgotten, refuse_forgotten

FORM = {
    "framework": "ap_thematic_2023",
    "la_code": "999",
    "notified": "2026-11-23",
    "lano_email": "lano@exampleshire.example",
    "lead_inspector_email": "lead@inspectorate.example",
    "inspectors": ["j.smith"],
    "surveys": "parents=https://surveys.example/parents",
    "agreed": "meeting=2027-03-15",
}


def test_a_form_that_is_forgotten_says_which_visit_it_was_and_names_nobody() -> None:
    assert forgotten(FORM) == {
        "framework": "ap_thematic_2023",
        "la_code": "999",
        "notified": "2026-11-23",
        "lano_email": "forgotten@example.invalid",
        "lead_inspector_email": "forgotten@example.invalid",
    }


def test_to_forget_it_again_changes_nothing() -> None:
    assert forgotten(forgotten(FORM)) == forgotten(FORM)


def test_a_forgotten_form_registers_nobody() -> None:
    refuse_forgotten(FORM)
    with pytest.raises(UserError, match="Trigger register_visit again"):
        refuse_forgotten(forgotten(FORM))
