"""``visit-exchange visits hold`` and ``unhold``: keep a visit's evidence from being destroyed."""

from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.journey.disposing.legal_hold import hold_visit, lift_hold
from visit_exchange.services.outside import outside

Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Reason = Annotated[str, typer.Option(help="Why: it is kept in the audit. Name no child in it.")]


def hold(visit: Visit, reason: Reason) -> None:
    """Hold a visit: nothing of it is destroyed until the hold is lifted."""
    gone = hold_visit(outside(), visit, reason, by=acting())
    typer.echo(f"{visit} is under a legal hold.")
    if gone:
        typer.echo(f"Destroyed before: {', '.join(gone)}")


def unhold(visit: Visit, reason: Reason) -> None:
    """Lift a visit's hold: what is due is destroyed the next night."""
    lift_hold(outside(), visit, reason, by=acting())
    typer.echo(f"{visit} is no longer under a legal hold.")
