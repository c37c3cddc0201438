"""The page on data protection says of the store's identities what their rights are."""

from pathlib import Path

import pytest

from visit_exchange.services.store_access.identities import STANDING_IDENTITIES, VISIT_IDENTITIES
from visit_exchange.services.store_access.table import access_table, with_table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-protection.md"


def test_the_pages_table_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page) == page


def test_every_identity_has_a_row() -> None:
    rows = [line.split("|")[1].strip(" `") for line in access_table().splitlines()[2:]]
    assert rows == [*VISIT_IDENTITIES, *STANDING_IDENTITIES]


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_table("# Another page")
