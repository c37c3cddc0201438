"""A workbook from inspectors: children and providers ticked on the pack's sheets, or refused."""

from collections.abc import Sequence

from visit_exchange.assessing.assessed import Assessed, set_aside
from visit_exchange.errors import UserError
from visit_exchange.journey.selecting.provider_choice import choose_providers, ticked_providers
from visit_exchange.journey.selecting.selection import answer_in_airflow, refuse, select
from visit_exchange.journey.selecting.telling_choices import tell_choice
from visit_exchange.journey.upload import Opened
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.services.outside import Outside
from visit_exchange.tracking.selection_sheet import read_selection
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import SubmittedItem
from visit_exchange.visits.visit import Visit

SELECTION_ITEM = "selection"
PROVIDERS_ITEM = "providers"
BY_SHEET = "Selection sheet"
NOT_A_SELECTION = (
    "The file is no Selection sheet. Put X beside the children in the newest pack’s Selection "
    "sheet, save the workbook and upload it here."
)


def take_from_inspectors(outside: Outside, opened: Opened) -> Assessed:
    """Take the pack's Selection and Providers sheets; nothing else is asked of inspectors."""
    is_table = opened.kind in TABLES
    try:
        codes = read_selection(opened.content) if is_table else None
        providers = ticked_providers(opened) if is_table else ()
        if codes is None and not providers:
            return set_aside(opened.file, opened.asked, NOT_A_SELECTION)
        return _take(outside, opened, codes or (), providers)
    except UserError as error:
        return _refuse_sheet(outside, opened, str(error))


def _take(
    outside: Outside, opened: Opened, chosen: Sequence[str], providers: Sequence[str]
) -> Assessed:
    """Ticked children answer the question, ticked providers count.

    Providers may be ticked alone, before the children or after.
    """
    if not chosen and providers:
        _choose_providers(outside, opened.visit, providers)
        return _taken(opened, PROVIDERS_ITEM, len(providers))
    codes = select(outside, opened.visit, chosen, by=BY_SHEET)
    if providers:
        _choose_providers(outside, opened.visit, providers)
    answer_in_airflow(outside, opened.visit, codes)
    return _taken(opened, SELECTION_ITEM, len(codes))


def _taken(opened: Opened, item: str, chosen: int) -> Assessed:
    told = build_answer(opened.name, number=opened.submission.number)
    return Assessed(told, items=(SubmittedItem(item, told.verdict, rows=chosen),))


def _refuse_sheet(outside: Outside, opened: Opened, why: str) -> Assessed:
    """Refuse a Selection sheet and tell the lead inspector why."""
    refuse(outside, opened.visit, BY_SHEET, why)
    problem = Problem("selection-refused", Severity.MUST_FIX, why)
    told = build_answer(opened.name, number=opened.submission.number, problems=(problem,))
    return Assessed(told)


def _choose_providers(outside: Outside, visit: Visit, providers: Sequence[str]) -> None:
    left = choose_providers(outside, visit, providers, by=BY_SHEET)
    tell_choice(outside, visit, "Providers to visit taken", f"{len(providers)} providers", left)
