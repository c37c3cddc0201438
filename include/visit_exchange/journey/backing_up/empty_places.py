"""A restore goes where nothing lives: never over a register, a store or keys that are in use."""

from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.outbox.keys import HOUSE
from visit_exchange.services.backing_up.tables import count_rows
from visit_exchange.services.backing_up.versions import is_empty
from visit_exchange.services.key_ring.copying import holds_keys

if TYPE_CHECKING:
    from visit_exchange.services.backing_up.powers import Powers
    from visit_exchange.services.outside import Outside


def refuse_what_lives(outside: "Outside", powers: "Powers") -> None:
    """Raise UserError that names what is in the way; nothing is changed."""
    found = [
        ("Airflow runs", _airflow_answers(outside)),
        ("Airflow's database has runs", count_rows(powers.airflow_url, "dag_run") > 0),
        ("the register has visits", count_rows(powers.register_url, "visits") > 0),
        ("the register has an audit", count_rows(powers.register_url, "audit") > 0),
        ("the buckets are not empty", not is_empty(powers.store)),
        ("the key ring has keys", holds_keys(powers.key_ring, HOUSE)),
    ]
    lives = [what for what, is_so in found if is_so]
    if lives:
        raise UserError(
            f"Nothing was restored, for here something lives: {', '.join(lives)}. Restore into new "
            "databases, buckets and an empty key ring, with Airflow's parts stopped"
        )


def _airflow_answers(outside: "Outside") -> bool:
    try:
        outside.airflow.health()
    except ServiceError:
        return False
    return True
