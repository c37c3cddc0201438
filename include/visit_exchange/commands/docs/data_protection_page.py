"""The parts of the page on data protection that are derived: how long, and who."""

from visit_exchange.commands.docs.evidence_table import evidence_table
from visit_exchange.services.store_access.table import access_table


def data_protection_page(page: str) -> str:
    """Return the page with current tables between their marks; ValueError where marks are gone."""
    filled = _filled(page, "evidence", evidence_table())
    return _filled(filled, "store access", access_table())


def _filled(page: str, name: str, table: str) -> str:
    start = f"<!-- {name}: written by `visit-exchange docs write` -->"
    end = f"<!-- end of {name} -->"
    before, found, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no place for the table of {name}")
    return f"{before}{start}\n{table}{end}{after}"
