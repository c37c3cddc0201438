"""What is left of a form when the register has it: a form that names nobody."""

from collections.abc import Mapping

from visit_exchange.errors import UserError

# What says which visit it was; the register, the board and the run's own log say the same.
KEPT = ("framework", "la_code", "notified")
# Airflow reads the form again for each task, so what it asks for must be there.
PEOPLE = ("lano_email", "lead_inspector_email")
NOBODY = "forgotten@example.invalid"


def forgotten(entered: Mapping[str, object]) -> dict[str, object]:
    """Return a form as it may be kept: without addresses, logins, links and free text."""
    kept = {name: entered[name] for name in KEPT if name in entered}
    return kept | dict.fromkeys((name for name in PEOPLE if name in entered), NOBODY)


def refuse_forgotten(entered: Mapping[str, object]) -> None:
    """Raise UserError for a form whose answers are no longer kept: it would register nobody."""
    if NOBODY in (entered.get(name) for name in PEOPLE):
        raise UserError(
            "What was entered in this form is no longer kept. Trigger register_visit again, and "
            "fill the form in"
        )
