"""Understands a Selection sheet that inspectors sent: children and providers ticked, or refused."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.selecting.provider_choice import choose_providers
from visit_exchange.journey.selecting.selection import answer_in_airflow, refuse, select
from visit_exchange.journey.selecting.telling_choices import tell_choice
from visit_exchange.journey.upload import Opened, Understood
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.visits.problems import Problem
from visit_exchange.visits.submission import SubmittedItem
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

SELECTION_ITEM = "selection"
PROVIDERS_ITEM = "providers"
BY_SHEET = "Selection sheet"


def understand_selection(
    outside: "Outside", opened: Opened, chosen: Sequence[str], providers: Sequence[str] = ()
) -> Understood:
    """Take an inspector's workbook: ticked children answer the question, ticked providers count.

    Providers may be ticked alone, before the children or after.
    """
    try:
        if not chosen and providers:
            return _only_providers(outside, opened, providers)
        codes = select(outside, opened.visit, chosen, by=BY_SHEET)
        if providers:
            _choose_providers(outside, opened.visit, providers)
    except UserError as error:
        return refuse_sheet(outside, opened, str(error))
    answer_in_airflow(outside, opened.visit, codes)
    told = build_answer(opened.name, number=opened.submission.number)
    return Understood(told, items=(SubmittedItem(SELECTION_ITEM, told.verdict, rows=len(codes)),))


def refuse_sheet(outside: "Outside", opened: Opened, why: str) -> Understood:
    """Refuse a Selection sheet and tell the lead inspector why."""
    refuse(outside, opened.visit, BY_SHEET, why)
    problem = Problem("selection-refused", Severity.MUST_FIX, why)
    told = build_answer(opened.name, number=opened.submission.number, problems=(problem,))
    return Understood(told)


def _only_providers(outside: "Outside", opened: Opened, providers: Sequence[str]) -> Understood:
    _choose_providers(outside, opened.visit, providers)
    told = build_answer(opened.name, number=opened.submission.number)
    return Understood(
        told, items=(SubmittedItem(PROVIDERS_ITEM, told.verdict, rows=len(providers)),)
    )


def _choose_providers(outside: "Outside", visit: Visit, providers: Sequence[str]) -> None:
    left = choose_providers(outside, visit, providers, by=BY_SHEET)
    tell_choice(outside, visit, "Providers to visit taken", f"{len(providers)} providers", left)
